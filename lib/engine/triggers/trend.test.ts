/** A rising price, worked, and the one-pass verdict against the bar by bar one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PriceTable, TrendGuard } from "@/lib/engine/model";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { movingAverage } from "@/lib/engine/valuation/indicators/moving-average";
import { inOtherUnits, priceTables, withOtherFuture } from "@/lib/testing/price-tables";
import { aboveAverageSeries, isRising, measureTrend, risingSeries } from "./trend";

const guard: TrendGuard = { averageDays: 3, momentumDays: 2, momentumMin: 0.1, driftMax: 0.2 };

const daily = (...closes: number[]): PriceTable => ({
  assets: ["BTC"],
  quote: "USDT",
  times: Float64Array.from(closes, (_, day) => day * 86_400_000),
  closes: Float64Array.from(closes),
});

describe("a price is rising", () => {
  test("when above its average and up by more than the minimum", () => {
    expect(measureTrend(guard, daily(100, 100, 110, 150), 0, 3)).toEqual({
      price: 150,
      average: 120,
      momentum: 0.5,
      isRising: true,
    });
  });
  test("not when up by just the minimum, nor when under its average", () => {
    expect(isRising(110, 100, 0.1, 0.1)).toBe(false);
    expect(isRising(99, 100, 0.3, 0.1)).toBe(false);
  });
  test("not on its average, whatever rounding makes of it", () => {
    const flat = daily(...Array.from({ length: 40 }, () => 0.1));
    expect(risingSeries({ ...guard, averageDays: 7, momentumMin: -1 }, flat, 0)).toEqual(new Uint8Array(40));
  });
  test("not where history is too short to say", () => {
    const facts = measureTrend({ ...guard, averageDays: 9 }, daily(100, 100, 110, 150), 0, 3);
    expect(facts).toEqual({ price: 150, average: Number.NaN, momentum: 0.5, isRising: false });
    expect(measureTrend(guard, daily(100, 110), 0, 1).isRising).toBe(false);
  });
});

const guards = (days: number): fc.Arbitrary<TrendGuard> =>
  fc.record({
    averageDays: fc.integer({ min: 1, max: 30 }).map((bars) => bars * days),
    momentumDays: fc.integer({ min: 1, max: 30 }).map((bars) => bars * days),
    momentumMin: fc.constantFrom(-0.05, 0, 0.02),
    driftMax: fc.constant(0.2),
  });

const worlds = priceTables().chain((table) => guards(barDays(table)).map((guard) => ({ table, guard })));

test("one pass says what each bar says; no unit matters, no later bar either", () => {
  fc.assert(
    fc.property(worlds, ({ table, guard }) => {
      const series = risingSeries(guard, table, 0);
      const above = aboveAverageSeries(table, 0, guard.averageDays);
      const last = table.times.length - 1;
      for (let bar = 0; bar <= last; bar += 1) {
        expect(measureTrend(guard, table, 0, bar).isRising).toBe(series[bar] === 1);
        expect(table.closes[bar]! > movingAverage(table, 0, bar, guard.averageDays) * (1 + 1e-9)).toBe(
          above[bar] === 1,
        );
      }
      expect(risingSeries(guard, inOtherUnits(table), 0)).toEqual(series);
      const half = last >> 1;
      const other = risingSeries(guard, withOtherFuture(table, half), 0);
      expect(other.subarray(0, half + 1)).toEqual(series.subarray(0, half + 1));
    }),
  );
});
