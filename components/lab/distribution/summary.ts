/** What many runs say together: order statistics of the lead over holding and of the deepest fall. */
import type { LabSample } from "@/components/lab/worker/protocol";

export interface Spread {
  p5: number;
  p25: number;
  median: number;
  p75: number;
  p95: number;
}

export interface DistributionSummary {
  count: number;
  /** Runs that ended ahead of holding. */
  aheadCount: number;
  /** Return less holding's, by run, ascending: a year's, or where runs are shorter than one that of the whole run. */
  leads: Float64Array;
  lead: Spread;
  fall: Spread;
  holdingFall: Spread;
  /** Runs whose deepest fall was smaller than holding's. */
  shallowerCount: number;
}

/** Linear between order statistics (Hyndman and Fan's type 7, as spreadsheets do); `sorted` ascending, not empty. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * Math.min(Math.max(share, 0), 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (at - below);
}

export function spreadOf(sorted: ArrayLike<number>): Spread {
  return {
    p5: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
  };
}

const ascending = (values: readonly number[]) => Float64Array.from(values).sort();

/** Null without a run. `isYearly`: whether runs are long enough to be told by the year. */
export function summarise(samples: readonly LabSample[], isYearly: boolean): DistributionSummary | null {
  const sound = samples.filter((sample) => Number.isFinite(sample.cagr) && Number.isFinite(sample.holdingCagr));
  if (sound.length === 0) return null;
  const leads = ascending(
    sound.map((sample) => (isYearly ? sample.cagr - sample.holdingCagr : sample.totalReturn - sample.holdingReturn)),
  );
  return {
    count: sound.length,
    aheadCount: leads.filter((lead) => lead > 0).length,
    leads,
    lead: spreadOf(leads),
    fall: spreadOf(ascending(sound.map((sample) => sample.maxDrawdown))),
    holdingFall: spreadOf(ascending(sound.map((sample) => sample.holdingMaxDrawdown))),
    shallowerCount: sound.filter((sample) => sample.maxDrawdown > sample.holdingMaxDrawdown).length,
  };
}
