/**
 * Volatility by exponentially weighted squared log returns, per square root of a day (0.04 is 4 % a day).
 *
 *   sigma^2 = sum_k lambda^k r_{t-k}^2 / sum_k lambda^k,   lambda = 2^(-bar / half-life)
 *
 * over every return up to the bar, then divided by the days of a bar. The mean return is taken as zero. Source: J.P. Morgan
 * and Reuters, RiskMetrics Technical Document (4th edition, 1996), section 5.2; their decay of 0.94 a day is a half-life of
 * 11.2 days. Dividing by the sum of weights lets short histories stand on their own, without a starting value.
 *
 * NaN until the history spans one half-life: before that more than half of the infinite sum would be missing.
 */
import type { PriceTable } from "@/lib/engine/model";
import { barDays, windowBars } from "./bar-days";

/** Past this many half-lives a return weighs less than the float noise of the rest. */
const FADED_HALF_LIVES = 60;

/** At one bar. `column` is the asset's place in `table.assets`; bars after `bar` are not read. */
export function ewmaVolatility(
  table: PriceTable,
  column: number,
  bar: number,
  halfLifeDays: number,
  daysPerBar = barDays(table),
): number {
  const { closes, times } = table;
  const start = column * times.length;
  if (bar < warmBars(halfLifeDays, daysPerBar) || bar >= times.length) return Number.NaN;
  const decay = 2 ** (-daysPerBar / halfLifeDays);
  const first = Math.max(bar - Math.ceil((FADED_HALF_LIVES * halfLifeDays) / daysPerBar), 0);
  let sum = 0;
  let weights = 0;
  for (let at = first + 1; at <= bar; at += 1) {
    const move = Math.log(closes[start + at]! / closes[start + at - 1]!);
    sum = decay * sum + move * move;
    weights = decay * weights + 1;
  }
  return Math.sqrt(sum / weights / daysPerBar);
}

/** The same at every bar, in one pass. */
export function ewmaVolatilitySeries(
  table: PriceTable,
  column: number,
  halfLifeDays: number,
  daysPerBar = barDays(table),
): Float64Array {
  const { closes, times } = table;
  const start = column * times.length;
  const series = new Float64Array(times.length).fill(Number.NaN);
  const warm = warmBars(halfLifeDays, daysPerBar);
  const decay = 2 ** (-daysPerBar / halfLifeDays);
  let sum = 0;
  let weights = 0;
  for (let bar = 1; bar < times.length; bar += 1) {
    const move = Math.log(closes[start + bar]! / closes[start + bar - 1]!);
    sum = decay * sum + move * move;
    weights = decay * weights + 1;
    if (bar >= warm) series[bar] = Math.sqrt(sum / weights / daysPerBar);
  }
  return series;
}

/** Returns needed before there is a figure. */
export function warmBars(halfLifeDays: number, daysPerBar: number): number {
  return Math.max(windowBars(halfLifeDays, daysPerBar), 2);
}
