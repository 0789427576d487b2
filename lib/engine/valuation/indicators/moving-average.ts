/**
 * Mean of the closes of the last `days`, the bar itself included; in the unit of the prices. NaN until there are as many
 * bars as the window has.
 */
import type { PriceTable } from "@/lib/engine/model";
import { barDays, windowBars } from "./bar-days";

/** At one bar. `column` is the asset's place in `table.assets`; bars after `bar` are not read. */
export function movingAverage(
  table: PriceTable,
  column: number,
  bar: number,
  days: number,
  daysPerBar = barDays(table),
): number {
  const bars = windowBars(days, daysPerBar);
  if (!(bar + 1 >= bars) || bar >= table.times.length) return Number.NaN;
  return sumOf(table.closes, column * table.times.length + bar, bars) / bars;
}

/** The same at every bar, in one pass. */
export function movingAverageSeries(
  table: PriceTable,
  column: number,
  days: number,
  daysPerBar = barDays(table),
): Float64Array {
  const { closes, times } = table;
  const bars = windowBars(days, daysPerBar);
  const start = column * times.length;
  const series = new Float64Array(times.length).fill(Number.NaN);
  let sum = 0;
  for (let bar = bars - 1; bar < times.length; bar += 1) {
    const last = start + bar;
    // Added up anew once a window, so that rounding of a running sum never grows old; costs one addition a bar.
    if ((bar + 1) % bars === 0) sum = sumOf(closes, last, bars);
    else sum += closes[last]! - closes[last - bars]!;
    series[bar] = sum / bars;
  }
  return series;
}

function sumOf(closes: Float64Array, last: number, bars: number): number {
  let sum = 0;
  for (let at = last - bars + 1; at <= last; at += 1) sum += closes[at]!;
  return sum;
}
