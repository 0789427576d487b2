/** Each figure worked by hand on a handful of bars. */
import { describe, expect, test } from "vitest";
import type { PriceTable, Target } from "@/lib/engine/model";
import { barDays, DAY_MS, windowBars } from "./bar-days";
import { covariance } from "./covariance";
import { momentum } from "./momentum";
import { movingAverage, movingAverageSeries } from "./moving-average";
import { targetPrices, weightedIndex } from "./target-prices";
import { ewmaVolatility, ewmaVolatilitySeries } from "./volatility";

const daily = (columns: Record<string, number[]>): PriceTable => tableOf(columns, DAY_MS);

function tableOf(columns: Record<string, number[]>, spacing: number): PriceTable {
  const bars = Object.values(columns)[0]!.length;
  return {
    assets: Object.keys(columns),
    quote: "USDT",
    times: Float64Array.from({ length: bars }, (_, bar) => bar * spacing),
    closes: Float64Array.from(Object.values(columns).flat()),
  };
}

describe("the spacing of bars", () => {
  const spaced = (...times: number[]) => barDays({ times: Float64Array.from(times, (time) => time * DAY_MS) });
  test("is that of most of them: a hole does not count", () => expect(spaced(0, 1, 2, 5, 6, 7)).toBe(1));
  test("is the median where no spacing is shared by most", () => expect(spaced(0, 1, 3, 6, 10)).toBe(2.5));
  test("is not known of one bar", () => expect(spaced(3)).toBeNaN());
  test("turns a window of days into bars, at least one", () => {
    expect([windowBars(7, 1), windowBars(7, 1 / 24), windowBars(0.5, 7)]).toEqual([7, 168, 1]);
  });
});

describe("volatility", () => {
  // Log returns of 1 %, -2 % and 3 % a day.
  const prices = [0, 0.01, -0.01, 0.02].map((sum) => 100 * Math.exp(sum));
  test("weighs each return by half as much as the one a half-life later", () => {
    // Half-life one day: (9 + 4/2 + 1/4) / (1 + 1/2 + 1/4) squared per cents.
    const expected = Math.sqrt(11.25 / 1.75) / 100;
    expect(ewmaVolatility(daily({ BTC: prices }), 0, 3, 1)).toBeCloseTo(expected, 14);
  });
  test("of hourly bars is stated per root day", () => {
    const hourly = ewmaVolatility(tableOf({ BTC: prices }, DAY_MS / 24), 0, 3, 1 / 24);
    expect(hourly).toBeCloseTo((Math.sqrt(24) * Math.sqrt(11.25 / 1.75)) / 100, 14);
  });
  test("is not known before one half-life, nor of a single return", () => {
    expect([...ewmaVolatilitySeries(daily({ BTC: prices }), 0, 1)].map(Number.isNaN)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(ewmaVolatility(daily({ BTC: prices }), 0, 3, 4)).toBeNaN();
  });
});

describe("averages and momentum", () => {
  const table = daily({ ETH: [9, 9, 9, 9, 9, 9], BTC: [1, 2, 3, 5, 8, 13] });
  test("an average is over the last bars, its own included", () => {
    expect(movingAverage(table, 1, 4, 3)).toBeCloseTo(16 / 3, 14);
    expect([...movingAverageSeries(table, 1, 2)]).toEqual([Number.NaN, 1.5, 2.5, 4, 6.5, 10.5]);
  });
  test("momentum is the return since then", () => {
    expect(momentum(table, 1, 4, 3)).toBe(3);
    expect(momentum(table, 1, 2, 3)).toBeNaN();
  });
});

describe("covariance", () => {
  const table = daily({ A: [100, 110, 99, 108.9], B: [50, 50, 45, 49.5] });
  test("is the sample covariance of simple returns", () => {
    // A: 10, -10, 10 %; B: 0, -10, 10 %. Means 10/3 and 0.
    const out = new Float64Array(4);
    covariance(table, [0, 1], 3, 3, out);
    const [aa, ab, ba, bb] = out;
    expect(aa).toBeCloseTo((3 * 100 - 100 / 3) / 2 / 1e4, 14);
    expect(ab).toBeCloseTo(200 / 2 / 1e4, 14);
    expect(ba).toBe(ab);
    expect(bb).toBeCloseTo(200 / 2 / 1e4, 14);
  });
  test("needs one bar more than returns, and two returns", () => {
    const out = new Float64Array(1);
    covariance(table, [0], 2, 3, out);
    expect(out[0]).toBeNaN();
    covariance(table, [0], 3, 1, out);
    expect(out[0]).toBeNaN();
  });
});

describe("prices of targets", () => {
  const table = daily({ A: [100, 110, 99], B: [10, 10, 12] });
  const asset: Target = { kind: "asset", asset: "B", weight: 0.5 };
  const fungible: Target = { kind: "group", name: "Both", weight: 0.5, mode: "fungible", members: ["A", "B"] };
  const weighted: Target = {
    kind: "group",
    name: "Mostly A",
    weight: 0.5,
    mode: "weighted",
    members: [
      { asset: "A", weight: 0.8 },
      { asset: "USDT", weight: 0.2 },
    ],
  };
  const columns = ({ closes, times }: PriceTable) =>
    Array.from({ length: closes.length / times.length }, (_, column) =>
      [...closes.subarray(column * times.length, (column + 1) * times.length)].map((close) =>
        Number(close.toFixed(12)),
      ),
    );

  test("an asset's are its own, a group's an index of its members' mean return, cash stands at 1", () => {
    const prices = targetPrices(
      table,
      [asset, fungible, weighted, { kind: "asset", asset: "USDT", weight: 0 }],
      "USDT",
    );
    expect(prices.assets).toEqual(["B", "group:Both", "group:Mostly A", "USDT"]);
    expect(columns(prices)).toEqual(
      [
        [10, 10, 12],
        [1, 1.05, 1.05 * 1.05],
        [1, 1.08, 1.08 * 0.92],
        [1, 1, 1],
      ].map((column) => column.map((close) => Number(close.toFixed(12)))),
    );
  });
  test("a member without prices leaves no figure of its target", () => {
    const prices = targetPrices(table, [{ ...fungible, members: ["A", "SOL"] }], "USDT");
    expect(momentum(prices, 0, 2, 1)).toBeNaN();
    expect(ewmaVolatility(prices, 0, 2, 1)).toBeNaN();
  });
  test("an index holds columns in shares, leaving out who has none", () => {
    expect(columns(weightedIndex(table, [3, 3]))).toEqual([[1, 1.05, 1.1025]]);
    expect(columns(weightedIndex(table, [0, 1]))).toEqual([[1, 1, 1.2]]);
  });
});
