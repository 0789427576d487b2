import { describeAchieved } from "@/lib/format";
import { plural } from "@/lib/format/plural";
import type { LiveRebalance } from "./load-facts";

type Ended = Pick<LiveRebalance, "achieved" | "plan" | "state" | "outcome">;

/**
 * What a rebalance came to: counted where it was, else by its end. Settling without an outcome means that all was done.
 */
export function describeEnding({ achieved, plan, state, outcome }: Ended, baseCurrency: string): string {
  const reached = achieved === null ? null : describeAchieved(achieved, plan, baseCurrency);
  if (reached !== null || outcome !== null) return [reached, outcome].filter((part) => part !== null).join(" ");
  if (state === "declined" || state === "expired") return "Nothing was traded.";
  return state === "settled" ? `${plural(plan.orders.length, "trade")} done.` : "";
}
