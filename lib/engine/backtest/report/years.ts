/** Calendar years (UTC) of a run: the return of each part, and its deepest fall from the part's own highs. */
import type { BacktestMetrics } from "../model";

export function yearsOf(index: Float64Array, times: Float64Array): BacktestMetrics["years"] {
  const years: { year: number; return: number; maxDrawdown: number }[] = [];
  let year = yearOf(times[0]!);
  let nextYearAt = Date.UTC(year + 1, 0);
  // The first part begins with what was put in; each later one where the year before ended.
  let base = 1;
  let peak = 1;
  let fall = 0;
  for (let bar = 0; bar < index.length; bar += 1) {
    if (times[bar]! >= nextYearAt) {
      const end = index[bar - 1]!;
      years.push({ year, return: gain(base, end), maxDrawdown: fall });
      year = yearOf(times[bar]!);
      nextYearAt = Date.UTC(year + 1, 0);
      base = end;
      peak = end;
      fall = 0;
    }
    if (bar === 0 || index[bar]! > peak) peak = index[bar]!;
    if (peak > 0) fall = Math.min(fall, index[bar]! / peak - 1);
  }
  years.push({ year, return: gain(base, index[index.length - 1]!), maxDrawdown: fall });
  return years;
}

const gain = (base: number, end: number) => (base > 0 ? end / base - 1 : 0);
const yearOf = (at: number) => new Date(at).getUTCFullYear();
