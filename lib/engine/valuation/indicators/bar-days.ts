/**
 * How far apart the bars of a table stand, in days: the median spacing, so that a hole or a clock change does not count.
 * Owners write windows in days; this turns them into bars, so that hourly and daily tables mean the same thing.
 */
import { DAY_MS, type PriceTable } from "@/lib/engine/model";

export { DAY_MS };

/** Median spacing in days: 1 for daily bars, 1/24 for hourly ones. NaN with fewer than two bars. */
export function barDays(table: Pick<PriceTable, "times">): number {
  const { times } = table;
  if (times.length < 2) return Number.NaN;
  return (majorityGap(times) ?? medianGap(times)) / DAY_MS;
}

/** Bars a window of `days` spans, at least one. */
export function windowBars(days: number, daysPerBar: number): number {
  return Math.max(Math.round(days / daysPerBar), 1);
}

/** The spacing that more than half of all bars share is the median; one vote and one count find it (Boyer and Moore). */
function majorityGap(times: Float64Array): number | null {
  let gap = 0;
  let votes = 0;
  for (let bar = 1; bar < times.length; bar += 1) {
    const next = times[bar]! - times[bar - 1]!;
    if (votes === 0) gap = next;
    votes += next === gap ? 1 : -1;
  }
  let count = 0;
  for (let bar = 1; bar < times.length; bar += 1) if (times[bar]! - times[bar - 1]! === gap) count += 1;
  return 2 * count > times.length - 1 ? gap : null;
}

function medianGap(times: Float64Array): number {
  const gaps = new Float64Array(times.length - 1);
  for (let bar = 1; bar < times.length; bar += 1) gaps[bar - 1] = times[bar]! - times[bar - 1]!;
  gaps.sort();
  const middle = gaps.length >> 1;
  return gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
}
