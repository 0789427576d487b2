"use client";
import { Field } from "@/components/ui/field";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import type { PolicyLimits } from "@/lib/engine/model";
import { type EditorPart, errorOf } from "./editor";
import { AmountInput, FigureInput } from "./figure-input";
import { sentenceOfLimits } from "./sentences";

/** Guards, checked when a plan is made, when it is approved, and before every order. */
export function LimitsSection(part: EditorPart) {
  const { draft, edit, baseCurrency } = part;
  const { limits } = draft.settings;
  const set = (change: Partial<PolicyLimits>) => edit({ do: "limits", change });
  return (
    <Sheet labelledBy="h-limits-edit">
      <SheetHead id="h-limits-edit" title="Limits" hint="checked at the plan, at approval and before every order" />
      <SheetBody className="grid gap-5">
        <p className="part-sentence" aria-live="polite">
          {sentenceOfLimits(draft.settings)}
        </p>
        <div className="form-row">
          <Field
            label="Turnover, one run"
            hint="Sales and purchases together, of the portfolio."
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
          <Field label="Turnover, 24 hours" hint="This run included." error={errorOf(part, "limits.turnoverPerDayMax")}>
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={limits.turnoverPerDayMax}
              onChange={(turnoverPerDayMax) => set({ turnoverPerDayMax })}
            />
          </Field>
          <Field label="Largest order" hint="Empty: none." error={errorOf(part, "limits.orderNotionalMax")}>
            <AmountInput
              suffix={baseCurrency}
              value={limits.orderNotionalMax}
              onChange={(amount) => set({ orderNotionalMax: amount === "" ? null : amount })}
            />
          </Field>
          <Field
            label="Oldest price"
            hint="Older prices are not traded on."
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
            label="Price jump"
            hint="A larger one is doubted. Empty: not checked."
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
            label="Cash at least"
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
            label="Slippage"
            hint="Furthest an order’s price may be from the plan."
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
        </div>
      </SheetBody>
    </Sheet>
  );
}
