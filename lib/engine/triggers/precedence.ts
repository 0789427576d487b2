/**
 * Who has the say at a check, for live checks and backtests alike.
 *
 *   1. the portfolio stop: out at once while something is left to sell, back at once when it has ended, and while it is
 *      out nothing else
 *   2. the triggers, in the owner's order (`firstFired`)
 *   3. the cooldown, which keeps runs of 2. apart and never waits with 1.
 */
import type { AssetId, Policy, StopState } from "@/lib/engine/model";
import type { WeightColumns } from "@/lib/engine/valuation/weight-columns";

const MINUTE_MS = 60_000;

/**
 * What the stop calls for on measured columns; null: it leaves the say to the triggers. `lastRunAt` null: no run yet.
 */
export function callOfStop(
  { phase, since }: Pick<StopState, "phase" | "since">,
  safeAsset: AssetId,
  weightColumns: WeightColumns,
  lastRunAt: number | null,
): "leave" | "stay-out" | "return" | null {
  if (phase === "stopped") return weightColumns.brokenCount > 0 ? "leave" : "stay-out";
  // Armed from the start says since 0; and who was never out has no way back.
  return since > (lastRunAt ?? 0) && holdsMoreThanTargets(weightColumns, safeAsset) ? "return" : null;
}

/** Until when the cooldown holds back what a trigger calls for; null: it does not, from that very instant on. */
export function coolingUntil(
  policy: Pick<Policy, "cooldownMinutes">,
  lastRunAt: number | null,
  now: number,
): number | null {
  if (lastRunAt === null) return null;
  const until = cooldownEnd(policy, lastRunAt);
  return now < until ? until : null;
}

export function cooldownEnd({ cooldownMinutes }: Pick<Policy, "cooldownMinutes">, lastRunAt: number): number {
  return lastRunAt + cooldownMinutes * MINUTE_MS;
}

function holdsMoreThanTargets(
  { layout, destination, rowWeights, rowTargets, outside }: WeightColumns,
  safeAsset: AssetId,
): boolean {
  const position = layout.positionOf.get(safeAsset);
  if (position === undefined) return false;
  const row = destination.rows[position]!;
  return outside[row] === 1 && rowWeights[row]! > rowTargets[row]!;
}
