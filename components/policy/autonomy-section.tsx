"use client";
import { Field } from "@/components/ui/field";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import type { Autonomy } from "@/lib/engine/model";
import { ChoiceCards } from "./choice-cards";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { FigureInput } from "./figure-input";

const AUTONOMIES: readonly { value: Autonomy; title: string; text: string }[] = [
  { value: "watch", title: "Watch", text: "Measures and tells you. Plans nothing, trades nothing." },
  {
    value: "approve",
    title: "Approve",
    text: "Plans the trades and waits for your click. Nothing is sent without it.",
  },
  {
    value: "auto",
    title: "Auto",
    text: "Trades by itself, within your limits below, also while you sleep. A limit that says no stops it and tells you.",
  },
];

export function AutonomySection(part: EditorPart) {
  const { draft, edit } = part;
  const { settings } = draft;
  return (
    <Sheet labelledBy="h-autonomy">
      <SheetHead id="h-autonomy" title="Who decides" />
      <SheetBody className="grid gap-5">
        <ChoiceCards
          legend="Autonomy"
          value={settings.autonomy}
          onChange={(autonomy) => edit({ do: "settings", change: { autonomy } })}
          options={AUTONOMIES}
        />
        {settings.autonomy !== "watch" && (
          <FieldGrid>
            <Field
              label="A proposal stands for"
              hint="Then it expires; the next check looks again."
              error={errorOf(part, "proposalMinutes")}
            >
              <FigureInput
                suffix="min"
                step="5"
                places={0}
                value={settings.proposalMinutes}
                onChange={(proposalMinutes) => edit({ do: "settings", change: { proposalMinutes } })}
              />
            </Field>
            <Field
              label="Price tolerance"
              hint="If a traded price moved further, a fresh plan is offered instead."
              error={errorOf(part, "priceToleranceBps")}
            >
              <FigureInput
                suffix="bps"
                step="10"
                places={0}
                value={settings.priceToleranceBps}
                onChange={(priceToleranceBps) => edit({ do: "settings", change: { priceToleranceBps } })}
              />
            </Field>
          </FieldGrid>
        )}
      </SheetBody>
    </Sheet>
  );
}
