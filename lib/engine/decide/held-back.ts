/**
 * Whether a run that was called for may not move anything, and whose doing that is: the trend guard's, or that of a run
 * that only buys or only sells. null when something can be moved, or when nobody stands in the way.
 */
import type { HoldReason, Policy } from "@/lib/engine/model";
import { aimAllocation } from "@/lib/engine/targets/aim";
import { aimMode, type Occasion } from "@/lib/engine/targets/aim-mode";
import { NO_TRADE_SHARE } from "@/lib/engine/valuation/kernels";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

type HeldBack = Extract<HoldReason, { kind: "trend-guard" | "one-sided" }>;

export function heldBack(
  policy: Policy,
  allocation: Allocation,
  occasion: Occasion,
  goals: Float64Array,
): HeldBack | null {
  if (!isIdle(allocation, goals)) return null;
  const guarded = guardedRows(policy, allocation, occasion);
  if (guarded.length > 0) return { kind: "trend-guard", guarded };
  const mode = aimMode(policy, occasion, allocation.sheet.flowShare);
  if (mode.flowBudget !== null) return { kind: "one-sided", flow: mode.flowBudget > 0 ? "buy-only" : "sell-only" };
  return mode.flow === "both" ? null : { kind: "one-sided", flow: mode.flow };
}

/** Rows that would be sold, and are not because the guard lets them run. */
export function guardedRows(
  policy: Policy,
  allocation: Allocation,
  occasion: Occasion,
): { key: string; name: string; drift: number; driftMax: number }[] {
  const { sheet, layout } = allocation;
  const driftMax = policy.trendGuard?.driftMax;
  if (driftMax === undefined || !sheet.guarded.includes(1)) return [];
  const { goals } = aimAllocation(policy, allocation, { occasion, isGuardOff: true });
  const sold = new Float64Array(layout.rows.length);
  goals.forEach((goal, slot) => {
    const row = sheet.goal.rows[slot]!;
    sold[row] = sold[row]! + sheet.goal.weights[slot]! - goal;
  });
  return layout.rows.flatMap(({ key, name }, row) =>
    sheet.guarded[row] === 1 && sold[row]! > NO_TRADE_SHARE
      ? [{ key, name, drift: sheet.rowWeights[row]! - sheet.rowTargets[row]!, driftMax }]
      : [],
  );
}

function isIdle({ layout, columns }: Allocation, goals: Float64Array): boolean {
  return goals.every(
    (goal, slot) => slot === layout.cashSlot || Math.abs(goal - columns.weights[slot]!) < NO_TRADE_SHARE,
  );
}
