/** What a run came to, beside what was planned: "1 of 2 trades done, 4,950.10 of 10,000.00 USDT traded, fees 4.95 USDT, drift now 2.1 pp." */
import type { Achieved, Plan } from "@/lib/engine/model";
import { formatMoney, formatPercentPoints } from "./numbers";

export function describeAchieved(
  achieved: Achieved,
  plan: Pick<Plan, "tradedBase" | "driftAfter">,
  baseCurrency: string,
): string {
  const { legsDone, legs, tradedBase, feesBase, driftAfter } = achieved;
  const drift =
    driftAfter === null
      ? ""
      : `, drift now ${formatPercentPoints(driftAfter)}${isAsPlanned(driftAfter, plan.driftAfter) ? "" : ` instead of ${formatPercentPoints(plan.driftAfter)}`}`;
  const traded = `${formatMoney(tradedBase)} of ${formatMoney(plan.tradedBase, baseCurrency)} traded`;
  return `${legsDone} of ${legs} ${legs === 1 ? "trade" : "trades"} done, ${traded}, fees ${formatMoney(feesBase, baseCurrency)}${drift}.`;
}

/** Within half of the tenth of a point that is shown. */
const isAsPlanned = (reached: number, planned: number) => Math.abs(reached - planned) < 0.0005;
