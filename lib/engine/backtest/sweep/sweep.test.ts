/** A cell of a sweep is a backtest of its policy; calendars of intervals; grids that cannot be. */
import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { randomPrices } from "@/lib/testing/price-tables";
import { backtest } from "../backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "../model";
import { prepareSweep } from "./sweep";
import { intervalCron, type SweepGrid, sweepCell, sweepPolicy, sweepSize } from "./sweep-grid";

const table = randomPrices({ seed: 5, assets: 4, bars: 3000, daysPerBar: 1 / 24 });
const base = aPolicy({
  targets: table.assets.map((asset) => ({ kind: "asset", asset, weight: 0.25 })),
  triggers: [{ kind: "time", cron: "0 9 * * 1", timeZone: "Europe/Berlin" }],
  band: { kind: "relative", ratio: 0.2 },
});
const grid: SweepGrid = {
  bands: [0, 0.02, 0.1, 0.4],
  intervals: [0, 0.25, "daily", 10, "monthly"],
  destinations: ["target", "half", "edge"],
  fees: [0, 0.002],
};
const options = DEFAULT_BACKTEST_OPTIONS;

const moving: Partial<Policy>[] = [
  {},
  { band: { kind: "absolute", width: 0.05 }, cooldownMinutes: 4320 },
  {
    dynamic: aDynamic({ rule: { kind: "inverse-volatility", lookbackDays: 10 }, cron: "0 0 * * 1" }),
  },
  {
    stop: { kind: "peak", windowDays: null, drop: 0.1, safeAsset: "USDT", restart: { kind: "after-days", days: 7 } },
  },
];

test.each(moving)("cells are what a backtest of their policy answers: %j", (change) => {
  const request = { table, policy: { ...base, ...change }, options, start: null, end: null };
  const prepared = prepareSweep(request, grid);
  if (!prepared.ok) return expect.fail(JSON.stringify(prepared.problems));
  expect(prepared.value.size).toBe(120);
  for (let index = 0; index < prepared.value.size; index += 7) {
    const cell = sweepCell(grid, index);
    const alone = backtest({
      ...request,
      policy: sweepPolicy(request.policy, cell),
      options: { ...options, feeRate: cell.fee! },
    });
    if (!alone.ok) return expect.fail(JSON.stringify(alone.problems));
    const { index: _, ...figures } = prepared.value.run(index);
    for (const [name, value] of Object.entries(figures)) {
      const wanted = alone.value.run.metrics[name as keyof typeof figures];
      expect(Math.abs(value - wanted), `${name} of cell ${index}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(wanted)),
      );
    }
  }
});

test("cells are numbered with the band running fastest", () => {
  const cells = Array.from({ length: sweepSize(grid) }, (_, index) => sweepCell(grid, index));
  expect(cells[1]).toEqual({ index: 1, band: 0.02, interval: 0, destination: "target", fee: 0 });
  expect(cells[4]).toMatchObject({ band: 0, interval: 0.25 });
  expect(cells[20]).toMatchObject({ band: 0, interval: 0, destination: "half" });
  expect(cells[60]).toMatchObject({ destination: "target", fee: 0.002 });
});

describe("a cell's policy", () => {
  test("checks its bands by the calendar nearest to the interval, in the base's zone", () => {
    const cell = { index: 0, band: 0.3, interval: 7, destination: "edge", fee: null } as const;
    expect(sweepPolicy(base, cell)).toMatchObject({
      triggers: [{ kind: "hybrid", cron: "0 0 * * 1", timeZone: "Europe/Berlin", driftMin: 1 }],
      band: { kind: "relative", ratio: 0.3 },
      destination: "edge",
    });
    expect(sweepPolicy(base, { ...cell, interval: 0 }).triggers).toEqual([{ kind: "threshold", portfolioDrift: null }]);
  });

  test.each([
    [1 / 24, "0 * * * *"],
    [0.25, "0 */6 * * *"],
    [1, "0 0 * * *"],
    [2, "0 0 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 * *"],
    [7, "0 0 * * 1"],
    [10, "0 0 1,11,21 * *"],
    [14, "0 0 1,15 * *"],
    [30, "0 0 1 * *"],
    [91, "0 0 1 1,4,7,10 *"],
    [365, "0 0 1 1 *"],
  ])("every %f days is %s", (days, cron) => expect(intervalCron(days)).toBe(cron));
});

test.each([
  [{ bands: [] }, "bands"],
  [{ bands: [0.1, Number.NaN] }, "bands.1"],
  [{ intervals: [-1] }, "intervals.0"],
  [{ fees: [1] }, "fees.0"],
])("a grid that cannot be is refused by place: %j", (change, path) => {
  const request = { table, policy: base, options, start: null, end: null };
  const prepared = prepareSweep(request, { ...grid, ...change });
  expect(prepared.ok ? [] : prepared.problems.map((problem) => problem.path)).toContain(path);
});
