/**
 * What must hold of every figure on any prices: one pass gives what each bar gives, no unit matters, none reads ahead.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PriceTable } from "@/lib/engine/model";
import { inOtherUnits, priceTables, withOtherFuture } from "@/lib/testing/price-tables";
import { barDays } from "./bar-days";
import { covariance } from "./covariance";
import { momentum } from "./momentum";
import { movingAverage, movingAverageSeries } from "./moving-average";
import { weightedIndex } from "./target-prices";
import { ewmaVolatility, ewmaVolatilitySeries } from "./volatility";

/** Every figure of the last column at one bar; windows of nine bars. */
function figures(table: PriceTable, bar: number): number[] {
  const column = table.assets.length - 1;
  const days = 9 * barDays(table);
  const matrix = new Float64Array(table.assets.length ** 2);
  covariance(
    table,
    table.assets.map((_, index) => index),
    bar,
    days,
    matrix,
  );
  const index = weightedIndex(
    table,
    table.assets.map((_, at) => at + 1),
  );
  return [ewmaVolatility(table, column, bar, days), momentum(table, column, bar, days), ...matrix, index.closes[bar]!];
}

const close = (left: number, right: number) =>
  (Number.isNaN(left) && Number.isNaN(right)) || Math.abs(left - right) <= 1e-11 * Math.max(Math.abs(left), 1e-4);

test("later bars change nothing", () => {
  fc.assert(
    fc.property(priceTables(), fc.nat(119), (table, pick) => {
      const bar = pick % table.times.length;
      const other = withOtherFuture(table, bar);
      expect(figures(other, bar)).toEqual(figures(table, bar));
      const days = 9 * barDays(table);
      expect(movingAverageSeries(other, 0, days)[bar]).toBe(movingAverageSeries(table, 0, days)[bar]);
      expect(ewmaVolatilitySeries(other, 0, days)[bar]).toBe(ewmaVolatilitySeries(table, 0, days)[bar]);
    }),
  );
});

test("the unit of a price changes nothing but averages, which scale with it", () => {
  fc.assert(
    fc.property(priceTables(), (table) => {
      const bar = table.times.length - 1;
      const days = 5 * barDays(table);
      const before = figures(table, bar);
      for (const [at, figure] of figures(inOtherUnits(table), bar).entries()) {
        expect(close(figure, before[at]!)).toBe(true);
      }
      const [there, here] = [movingAverage(inOtherUnits(table), 0, bar, days), movingAverage(table, 0, bar, days)];
      expect(close((there * 3.7 ** 2) / here, 1) || Number.isNaN(here)).toBe(true);
    }),
  );
});

test("one pass gives what each bar gives", () => {
  fc.assert(
    fc.property(priceTables(), fc.integer({ min: 1, max: 40 }), (table, bars) => {
      const days = bars * barDays(table);
      const averages = movingAverageSeries(table, 0, days);
      const sigmas = ewmaVolatilitySeries(table, 0, days);
      for (let bar = 0; bar < table.times.length; bar += 1) {
        const average = movingAverage(table, 0, bar, days);
        expect(Math.abs(averages[bar]! / average - 1) <= 1e-12 || Number.isNaN(average)).toBe(true);
        expect(Number.isNaN(averages[bar]!)).toBe(Number.isNaN(average));
        const sigma = ewmaVolatility(table, 0, bar, days);
        expect(Math.abs(sigmas[bar]! / sigma - 1) <= 1e-12 || Object.is(sigmas[bar], sigma)).toBe(true);
      }
    }),
  );
});

test("a covariance is symmetric, and of a portfolio's returns it is w'Cw", () => {
  fc.assert(
    fc.property(priceTables({ barsMin: 12 }), (table) => {
      const count = table.assets.length;
      const bar = table.times.length - 1;
      const days = 10 * barDays(table);
      const matrix = new Float64Array(count * count);
      covariance(
        table,
        table.assets.map((_, at) => at),
        bar,
        days,
        matrix,
      );
      const weights = table.assets.map((_, at) => (at + 1) / ((count * (count + 1)) / 2));
      const own = new Float64Array(1);
      covariance(weightedIndex(table, weights), [0], bar, days, own);
      let variance = 0;
      for (let row = 0; row < count; row += 1) {
        for (let column = 0; column < count; column += 1) {
          expect(matrix[row * count + column]).toBe(matrix[column * count + row]);
          variance += weights[row]! * weights[column]! * matrix[row * count + column]!;
        }
      }
      expect(Math.abs(variance / own[0]! - 1)).toBeLessThan(1e-9);
    }),
  );
});
