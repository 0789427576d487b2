/**
 * Both panels stand on one axis, so that a wider spread is drawn wider. It reaches as far as the outermost of the fifty
 * dots (1st and 99th hundredth), not as far as the single worst run, and always shows holding's line.
 */
import { roundTicks } from "@/components/charts/curves/line-scale";
import type { Scale } from "@/components/charts/scale";
import { type DistributionSummary, quantile } from "./summary";

export interface SpreadScales {
  /** Percentage points. */
  lead: Scale;
  /** Percent. */
  fall: Scale;
}

export function sharedScales(summaries: readonly (DistributionSummary | null)[]): SpreadScales {
  const known = summaries.filter((summary) => summary !== null);
  const leads = known.flatMap(({ leads }) => [quantile(leads, 0.01) * 100, quantile(leads, 0.99) * 100]);
  const falls = known.flatMap(({ fall, holdingFall }) => [fall.p5 * 100, holdingFall.p5 * 100]);
  const low = Math.min(-0.5, ...leads);
  const high = Math.max(0.5, ...leads);
  const air = (high - low) * 0.04;
  return { lead: within(low - air, high + air), fall: within(Math.min(-10, ...falls) * 1.05, 0) };
}

/** The range stays as tight as it was; ticks are the round figures inside it. */
const within = (min: number, max: number): Scale => ({ min, max, ticks: roundTicks(min, max, 6) });
