"use client";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { DESTINATIONS, FLOWS, SCOPES, UNTARGETED } from "@/lib/engine/model";
import { describeTrading } from "@/lib/format/describe-trading";
import { DESTINATION_LABELS, FLOW_LABELS, SCOPE_LABELS, UNTARGETED_LABELS } from "@/lib/format/labels/trading";
import type { PolicySettings } from "../draft/draft";
import { ChoiceCards } from "../fields/choice-cards";
import { DestinationDrawing } from "../fields/destination-drawing";
import { AmountInput, FigureInput } from "../fields/figure-input";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { PartSentence } from "./part-sentence";

const STOPS = DESTINATIONS.map((value) => {
  const { title, line } = DESTINATION_LABELS[value];
  return { value, title, text: line };
});
const WHICH = SCOPES.map((value) => ({ value, label: SCOPE_LABELS[value] }));
const REST = UNTARGETED.map((value) => ({ value, label: UNTARGETED_LABELS[value] }));
const SIDES = FLOWS.map((value) => ({ value, label: FLOW_LABELS[value].name, hint: FLOW_LABELS[value].line }));

export function TradingSection(part: EditorPart) {
  const { draft, edit, baseCurrency } = part;
  const { settings } = draft;
  const set = (change: Partial<PolicySettings>) => edit({ do: "settings", change });
  return (
    <Card labelledBy="h-trading">
      <CardHeader id="h-trading" title="How it trades" />
      <CardBody className="grid gap-5">
        <PartSentence>{describeTrading(settings)}</PartSentence>
        <ChoiceCards
          legend="Where a trade stops"
          value={settings.destination}
          onChange={(destination) => set({ destination })}
          options={STOPS.map((each) => ({ ...each, drawing: <DestinationDrawing destination={each.value} /> }))}
        />
        <FieldGrid>
          <LabelledChoice
            label="Which way it trades"
            hint={SIDES.find((each) => each.value === (settings.flow ?? "both"))?.hint ?? ""}
          >
            <Segmented
              label="Which way it trades"
              options={SIDES}
              value={settings.flow ?? "both"}
              onChange={(flow) => set({ flow })}
            />
          </LabelledChoice>
          <LabelledChoice
            label="Which targets are traded"
            hint={
              settings.scope === "all"
                ? "Every target moves, also those inside their bands."
                : "Targets inside their bands are left alone, except as cash for others."
            }
          >
            <Segmented
              label="Which targets are traded"
              options={WHICH}
              value={settings.scope}
              onChange={(scope) => set({ scope })}
            />
          </LabelledChoice>
          <LabelledChoice
            label="Assets in no target"
            hint={
              settings.untargeted === "ignore"
                ? "Not counted in weights, never traded."
                : "Counted, and sold at the next rebalance."
            }
          >
            <Segmented
              label="Assets in no target"
              options={REST}
              value={settings.untargeted}
              onChange={(untargeted) => set({ untargeted })}
            />
          </LabelledChoice>
        </FieldGrid>
        <FieldGrid>
          <Field label="Quote asset" hint="What trades go through." error={errorOf(part, "quoteAsset")}>
            <TextInput
              spellCheck={false}
              value={settings.quoteAsset}
              onChange={(event) => set({ quoteAsset: event.target.value.trim().toUpperCase() })}
            />
          </Field>
          <Field
            label="Smallest trade"
            hint="Smaller ones wait until they are worth it."
            error={errorOf(part, "tradeNotionalMin")}
          >
            <AmountInput
              suffix={baseCurrency}
              value={settings.tradeNotionalMin}
              onChange={(tradeNotionalMin) => set({ tradeNotionalMin })}
            />
          </Field>
          <Field label="Cash buffer" hint="Kept back for fees and rounding." error={errorOf(part, "cashBuffer")}>
            <FigureInput
              suffix="%"
              step="0.05"
              scale={100}
              value={settings.cashBuffer}
              onChange={(cashBuffer) => set({ cashBuffer })}
            />
          </Field>
          <Field label="Cooldown" hint="Rest after every rebalance." error={errorOf(part, "cooldownMinutes")}>
            <FigureInput
              suffix="min"
              step="15"
              places={0}
              value={settings.cooldownMinutes}
              onChange={(cooldownMinutes) => set({ cooldownMinutes })}
            />
          </Field>
        </FieldGrid>
      </CardBody>
    </Card>
  );
}

function LabelledChoice({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid min-w-0 content-start gap-1.5">
      <span className="text-xs font-medium" aria-hidden="true">
        {label}
      </span>
      <div>{children}</div>
      <p className={fieldHintClass}>{hint}</p>
    </div>
  );
}
