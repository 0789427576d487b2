"use client";
import type { ReactNode } from "react";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { TextInput } from "@/components/ui/text-input";
import type { Destination, Flow, Scope, Untargeted } from "@/lib/engine/model";
import { ChoiceCards } from "./choice-cards";
import { DestinationDrawing } from "./destination-drawing";
import type { PolicySettings } from "./draft";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { AmountInput, FigureInput } from "./figure-input";
import { PartSentence } from "./part-sentence";
import { sentenceOfTrading } from "./sentences";

const DESTINATIONS: readonly { value: Destination; title: string; text: string }[] = [
  { value: "target", title: "All the way to target", text: "Most trading, longest rest afterwards." },
  { value: "half", title: "Half the band from target", text: "A middle way: less to trade, some room to either side." },
  { value: "edge", title: "To the edge of the band", text: "Least trading each time, soonest trading again." },
];

const SCOPES: readonly { value: Scope; label: string }[] = [
  { value: "all", label: "All targets" },
  { value: "breaching", label: "Only those outside" },
];

const UNTARGETED: readonly { value: Untargeted; label: string }[] = [
  { value: "ignore", label: "Leave alone" },
  { value: "sell", label: "Sell" },
];

const FLOWS: readonly { value: Flow; label: string; hint: string }[] = [
  { value: "both", label: "Both ways", hint: "Sells what is over, buys what is under." },
  {
    value: "buy-only",
    label: "Only buy",
    hint: "Never sells: cash buys what is under. What is over stays over until it falls.",
  },
  {
    value: "sell-only",
    label: "Only sell",
    hint: "Never buys: what is over is sold into cash. What is under stays under.",
  },
];

export function TradingSection(part: EditorPart) {
  const { draft, edit, baseCurrency } = part;
  const { settings } = draft;
  const set = (change: Partial<PolicySettings>) => edit({ do: "settings", change });
  return (
    <Sheet labelledBy="h-trading">
      <SheetHead id="h-trading" title="How it trades" />
      <SheetBody className="grid gap-5">
        <PartSentence>{sentenceOfTrading(settings)}</PartSentence>
        <ChoiceCards
          legend="Where a trade stops"
          value={settings.destination}
          onChange={(destination) => set({ destination })}
          options={DESTINATIONS.map((each) => ({ ...each, drawing: <DestinationDrawing destination={each.value} /> }))}
        />
        <FieldGrid>
          <LabelledChoice
            label="Which way it trades"
            hint={FLOWS.find((each) => each.value === (settings.flow ?? "both"))?.hint ?? ""}
          >
            <Segmented
              label="Which way it trades"
              options={FLOWS}
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
              options={SCOPES}
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
              options={UNTARGETED}
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
      </SheetBody>
    </Sheet>
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
