/**
 * Bars that are not there. The usual distance of two bars is the median one; where two neighbours stand more than one
 * and a half times that apart, the bars between are missing. Months differ in length by less than that, so calendar
 * bars are not mistaken for gaps.
 */
export interface PriceGap {
  /** Times of the bars on either side, epoch ms. */
  from: number;
  to: number;
  /** How many bars are missing between. */
  bars: number;
}

const LISTED_MAX = 1_000;

export function usualStep(times: Float64Array): number | null {
  if (times.length < 2) return null;
  const steps = new Float64Array(times.length - 1);
  for (let bar = 1; bar < times.length; bar += 1) steps[bar - 1] = times[bar]! - times[bar - 1]!;
  steps.sort();
  return steps[(steps.length - 1) >> 1]!;
}

/** Every gap, oldest first; `stepMs` null: the bars' own spacing. */
export function findGaps(times: Float64Array, stepMs: number | null = null): PriceGap[] {
  const step = stepMs ?? usualStep(times);
  const gaps: PriceGap[] = [];
  if (step === null) return gaps;
  const limit = step * 1.5;
  for (let bar = 1; bar < times.length; bar += 1) {
    const from = times[bar - 1]!;
    const to = times[bar]!;
    if (to - from > limit) gaps.push({ from, to, bars: Math.max(1, Math.round((to - from) / step) - 1) });
  }
  return gaps;
}

/** The first thousand gaps to show, and how many there are of all. */
export function measureGaps(times: Float64Array): { gaps: PriceGap[]; gapCount: number; barsMissing: number } {
  const gaps = findGaps(times);
  const barsMissing = gaps.reduce((sum, gap) => sum + gap.bars, 0);
  return { gaps: gaps.slice(0, LISTED_MAX), gapCount: gaps.length, barsMissing };
}
