"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { type PolicyLimits, WHEN_UNCONFIRMED } from "@/lib/engine/model";
import { describePolicyLimits } from "@/lib/format/describe-trading";
import { LIMIT_LABELS } from "@/lib/format/labels/limits";
import { WHEN_UNCONFIRMED_LABELS } from "@/lib/format/labels/trading";
import { AmountInput } from "../fields/figure-input";
import { type FigureField, PolicyFigures } from "../fields/policy-figure";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { PartSentence } from "./part-sentence";

const WHEN_SUSPECT = WHEN_UNCONFIRMED.map((value) => ({ value, label: WHEN_UNCONFIRMED_LABELS[value] }));

const TURNOVER: readonly FigureField<"limits">[] = [
  {
    name: "turnoverMax",
    label: LIMIT_LABELS.turnover,
    hint: "What the autopilot may trade by itself, sales and purchases together. Past it a proposal waits for you; what you approve is not held up.",
    step: "5",
  },
  {
    name: "turnoverPerDayMax",
    label: LIMIT_LABELS["turnover-per-day"],
    hint: "The same for all runs of a day, this one included.",
    step: "5",
  },
];

const bindingAll = (quoteAsset: string): readonly FigureField<"limits">[] => [
  {
    name: "priceAgeMsMax",
    label: LIMIT_LABELS["price-age"],
    hint: "Older prices are not traded on. Checked before every order too.",
    step: "10",
  },
  {
    name: "priceJumpMax",
    label: LIMIT_LABELS["price-jump"],
    hint: "A larger one since the last confirmed price is suspect until another source, or you, confirm it. One beyond 10 % (2 % of what is pegged) is, whatever stands here.",
    step: "5",
  },
  { name: "cashMin", label: LIMIT_LABELS["cash-min"], hint: `${quoteAsset} left after the plan.`, step: "1" },
  {
    name: "slippageBpsMax",
    label: LIMIT_LABELS.slippage,
    hint: "Furthest an order’s limit may be from the middle of the book and from the plan. Checked before every order too.",
    step: "5",
  },
];

/** What bounds a run: the first three how far the autopilot goes by itself, the others what nobody trades past. */
export function LimitsSection(part: EditorPart) {
  const { draft, edit, problems, baseCurrency } = part;
  const { limits, quoteAsset } = draft.settings;
  const set = (change: Partial<PolicyLimits>) => edit({ do: "limits", change });
  const figures = {
    part: "limits",
    path: "limits",
    values: limits,
    problems,
    // An empty price jump is none.
    onChange: (name: string, value: number) =>
      set({ [name]: name === "priceJumpMax" && Number.isNaN(value) ? null : value }),
  } as const;
  return (
    <Card labelledBy="h-limits-edit">
      <CardHeader id="h-limits-edit" title="Limits" hint="checked when a plan is made and again when it is approved" />
      <CardBody className="grid gap-5">
        <PartSentence>{describePolicyLimits(draft.settings)}</PartSentence>
        <FieldGrid>
          <PolicyFigures {...figures} fields={TURNOVER} />
          <Field
            label={LIMIT_LABELS["order-notional"]}
            hint="Larger trades are cut to it and go on in later runs, whoever approves. Empty: none. Checked before every order too."
            error={errorOf(part, "limits.orderNotionalMax")}
          >
            <AmountInput
              suffix={baseCurrency}
              value={limits.orderNotionalMax}
              onChange={(amount) => set({ orderNotionalMax: amount === "" ? null : amount })}
            />
          </Field>
          <PolicyFigures {...figures} fields={bindingAll(quoteAsset)} />
        </FieldGrid>
        <ChoiceField
          label="When a price or a balance is suspect"
          options={WHEN_SUSPECT}
          value={draft.settings.whenUnconfirmed ?? "ask"}
          onChange={(whenUnconfirmed) => edit({ do: "settings", change: { whenUnconfirmed } })}
          hint="Either way that asset counts at what was last confirmed and is not traded. Hold and ask: nothing else is traded meanwhile. Go on around it: the others are."
        />
      </CardBody>
    </Card>
  );
}
