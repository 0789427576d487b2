/**
 * Whether a run that was called for may not move anything, and whose doing that is: the trend guard's, or that of a run
 * that only buys or only sells. null when something can be moved, or when nobody stands in the way.
 */
import type { HoldReason, Policy } from "@/lib/engine/model";
import { destinationMode, type Occasion } from "@/lib/engine/targets/destination-mode";
import { planPostTradeWeights } from "@/lib/engine/targets/post-trade-weights";
import { NO_TRADE_SHARE } from "@/lib/engine/valuation/kernels";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

type HeldBack = Extract<HoldReason, { kind: "trend-guard" | "one-sided" }>;

export function heldBack(
  policy: Policy,
  allocation: Allocation,
  occasion: Occasion,
  postTradeWeights: Float64Array,
): HeldBack | null {
  if (!isIdle(allocation, postTradeWeights)) return null;
  const guarded = guardedRows(policy, allocation, occasion);
  if (guarded.length > 0) return { kind: "trend-guard", guarded };
  const mode = destinationMode(policy, occasion, allocation.weightColumns.flowShare);
  if (mode.flowBudget !== null) return { kind: "one-sided", flow: mode.flowBudget > 0 ? "buy-only" : "sell-only" };
  return mode.flow === "both" ? null : { kind: "one-sided", flow: mode.flow };
}

/** Rows that would be sold, and are not because the guard lets them run. */
export function guardedRows(
  policy: Policy,
  allocation: Allocation,
  occasion: Occasion,
): { key: string; name: string; drift: number; driftMax: number }[] {
  const { weightColumns, layout } = allocation;
  const driftMax = policy.trendGuard?.driftMax;
  if (driftMax === undefined || !weightColumns.guarded.includes(1)) return [];
  const { postTradeWeights } = planPostTradeWeights(policy, allocation, { occasion, isGuardOff: true });
  const sold = new Float64Array(layout.rows.length);
  postTradeWeights.forEach((postTrade, position) => {
    const row = weightColumns.destination.rows[position]!;
    sold[row] = sold[row]! + weightColumns.destination.weights[position]! - postTrade;
  });
  return layout.rows.flatMap(({ key, name }, row) =>
    weightColumns.guarded[row] === 1 && sold[row]! > NO_TRADE_SHARE
      ? [{ key, name, drift: weightColumns.rowWeights[row]! - weightColumns.rowTargets[row]!, driftMax }]
      : [],
  );
}

function isIdle({ layout, columns }: Allocation, postTradeWeights: Float64Array): boolean {
  return postTradeWeights.every(
    (postTrade, position) =>
      position === layout.cashPosition || Math.abs(postTrade - columns.weights[position]!) < NO_TRADE_SHARE,
  );
}
