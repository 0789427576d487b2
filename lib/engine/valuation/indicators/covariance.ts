/**
 * Sample covariance (divided by n - 1) of simple returns a bar over the last `days`, per day. Simple and not log returns,
 * because a portfolio's simple return is the weighted mean of its assets' simple returns: w'Cw is then its very variance.
 *
 * Means first, deviations second: the sum of squares less the square of sums would leave noise where a price only creeps.
 */
import type { PriceTable } from "@/lib/engine/model";
import { barDays, windowBars } from "./bar-days";

/** Variance a day up to which a price counts as standing still: what float noise leaves of a coin pegged to its quote. */
export const STILL_VARIANCE = 1e-20;

/**
 * Fills `out`, row by row, count x count for the given columns of the table; all NaN where the window is not covered or
 * has fewer than two returns. Bars after `bar` are not read.
 */
export function covariance(
  table: PriceTable,
  columns: ArrayLike<number>,
  bar: number,
  days: number,
  out: Float64Array,
  daysPerBar = barDays(table),
): void {
  const count = columns.length;
  const bars = windowBars(days, daysPerBar);
  const first = bar - bars + 1;
  if (!(first >= 1) || bars < 2 || bar >= table.times.length) {
    out.fill(Number.NaN, 0, count * count);
    return;
  }
  const means = new Float64Array(count);
  const moves = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    for (let at = first; at <= bar; at += 1) means[index]! += moveOf(table, columns[index]!, at) / bars;
  }
  out.fill(0, 0, count * count);
  for (let at = first; at <= bar; at += 1) {
    for (let index = 0; index < count; index += 1) moves[index] = moveOf(table, columns[index]!, at) - means[index]!;
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column <= row; column += 1) out[row * count + column]! += moves[row]! * moves[column]!;
    }
  }
  const scale = 1 / ((bars - 1) * daysPerBar);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = out[row * count + column]! * scale;
      out[row * count + column] = value;
      out[column * count + row] = value;
    }
  }
}

function moveOf(table: PriceTable, column: number, bar: number): number {
  const at = column * table.times.length + bar;
  return table.closes[at]! / table.closes[at - 1]! - 1;
}
