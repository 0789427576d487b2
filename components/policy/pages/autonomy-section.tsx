"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { AUTONOMIES } from "@/lib/engine/model";
import { AUTONOMY_LABELS } from "@/lib/format/labels/trading";
import { ChoiceCards } from "../fields/choice-cards";
import { type FigureField, PolicyFigures } from "../fields/policy-figure";
import type { EditorPart } from "./editor";
import { FieldGrid } from "./field-grid";

const CHOICES = AUTONOMIES.map((value) => {
  const { name, explained } = AUTONOMY_LABELS[value];
  return { value, title: name, text: explained };
});

const FIGURES: readonly FigureField<"policy">[] = [
  {
    name: "proposalMinutes",
    label: "A proposal stands for",
    hint: "Then it expires; the next check plans again.",
    step: "5",
  },
  {
    name: "priceToleranceBps",
    label: "Price tolerance",
    hint: "If a traded price moved further, a fresh plan is offered instead.",
    step: "10",
  },
];

export function AutonomySection({ draft, edit, problems }: EditorPart) {
  const { settings } = draft;
  return (
    <Card labelledBy="h-autonomy">
      <CardHeader id="h-autonomy" title="Who decides" />
      <CardBody className="grid gap-5">
        <ChoiceCards
          legend="Autonomy"
          value={settings.autonomy}
          onChange={(autonomy) => edit({ do: "settings", change: { autonomy } })}
          options={CHOICES}
        />
        {settings.autonomy !== "watch" && (
          <FieldGrid>
            <PolicyFigures
              part="policy"
              path=""
              values={settings}
              problems={problems}
              fields={FIGURES}
              onChange={(name, value) => edit({ do: "settings", change: { [name]: value } })}
            />
          </FieldGrid>
        )}
      </CardBody>
    </Card>
  );
}
