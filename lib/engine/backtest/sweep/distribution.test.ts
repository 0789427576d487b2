/**
 * Rolling starts and paths of blocks: what is drawn, that it is the same every time, and that runs on it are backtests.
 */
import { describe, expect, test } from "vitest";
import { aPolicy } from "@/lib/testing/builders";
import { randomPrices } from "@/lib/testing/price-tables";
import { backtest } from "../backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "../model";
import { bootstrapBars, bootstrapTable } from "./bootstrap";
import { prepareDistribution } from "./distribution";
import { rollingWindows } from "./rolling";

const DAY = 86_400_000;
const table = randomPrices({ seed: 3, assets: 3, bars: 500, daysPerBar: 1 });
const policy = aPolicy({ targets: table.assets.map((asset) => ({ kind: "asset", asset, weight: 1 / 3 })) });
const request = { table, policy, options: DEFAULT_BACKTEST_OPTIONS, start: null, end: null };
const query = { windowDays: 100, starts: 11, paths: 5, blockDays: 20, seed: 7 };

describe("blocks", () => {
  test("the same seed and path draw the same bars, another path others", () => {
    expect(bootstrapBars(500, 20, 7, 3)).toEqual(bootstrapBars(500, 20, 7, 3));
    expect(bootstrapBars(500, 20, 7, 3)).not.toEqual(bootstrapBars(500, 20, 7, 4));
    expect(bootstrapBars(500, 20, 7, 3)).not.toEqual(bootstrapBars(500, 20, 8, 3));
  });

  test("are in the mean as long as requested, and every bar is drawn about as often", () => {
    const seen = new Float64Array(500);
    let starts = 0;
    for (let path = 0; path < 400; path += 1) {
      const drawn = bootstrapBars(500, 20, 1, path);
      for (const [place, bar] of drawn.entries()) {
        seen[bar]! += 1;
        const before = drawn[place - 1];
        if (before === undefined || bar !== (before % 499) + 1) starts += 1;
      }
    }
    expect((400 * 499) / starts).toBeGreaterThan(18);
    expect((400 * 499) / starts).toBeLessThan(22);
    expect(seen[0]).toBe(0);
    expect(Math.min(...seen.subarray(1))).toBeGreaterThan(200);
    expect(Math.max(...seen)).toBeLessThan(700);
  });

  test("returns are real ones, of all assets on the same bar", () => {
    const drawn = bootstrapBars(500, 20, 7, 0);
    const path = bootstrapTable(table, drawn);
    for (const bar of [1, 250, 499]) {
      for (let asset = 0; asset < 3; asset += 1) {
        const [at, from] = [asset * 500 + bar, asset * 500 + drawn[bar - 1]!];
        expect(path.closes[at]! / path.closes[at - 1]!).toBeCloseTo(table.closes[from]! / table.closes[from - 1]!, 12);
      }
    }
    expect(path.closes[0]).toBe(table.closes[0]);
  });
});

describe("rolling windows", () => {
  test("are of equal length, from the first bar to the last that still fits", () => {
    const windows = rollingWindows(table.times, 100, 11);
    expect(windows).toHaveLength(11);
    expect(windows[0]).toEqual({ start: 0, end: 100 * DAY });
    expect(windows.at(-1)).toEqual({ start: 399 * DAY, end: 499 * DAY });
    expect(new Set(windows.map(({ start, end }) => end - start))).toEqual(new Set([100 * DAY]));
  });

  test("are fewer where bars run out, and none where one does not fit", () => {
    expect(rollingWindows(table.times, 497, 50)).toHaveLength(3);
    expect(rollingWindows(table.times, 500, 50)).toEqual([]);
  });
});

describe("a distribution", () => {
  test("each sample is a backtest on its window", () => {
    const prepared = prepareDistribution(request, query);
    if (!prepared.ok) return expect.fail();
    const sample = prepared.value.rolling(4);
    const [, , , , window] = rollingWindows(table.times, 100, 11);
    const alone = backtest({ ...request, ...window! });
    if (!sample.ok || !alone.ok) return expect.fail();
    expect(sample.value.at).toBe(window!.start);
    expect(sample.value.cagr).toBeCloseTo(alone.value.run.metrics.cagr, 12);
    expect(sample.value.maxDrawdown).toBeCloseTo(alone.value.run.metrics.maxDrawdown, 12);
    expect(sample.value.holdingCagr).toBeCloseTo(alone.value.holding.metrics.cagr, 12);
    expect(sample.value.holdingMaxDrawdown).toBeCloseTo(alone.value.holding.metrics.maxDrawdown, 12);
  });

  test("each sample of prices that begin late is one of its own window, and no path is put together of them", () => {
    const bars = table.times.length;
    const closes = table.closes.slice().fill(Number.NaN, 2 * bars, 2 * bars + 250);
    const options = { ...DEFAULT_BACKTEST_OPTIONS, isLateStart: true };
    const late = { ...request, table: { ...table, closes }, options };
    const prepared = prepareDistribution(late, query);
    if (!prepared.ok) return expect.fail();
    expect([prepared.value.starts, prepared.value.paths]).toEqual([11, 0]);
    for (const [index, window] of rollingWindows(table.times, 100, 11).entries()) {
      const sample = prepared.value.rolling(index);
      const alone = backtest({ ...late, ...window });
      if (!sample.ok || !alone.ok) return expect.fail();
      expect(sample.value.totalReturn).toBeCloseTo(alone.value.run.metrics.totalReturn, 12);
      expect(sample.value.holdingReturn).toBeCloseTo(alone.value.holding.metrics.totalReturn, 12);
    }
    const later = prepareDistribution({ ...late, start: table.times[250]! }, query);
    expect(later.ok && later.value.paths).toBe(5);
  });

  test("paths repeat with their seed", () => {
    const [one, two] = [prepareDistribution(request, query), prepareDistribution(request, query)];
    if (!one.ok || !two.ok) return expect.fail();
    expect(one.value.path(3)).toEqual(two.value.path(3));
    expect(one.value.path(3)).not.toEqual(one.value.path(2));
  });

  test("a window longer than the period is refused with what to do", () => {
    const prepared = prepareDistribution(request, { ...query, windowDays: 600 });
    expect(prepared).toMatchObject({ ok: false, problems: [{ path: "windowDays" }] });
  });
});
