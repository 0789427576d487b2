"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { AUTONOMIES } from "@/lib/engine/model";
import { AUTONOMY_LABELS } from "@/lib/format/labels/trading";
import { ChoiceCards } from "../fields/choice-cards";
import { FigureInput } from "../fields/figure-input";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";

const CHOICES = AUTONOMIES.map((value) => {
  const { name, explained } = AUTONOMY_LABELS[value];
  return { value, title: name, text: explained };
});

export function AutonomySection(part: EditorPart) {
  const { draft, edit } = part;
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
            <Field
              label="A proposal stands for"
              hint="Then it expires; the next check plans again."
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
      </CardBody>
    </Card>
  );
}
