/**
 * Figures of a finished run. Everything is measured on the index: 1 put in at the start, flows taken out, so that a
 * deposit is no gain and a withdrawal no fall. A year is 365 days; bars per year is how many of the run's own bars fit
 * into one. Deviations are of the population (divided by n). Sharpe and Sortino are over the options' risk-free rate.
 */

import { DAY_MS, YEAR_MS } from "@/lib/engine/model";
import type { BacktestMetrics } from "../model";
import { sumOf } from "../run/events";
import type { Run } from "../run/run";
import { barReturn } from "./index-series";
import { partsOf } from "./parts";
import { riskFreeOfBar } from "./risk-free";
import { trackingError } from "./tracking-error";

/** A deviation under this is float noise of a constant return. */
const DEVIATION_MIN = 1e-14;

export function measureRun(run: Run, index: Float64Array, drawdown: Float64Array): BacktestMetrics {
  const { program, tape } = run;
  const { options, table, period, layout } = program;
  const times = table.times.subarray(period.from, period.to);
  const last = index.length - 1;
  const years = (times[last]! - times[0]!) / YEAR_MS;
  const barsPerYear = last / years;
  const { mean, deviation, downside } = returnsOf(index, riskFreeOfBar(options.riskFreeRate ?? 0, barsPerYear));
  const turnover = sumOf(run.events, "turnover");
  const finalIndex = index[last]!;
  return {
    startValue: options.startValue,
    finalValue: tape.equity[last]!,
    totalReturn: finalIndex - 1,
    cagr: finalIndex > 0 ? finalIndex ** (1 / years) - 1 : -1,
    volatility: deviation * Math.sqrt(barsPerYear),
    sharpe: deviation > DEVIATION_MIN ? (mean / deviation) * Math.sqrt(barsPerYear) : null,
    sortino: downside > DEVIATION_MIN ? (mean / downside) * Math.sqrt(barsPerYear) : null,
    maxDrawdown: lowest(drawdown),
    maxDrawdownDays: longestFall(drawdown, times) / DAY_MS,
    turnoverPerYear: turnover / years,
    turnover,
    events: run.events.count,
    fees: run.fees,
    spread: run.spread,
    driftMean: tape.driftSum / last,
    driftMax: tape.driftMax,
    trackingError: trackingError(run, index) * Math.sqrt(barsPerYear),
    weightMax: { key: layout.positions[tape.weightMaxPosition]?.key ?? "", weight: tape.weightMax },
    years: partsOf(index, times, "year").map(({ at, ...part }) => ({ year: new Date(at).getUTCFullYear(), ...part })),
  };
}

/** Of simple bar returns over the risk-free rate; the deviation is the same with it and without. */
function returnsOf(index: Float64Array, riskFree: number): { mean: number; deviation: number; downside: number } {
  const count = index.length - 1;
  let sum = 0;
  let below = 0;
  for (let bar = 1; bar <= count; bar += 1) {
    const move = barReturn(index, bar) - riskFree;
    sum += move;
    if (move < 0) below += move * move;
  }
  const mean = sum / count;
  let squares = 0;
  for (let bar = 1; bar <= count; bar += 1) squares += (barReturn(index, bar) - riskFree - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count), downside: Math.sqrt(below / count) };
}

function lowest(drawdown: Float64Array): number {
  let least = 0;
  for (const fall of drawdown) if (fall < least) least = fall;
  return least;
}

/** Longest time from a peak to the bar that regains it, or to the end, in ms. */
function longestFall(drawdown: Float64Array, times: Float64Array): number {
  let longest = 0;
  let peakAt = times[0]!;
  for (let bar = 1; bar < drawdown.length; bar += 1) {
    const isFallen = drawdown[bar]! < 0;
    if (isFallen || drawdown[bar - 1]! < 0) longest = Math.max(longest, times[bar]! - peakAt);
    if (!isFallen) peakAt = times[bar]!;
  }
  return longest;
}
