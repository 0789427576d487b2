/**
 * What a bad period costs, from history alone: the quantile of returns (linear between order statistics, as R's type 7
 * and spreadsheets have it) and the mean of those at or below it. Returns, so losses are negative.
 */
import { mean } from "@/lib/engine/performance/moments";

export interface TailRisk {
  valueAtRisk: number;
  expectedShortfall: number;
}

/** `cutoff` is the share of periods that are worse, 0.05 for one in twenty. At least one return. */
export function tailRisk(returns: readonly number[], cutoff: number): TailRisk {
  const sorted = returns.toSorted((left, right) => left - right);
  const place = cutoff * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  const valueAtRisk = low + (place - below) * (high - low);
  return { valueAtRisk, expectedShortfall: mean(sorted.filter((value) => value <= valueAtRisk)) };
}
