/** What a run came to, beside what was planned: "1 of 2 trades done, 4,950.10 of 10,000.00 USDT traded, fees 4.95 USDT, drift now 2.1 pp." */
import type { Achieved, Plan } from "@/lib/engine/model";
import { formatMoney, formatPoints } from "./number";
import { plural } from "./plural";

export function describeAchieved(
  achieved: Achieved,
  plan: Pick<Plan, "tradedBase" | "driftAfter">,
  baseCurrency: string,
): string {
  const { legsDone, legs, tradedBase, feesBase, driftAfter } = achieved;
  const drift =
    driftAfter === null
      ? ""
      : `, drift now ${formatPoints(driftAfter, { isSigned: false })}${isAsPlanned(driftAfter, plan.driftAfter) ? "" : ` instead of ${formatPoints(plan.driftAfter, { isSigned: false })}`}`;
  const traded = `${formatMoney(tradedBase)} of ${formatMoney(plan.tradedBase, { unit: baseCurrency })} traded`;
  return `${legsDone} of ${plural(legs, "trade")} done, ${traded}, fees ${formatMoney(feesBase, { unit: baseCurrency })}${drift}.`;
}

/** Within half of the tenth of a point that is shown. */
const isAsPlanned = (reached: number, planned: number) => Math.abs(reached - planned) < 0.0005;
