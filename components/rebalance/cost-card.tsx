import type { ReactNode } from "react";
import { UnvaluedFees } from "@/components/activity/unvalued-fees";
import { Money } from "@/components/figures/money";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Term } from "@/components/ui/term";
import { formatBps } from "@/lib/format/number";
import { absolute, isNegative, isZero } from "@/lib/money";
import { shownPlan } from "./shown-plan";
import type { RebalanceView } from "./types";

/** What the plan expects to cost; once it is done, what it did cost, beside it. */
export function CostCard({ view }: { view: RebalanceView }) {
  const { plan, realised, baseCurrency } = view;
  const shown = shownPlan(plan);
  return (
    <Card labelledBy="h-cost">
      <CardHeader id="h-cost" title="Cost" push={<span className="text-text-faint text-xs">{baseCurrency}</span>} />
      <CardBody>
        <dl className="divide-y divide-hairline tabular-nums">
          <Line name="Fees">
            <Money value={shown.feeTotal} />
          </Line>
          <Line name="Half spread">
            <Money value={shown.spreadTotal} />
          </Line>
          <Line name="Expected cost" isTotal>
            <Money value={shown.cost} />
          </Line>
          {realised && (
            <>
              <Line name="Fees paid">
                <Money value={realised.fees} />
                <UnvaluedFees fees={realised.unvaluedFees} />
              </Line>
              <Line name="Prices against plan">
                {isZero(realised.againstPlan) ? "as planned" : <AgainstPlan amount={realised.againstPlan} />}
              </Line>
            </>
          )}
        </dl>
        <p className="text-xs text-text-faint mt-2">
          <Term names={["bps"]}>{formatBps(plan.cost.bpsOfPortfolio)}</Term> of the portfolio,{" "}
          {formatBps(plan.cost.bpsOfTrades)} of the trades.
        </p>
      </CardBody>
    </Card>
  );
}

function Line({ name, isTotal, children }: { name: string; isTotal?: boolean; children: ReactNode }) {
  return (
    <div className={cx("flex justify-between gap-4 py-1.5", isTotal && "border-t border-line font-semibold")}>
      <dt className={isTotal ? undefined : "text-text-soft"}>{name}</dt>
      <dd className="text-right whitespace-nowrap">{children}</dd>
    </div>
  );
}

/** Positive is better for the owner: more brought in or less paid than the plan expected. */
function AgainstPlan({ amount }: { amount: string }) {
  return (
    <span className={isNegative(amount) ? "text-negative" : "text-positive"}>
      <Money value={absolute(amount)} /> {isNegative(amount) ? "worse" : "better"}
    </span>
  );
}
