/**
 * What a plan rests on, and so what its limits judge. A plan rests on every price and balance it counts. Two kinds rest on
 * less: one that goes on without what is frozen, as the owner allowed, and the way out of the market, which rests on what
 * it trades alone.
 */
import type { AssetDoubt, AssetId, Plan, Policy, Snapshot, TriggerReason } from "@/lib/engine/model";
import { occasionOf } from "@/lib/engine/targets/aim-mode";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

export interface GroundsOfPlan {
  /** Leaving the market by the portfolio stop. */
  isExit: boolean;
  isJudged: (asset: AssetId) => boolean;
  /** Doubts of what the plan rests on. */
  doubts: readonly AssetDoubt[];
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
    if (isExit || aside.has(asset) || !allocation.layout.slotOf.has(asset)) return false;
    return policy.whenInDoubt !== "go-on" || !frozen.has(asset);
  };
  return { isExit, isJudged, doubts: (snapshot.doubts ?? []).filter(({ asset }) => isJudged(asset)) };
}
