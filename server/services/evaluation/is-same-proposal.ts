/**
 * Whether an open proposal is still what this check would propose (pure): by the same comparison as at its approval, so
 * that nobody reads a plan that could not be approved. Then it stays, with the legs its reader left out, and nobody's
 * review is pulled away.
 */
import { findPlanChange } from "@/lib/engine/limits/plan-change";
import type { Plan, Policy, Snapshot, TriggerReason } from "@/lib/engine/model";
import { occasionOf } from "@/lib/engine/targets/destination-mode";
import { toFloat } from "@/lib/money";
import { isOurs } from "../rebalance/proposal/our-orders";
import type { RebalanceRecord } from "./facts";

type Open = Pick<RebalanceRecord, "plan" | "snapshot" | "reasons" | "leftOut">;

export function isSameProposal(
  open: Open,
  found: { plan: Plan; reasons: readonly TriggerReason[]; snapshot: Snapshot },
  policy: Policy,
): boolean {
  if (open.plan.planHash === found.plan.planHash) return true;
  if (occasionOf(open.reasons) !== occasionOf(found.reasons)) return false;
  if (hasPriceMoved(open.plan, found.plan, policy)) return false;
  return findPlanChange(policy, open, found.snapshot, isOurs) === null;
}

function hasPriceMoved(open: Plan, fresh: Plan, policy: Pick<Policy, "priceToleranceBps">): boolean {
  return open.orders.some((leg) => {
    const now = fresh.orders.find((other) => other.venueId === leg.venueId && other.symbol === leg.symbol);
    if (now === undefined) return false;
    const moved = Math.abs(toFloat(now.expectedPrice) / toFloat(leg.expectedPrice) - 1);
    return moved * 10_000 > policy.priceToleranceBps;
  });
}
