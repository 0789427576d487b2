/**
 * Whether a price is rising: above its moving average and up by more than `momentumMin` over the look-back. Sources: Faber,
 * "A quantitative approach to tactical asset allocation", Journal of Wealth Management 9 (2007), for the average; Moskowitz,
 * Ooi and Pedersen, "Time series momentum", Journal of Financial Economics 104 (2012), for the return.
 *
 * Where history does not reach back far enough the figures are NaN and nothing rises: a guard that does not know lets the
 * sale go on.
 */
import type { PriceTable, TrendFacts, TrendGuard } from "@/lib/engine/model";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { momentum } from "@/lib/engine/valuation/indicators/momentum";
import { movingAverage, movingAverageSeries } from "@/lib/engine/valuation/indicators/moving-average";

/** A price on its average, but for rounding, is not above it. */
const NOISE = 1e-12;

/** The test itself, on figures of one bar. */
export function isRising(price: number, average: number, momentum: number, momentumMin: number): boolean {
  return isAbove(price, average) && momentum > momentumMin;
}

/** False as well when either is NaN. */
export function isAbove(price: number, average: number): boolean {
  return price > average * (1 + NOISE);
}

/** Figures and verdict at one bar; `column` is the target's place in a table of targets (targetPrices). */
export function measureTrend(
  guard: TrendGuard,
  prices: PriceTable,
  column: number,
  bar: number,
  daysPerBar = barDays(prices),
): Omit<TrendFacts, "key"> {
  const price = prices.closes[column * prices.times.length + bar] ?? Number.NaN;
  const average = movingAverage(prices, column, bar, guard.averageDays, daysPerBar);
  const gain = momentum(prices, column, bar, guard.momentumDays, daysPerBar);
  return { price, average, momentum: gain, isRising: isRising(price, average, gain, guard.momentumMin) };
}

/** The verdict at every bar, 1 where it is rising, in one pass. */
export function risingSeries(
  guard: TrendGuard,
  prices: PriceTable,
  column: number,
  daysPerBar = barDays(prices),
): Uint8Array {
  const bars = prices.times.length;
  const averages = movingAverageSeries(prices, column, guard.averageDays, daysPerBar);
  const series = new Uint8Array(bars);
  for (let bar = 0; bar < bars; bar += 1) {
    const gain = momentum(prices, column, bar, guard.momentumDays, daysPerBar);
    const price = prices.closes[column * bars + bar]!;
    series[bar] = isRising(price, averages[bar]!, gain, guard.momentumMin) ? 1 : 0;
  }
  return series;
}

/** 1 where the price is above its moving average of `days`: what a portfolio stop may wait for, on a weightedIndex. */
export function aboveAverageSeries(
  prices: PriceTable,
  column: number,
  days: number,
  daysPerBar = barDays(prices),
): Uint8Array {
  const bars = prices.times.length;
  const averages = movingAverageSeries(prices, column, days, daysPerBar);
  return Uint8Array.from(averages, (average, bar) => (isAbove(prices.closes[column * bars + bar]!, average) ? 1 : 0));
}
