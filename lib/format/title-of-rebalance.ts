import type { Plan, TriggerReason } from "@/lib/engine/model";

/** "Bring Bitcoin back to target": what a rebalance does, in a line. */
export function titleOfRebalance(_plan: Pick<Plan, "after" | "orders">, _reasons: readonly TriggerReason[]): string {
  return "Bring the portfolio back to target";
}
