/**
 * Whether a run would be a portfolio's first purchase: nothing was ever traded for it, and what it holds is cash. Such a
 * run has nothing to bring back; it goes to the targets, in live checks and backtests alike.
 *   20 % cash wanted, 100 % held, no run yet    -> a first purchase, of 80 %
 *   the same after a run, or with Bitcoin held  -> a regular run
 */
import { WEIGHT_NOISE } from "@/lib/engine/valuation/kernels";
import type { WeightColumns } from "@/lib/engine/valuation/weight-columns";

/** What else may be held, as a share: dust from before does not make a purchase the second one. */
const DUST_SHARE_MAX = 0.001;

/** On measured columns. */
export function isFirstPurchase({ destination, rowWeights, rowTargets }: WeightColumns, hasRun: boolean): boolean {
  if (hasRun || destination.cash < 0) return false;
  const row = destination.rows[destination.cash]!;
  return rowWeights[row]! >= 1 - DUST_SHARE_MAX && rowTargets[row]! < 1 - DUST_SHARE_MAX - WEIGHT_NOISE;
}
