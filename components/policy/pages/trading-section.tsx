"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { DESTINATIONS, FLOWS, type Policy, SCOPES, UNTARGETED } from "@/lib/engine/model";
import { describeTrading } from "@/lib/format/describe-trading";
import { DESTINATION_LABELS, FLOW_LABELS, SCOPE_LABELS, UNTARGETED_LABELS } from "@/lib/format/labels/trading";
import type { PolicySettings } from "../draft/draft";
import { ChoiceCards } from "../fields/choice-cards";
import { DestinationDrawing } from "../fields/destination-drawing";
import { AmountInput } from "../fields/figure-input";
import { type FigureField, PolicyFigures } from "../fields/policy-figure";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { PartSentence } from "./part-sentence";

const STOPS = DESTINATIONS.map((value) => {
  const { title, line } = DESTINATION_LABELS[value];
  return { value, title, text: line };
});
const WHICH = SCOPES.map((value) => ({ value, label: SCOPE_LABELS[value] }));
const REST = UNTARGETED.map((value) => ({ value, label: UNTARGETED_LABELS[value] }));
const SIDES = FLOWS.map((value) => ({ value, label: FLOW_LABELS[value].name }));
const SCOPE_HINTS: Record<Policy["scope"], string> = {
  all: "Every target moves, also those inside their bands.",
  breaching: "Targets inside their bands are left alone, except as cash for others.",
};
const REST_HINTS: Record<Policy["untargeted"], string> = {
  ignore: "Not counted in weights, never traded.",
  sell: "Counted, and sold at the next rebalance.",
};
const FIGURES: readonly FigureField<"policy">[] = [
  { name: "cashBuffer", label: "Cash buffer", hint: "Kept back for fees and rounding.", step: "0.05" },
  { name: "cooldownMinutes", label: "Cooldown", hint: "Rest after every rebalance.", step: "15" },
];

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
          <ChoiceField
            className="col-span-2"
            label="Which way it trades"
            options={SIDES}
            value={settings.flow ?? "both"}
            onChange={(flow) => set({ flow })}
            hint={FLOW_LABELS[settings.flow ?? "both"].line}
          />
          <ChoiceField
            className="col-span-2"
            label="Which targets are traded"
            options={WHICH}
            value={settings.scope}
            onChange={(scope) => set({ scope })}
            hint={SCOPE_HINTS[settings.scope]}
          />
          <ChoiceField
            className="col-span-2"
            label="Assets in no target"
            options={REST}
            value={settings.untargeted}
            onChange={(untargeted) => set({ untargeted })}
            hint={REST_HINTS[settings.untargeted]}
          />
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
          <PolicyFigures
            part="policy"
            path=""
            values={settings}
            problems={part.problems}
            fields={FIGURES}
            onChange={(name, value) => set({ [name]: value })}
          />
        </FieldGrid>
      </CardBody>
    </Card>
  );
}
