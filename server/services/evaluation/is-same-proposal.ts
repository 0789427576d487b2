/**
 * Whether a fresh plan says what an open proposal says already (pure): the same legs, sizes and prices within the
 * tolerance at which approval would refuse. Then the open one stays, and nobody's review is pulled away.
 */
import type { Plan, PlannedOrder, Policy } from "@/lib/engine/model";
import { toFloat } from "@/lib/money";

const SIZE_TOLERANCE = 0.2;

const legOf = (order: PlannedOrder) => `${order.venueId} ${order.symbol} ${order.side}`;
const apart = (left: string, right: string) => Math.abs(toFloat(left) / toFloat(right) - 1);

export function isSameProposal(open: Plan, fresh: Plan, policy: Pick<Policy, "priceToleranceBps">): boolean {
  if (open.planHash === fresh.planHash) return true;
  if (open.orders.length !== fresh.orders.length) return false;
  const byLeg = new Map(open.orders.map((order) => [legOf(order), order]));
  return fresh.orders.every((order) => {
    const before = byLeg.get(legOf(order));
    if (!before) return false;
    const hasMoved = apart(order.expectedPrice, before.expectedPrice) * 10_000 > policy.priceToleranceBps;
    return !hasMoved && apart(order.quantity, before.quantity) <= SIZE_TOLERANCE;
  });
}
