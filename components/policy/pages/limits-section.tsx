"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { type PolicyLimits, WHEN_UNCONFIRMED } from "@/lib/engine/model";
import { describePolicyLimits } from "@/lib/format/describe-trading";
import { LIMIT_LABELS } from "@/lib/format/labels/limits";
import { WHEN_UNCONFIRMED_LABELS } from "@/lib/format/labels/trading";
import { AmountInput, FigureInput } from "../fields/figure-input";
import { type EditorPart, errorOf } from "./editor";
import { FieldGrid } from "./field-grid";
import { PartSentence } from "./part-sentence";

const SUSPECT_REASON = WHEN_UNCONFIRMED.map((value) => ({ value, label: WHEN_UNCONFIRMED_LABELS[value] }));

/** What bounds a run: the first three how far the autopilot goes by itself, the others what nobody trades past. */
export function LimitsSection(part: EditorPart) {
  const { draft, edit, baseCurrency } = part;
  const { limits } = draft.settings;
  const set = (change: Partial<PolicyLimits>) => edit({ do: "limits", change });
  return (
    <Card labelledBy="h-limits-edit">
      <CardHeader id="h-limits-edit" title="Limits" hint="checked when a plan is made and again when it is approved" />
      <CardBody className="grid gap-5">
        <PartSentence>{describePolicyLimits(draft.settings)}</PartSentence>
        <FieldGrid>
          <Field
            label={LIMIT_LABELS.turnover}
            hint="What the autopilot may trade by itself, sales and purchases together. Past it a proposal waits for you; what you approve is not held up."
            error={errorOf(part, "limits.turnoverMax")}
          >
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={limits.turnoverMax}
              onChange={(turnoverMax) => set({ turnoverMax })}
            />
          </Field>
          <Field
            label={LIMIT_LABELS["turnover-per-day"]}
            hint="The same for all runs of a day, this one included."
            error={errorOf(part, "limits.turnoverPerDayMax")}
          >
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={limits.turnoverPerDayMax}
              onChange={(turnoverPerDayMax) => set({ turnoverPerDayMax })}
            />
          </Field>
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
          <Field
            label={LIMIT_LABELS["price-age"]}
            hint="Older prices are not traded on. Checked before every order too."
            error={errorOf(part, "limits.priceAgeMsMax")}
          >
            <FigureInput
              suffix="s"
              step="10"
              scale={0.001}
              value={limits.priceAgeMsMax}
              onChange={(priceAgeMsMax) => set({ priceAgeMsMax })}
            />
          </Field>
          <Field
            label={LIMIT_LABELS["price-jump"]}
            hint="A larger one since the last confirmed price is suspect until another source, or you, confirm it. One beyond 10 % (2 % of what is pegged) is, whatever stands here."
            error={errorOf(part, "limits.priceJumpMax")}
          >
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={limits.priceJumpMax ?? Number.NaN}
              onChange={(jump) => set({ priceJumpMax: Number.isNaN(jump) ? null : jump })}
            />
          </Field>
          <Field
            label={LIMIT_LABELS["cash-min"]}
            hint={`${draft.settings.quoteAsset} left after the plan.`}
            error={errorOf(part, "limits.cashMin")}
          >
            <FigureInput
              suffix="%"
              step="1"
              scale={100}
              value={limits.cashMin}
              onChange={(cashMin) => set({ cashMin })}
            />
          </Field>
          <Field
            label={LIMIT_LABELS.slippage}
            hint="Furthest an order’s limit may be from the middle of the book and from the plan. Checked before every order too."
            error={errorOf(part, "limits.slippageBpsMax")}
          >
            <FigureInput
              suffix="bps"
              step="5"
              places={0}
              value={limits.slippageBpsMax}
              onChange={(slippageBpsMax) => set({ slippageBpsMax })}
            />
          </Field>
        </FieldGrid>
        <div className="grid gap-2">
          <span className="text-xs font-medium">When a price or a balance is in doubt</span>
          <div>
            <Segmented
              label="When a price or a balance is in doubt"
              options={SUSPECT_REASON}
              value={draft.settings.whenUnconfirmed ?? "ask"}
              onChange={(whenUnconfirmed) => edit({ do: "settings", change: { whenUnconfirmed } })}
            />
          </div>
          <p className={fieldHintClass}>
            Either way that asset counts at what was last confirmed and is not traded. Hold and ask: nothing else is
            traded meanwhile. Go on around it: the others are.
          </p>
        </div>
      </CardBody>
    </Card>
  );
}
