/**
 * What a plan rests on, and so what its limits judge. A plan rests on every price and balance it counts. Two kinds rest on
 * less: one that goes on without what is frozen, as the owner allowed, and the way out of the market, which rests on what
 * it trades alone.
 */
import type { AssetId, Plan, Policy, Snapshot, SuspectFact, TriggerReason } from "@/lib/engine/model";
import { occasionOf } from "@/lib/engine/targets/destination-mode";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

export interface GroundsOfPlan {
  /** Leaving the market by the portfolio stop. */
  isExit: boolean;
  isJudged: (asset: AssetId) => boolean;
  /** What is suspect of what the plan rests on. */
  suspects: readonly SuspectFact[];
}

export function groundsOfPlan(
  policy: Policy,
  plan: Plan,
  snapshot: Snapshot,
  allocation: Allocation,
  reasons: readonly TriggerReason[],
): GroundsOfPlan {
  const isExit = occasionOf(reasons) === "stop";
  const traded = new Set(plan.orders.flatMap(({ base, quote }) => [base, quote]));
  const frozen = new Set(snapshot.frozen);
  const aside = new Set(snapshot.setAside?.map(({ asset }) => asset));
  const isJudged = (asset: AssetId): boolean => {
    if (traded.has(asset)) return true;
    if (isExit || aside.has(asset) || !allocation.layout.positionOf.has(asset)) return false;
    return policy.whenUnconfirmed !== "go-on" || !frozen.has(asset);
  };
  return { isExit, isJudged, suspects: (snapshot.suspects ?? []).filter(({ asset }) => isJudged(asset)) };
}
