import { Money } from "@/components/figures/money";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { formatBps } from "@/lib/format/number";
import { absolute, isNegative, isZero } from "@/lib/money";
import { shownPlan } from "./shown-plan";
import type { RebalanceView } from "./types";

/** What the plan expects to cost; once it is done, what it did cost, beside it. */
export function CostSheet({ view }: { view: RebalanceView }) {
  const { plan, realised, baseCurrency } = view;
  const shown = shownPlan(plan);
  return (
    <Sheet labelledBy="h-cost">
      <SheetHead id="h-cost" title="Cost" push={<span className="faint xs">{baseCurrency}</span>} />
      <SheetBody>
        <dl className="pair">
          <dt>Fees</dt>
          <dd>
            <Money value={shown.feeTotal} />
          </dd>
          <dt>Half spread</dt>
          <dd>
            <Money value={shown.spreadTotal} />
          </dd>
          <dt className="total">Expected cost</dt>
          <dd className="total">
            <Money value={shown.cost} />
          </dd>
          {realised && (
            <>
              <dt>Fees paid</dt>
              <dd>
                <Money value={realised.fees} />
              </dd>
              <dt>Prices against plan</dt>
              <dd>{isZero(realised.againstPlan) ? "as planned" : <AgainstPlan amount={realised.againstPlan} />}</dd>
            </>
          )}
        </dl>
        <p className="xs faint mt-2">
          {formatBps(plan.cost.bpsOfPortfolio)} of the portfolio, {formatBps(plan.cost.bpsOfTrades)} of the trades.
        </p>
      </SheetBody>
    </Sheet>
  );
}

/** Positive is better for the owner: more brought in or less paid than the plan expected. */
function AgainstPlan({ amount }: { amount: string }) {
  return (
    <span className={isNegative(amount) ? "neg" : "pos"}>
      <Money value={absolute(amount)} /> {isNegative(amount) ? "worse" : "better"}
    </span>
  );
}
