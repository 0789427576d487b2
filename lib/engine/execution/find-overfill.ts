/**
 * A leg is what was approved; its orders are only how. When an order thought absent turns up after another took its
 * place, each has filled no more than was sent and the leg has filled twice: that is seen here, over all attempts.
 */
import { add, isMore, type Quantity } from "@/lib/money";
import type { StopReason } from "../model";
import { filledOfLeg } from "./balances";
import type { Run } from "./run";
import { marketOf } from "./size-order";

/** More than a step beyond the approved, in the first leg where that is so; null: nowhere. */
export function findOverfill(
  run: Pick<Run, "legs" | "orders" | "markets">,
): Extract<StopReason, { kind: "overfilled" }> | null {
  for (const { leg, symbol, venueId, quantity: approved } of run.legs) {
    const filled = filledOfLeg(run.orders, leg);
    const step = marketOf(run, { venueId, symbol })?.quantityStep ?? ("0" as Quantity);
    if (isMore(filled, add(approved, step))) return { kind: "overfilled", symbol, filled, approved };
  }
  return null;
}
