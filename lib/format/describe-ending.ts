import type { Achieved, Plan, RebalanceState } from "@/lib/engine/model";
import { describeAchieved } from "./describe-achieved";
import { plural } from "./plural";

export interface Ending {
  state: RebalanceState;
  plan: Pick<Plan, "orders" | "tradedBase" | "driftAfter">;
  /** null: not counted, as before 0.3. */
  achieved: Achieved | null;
  /** As described; null: there is none. */
  outcome: string | null;
}

/**
 * What a rebalance came to: counted where it was, else by its end. Settling without an outcome means that all was done.
 */
export function describeEnding({ achieved, plan, state, outcome }: Ending, baseCurrency: string): string {
  const figures = achieved === null ? null : describeAchieved(achieved, plan, baseCurrency);
  if (figures !== null || outcome !== null) return [figures, outcome].filter((part) => part !== null).join(" ");
  if (state === "declined" || state === "expired") return "Nothing was traded.";
  return state === "settled" ? `${plural(plan.orders.length, "trade")} done.` : "";
}
