/**
 * Both panels stand on one axis, so that a wider spread is drawn wider. It reaches as far as the outermost of the fifty
 * dots (1st and 99th hundredth), not as far as the single worst run, and always shows holding's line.
 */
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

const STEPS = [1, 2, 5, 10];

/** Round lines inside a range; the range itself stays as tight as it was. */
function within(min: number, max: number): Scale {
  const rough = (max - min) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(min / step);
  const count = Math.floor(max / step) - first + 1;
  return {
    min,
    max,
    ticks: Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12))),
  };
}
