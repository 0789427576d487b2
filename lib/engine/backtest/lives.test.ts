/** Assets that come late or go early, each worked by hand; and what cannot be run on such prices. */
import { describe, expect, test } from "vitest";
import type { Policy, PriceTable } from "@/lib/engine/model";
import { aPolicy } from "@/lib/testing/builders";
import { pricesOf, randomPrices } from "@/lib/testing/price-tables";
import { backtest } from "./backtest";
import { type BacktestOptions, type BacktestRequest, DEFAULT_BACKTEST_OPTIONS } from "./model";
import { prepareSweep } from "./sweep/sweep";

const policy = aPolicy({
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.4 },
    { kind: "asset", asset: "ETH", weight: 0.4 },
    { kind: "asset", asset: "SOL", weight: 0.2 },
  ],
  triggers: [],
  cooldownMinutes: 0,
});

const stop: Policy["stop"] = {
  kind: "peak",
  windowDays: null,
  drop: 0.5,
  safeAsset: "USDT",
  restart: { kind: "manual" },
};

const late = pricesOf(`
  date        BTC  ETH  SOL
  2024-01-01  100  10   -
  2024-01-02  200  10   -
  2024-01-03  200  10   5
  2024-01-04  200  10   10`);

const dying = pricesOf(`
  date        BTC  ETH  SOL
  2024-01-01  100  10   5
  2024-01-02  200  10   10
  2024-01-03  200  10   -
  2024-01-04  200  20   -`);

function requestOf(
  table: PriceTable,
  options: Partial<BacktestOptions>,
  change: Partial<Policy> = {},
): BacktestRequest {
  return {
    table,
    policy: { ...policy, ...change },
    options: { ...DEFAULT_BACKTEST_OPTIONS, startValue: 100, feeRate: 0, ...options },
    start: null,
    end: null,
    isRecordingWeights: true,
    isRecordingTrades: true,
  };
}

function run(table: PriceTable, options: Partial<BacktestOptions>, change: Partial<Policy> = {}) {
  const answer = backtest(requestOf(table, options, change));
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const { run: done, holding, notes } = answer.value;
  return {
    done,
    notes,
    values: [...done.equity],
    held: [...holding.equity],
    kinds: done.events.map(({ bar, trigger }) => `${bar} ${trigger}`),
  };
}

const close = (values: readonly number[], wanted: readonly number[]) => {
  expect(values).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(values[at]).toBeCloseTo(value, 9);
};

describe("an asset listed late", () => {
  test("starts when it starts; until then the others share its weight", () => {
    // 50 and 50 at first: BTC doubles to 100. Listed at 150: 60, 60, 30; then SOL doubles.
    const { values, kinds, notes, done, held } = run(late, { isLateStart: true });
    close(values, [100, 150, 150, 180]);
    // Holding gives a fifth of all it holds, evenly: BTC 80, ETH 40, SOL 30.
    close(held, [100, 150, 150, 180]);
    expect(kinds).toEqual(["2 listed"]);
    expect(notes).toEqual([{ kind: "listed", asset: "SOL", at: late.times[2] }]);
    const weightsAt = (bar: number) => [0, 1, 2].map((column) => done.weights?.columns[column * 4 + bar]);
    expect(weightsAt(0)).toEqual([0.5, 0.5, 0]);
    close(weightsAt(2).map(Number), [0.4, 0.4, 0.2]);
  });

  test("is bought a bar later where trades are made at the next close", () => {
    // Decided at 150; SOL has doubled by the time it is bought.
    const { values, done } = run(late, { isLateStart: true, executeAt: "next-close" });
    close(values, [100, 150, 150, 150]);
    expect(done.trades?.filter(({ asset }) => asset === "SOL")).toEqual([
      { bar: 3, at: late.times[3], event: 0, cause: "listed", asset: "SOL", quantity: 3, price: 10 },
    ]);
  });

  test("does not come back into a portfolio that its stop has taken out", () => {
    const table = pricesOf(`
      date        BTC  ETH  SOL
      2024-01-01  100  10   -
      2024-01-02  10   1    -
      2024-01-03  10   1    5
      2024-01-04  20   2    10`);
    const { kinds, values } = run(table, { isLateStart: true }, { stop });
    expect(kinds).toEqual(["1 portfolio-stop"]);
    close(values, [100, 10, 10, 10]);
  });

  test("is refused where nobody said so, and where its history is read", () => {
    const problemsOf = (options: Partial<BacktestOptions>, change: Partial<Policy> = {}) => {
      const answer = backtest(requestOf(late, options, change));
      return answer.ok ? [] : answer.problems;
    };
    expect(problemsOf({})).toEqual([{ path: "prices.SOL", kind: "listed-late", asset: "SOL", at: late.times[2] }]);
    const refused = { path: "prices.SOL", kind: "needed-throughout", asset: "SOL" };
    const volatile = {
      kind: "volatility",
      multiple: 1,
      lookAheadDays: 30,
      halfLifeDays: 30,
      floor: 0,
      cap: 1,
    } as const;
    expect(problemsOf({ isLateStart: true }, { band: volatile })).toEqual([{ ...refused, by: "volatility-band" }]);
    expect(problemsOf({ isLateStart: true }, { quoteAsset: "SOL" })).toEqual([{ ...refused, by: "cash" }]);
    const group: Policy["targets"] = [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "group", name: "Others", weight: 0.5, mode: "fungible", members: ["ETH", "SOL"] },
    ];
    expect(problemsOf({ isLateStart: true }, { targets: group })).toEqual([{ ...refused, by: "group" }]);
    const alone: Policy["targets"] = [{ kind: "asset", asset: "SOL", weight: 1 }];
    expect(problemsOf({ isLateStart: true }, { targets: alone })).toEqual([
      { path: "prices", kind: "nothing-listed", at: late.times[0] },
    ]);
  });

  test("asks nothing of a policy that does not hold it", () => {
    const halves: Policy["targets"] = [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "asset", asset: "ETH", weight: 0.5 },
    ];
    close(run(late, {}, { targets: halves }).values, [100, 150, 150, 150]);
  });
});

describe("an asset that dies", () => {
  test("is sold at its last close, and the others share its weight", () => {
    // 40, 40, 20; at 160 (80, 40, 40) SOL is sold: 80 and 80. ETH doubles later.
    const { values, kinds, notes, held } = run(dying, { delisted: "sell" });
    close(values, [100, 160, 160, 240]);
    expect(kinds).toEqual(["1 delisted"]);
    expect(notes).toEqual([{ kind: "delisted", asset: "SOL", at: dying.times[1], delisted: "sell" }]);
    // Holding spreads SOL's 40 over 80 and 40: 106.67 and 53.33.
    close(held, [100, 160, 160, 160 + 160 / 3]);
  });

  test("is written off: gone at the bar after, whoever held it", () => {
    const { values, kinds, held, done } = run(dying, { delisted: "write-off" });
    close(values, [100, 160, 120, 160]);
    close(held, [100, 160, 120, 160]);
    expect(kinds).toEqual([]);
    expect(done.metrics.maxDrawdown).toBeCloseTo(-0.25, 12);
    expect(done.weights?.columns[2 * 4 + 2]).toBeCloseTo(0, 12);
  });

  test("is sold to the last unit, whatever the smallest trade and the steps are", () => {
    const terms = { delisted: "sell", steps: { SOL: 3 }, notionalMin: 1_000 } as const;
    const { values, done } = run(dying, { ...terms, feeRate: 0.01, initialFee: false });
    // Nothing reaches the smallest trade, the first purchase included: all stays in cash.
    close(values, [100, 100, 100, 100]);
    const small = run(dying, { delisted: "sell", notionalMin: 15, steps: { SOL: 3 } });
    const sol = small.done.trades?.filter(({ asset }) => asset === "SOL") ?? [];
    expect(sol.reduce((sum, { quantity }) => sum + quantity, 0)).toBeCloseTo(0, 12);
    expect(sol.map(({ bar }) => bar)).toEqual([0, 1]);
    expect(done.trades).toEqual([]);
  });

  test("written off is bought by nothing that comes at that bar, nor sold by anything", () => {
    const flows = [{ at: dying.times[2]!, amount: 120 }];
    // 80 and 40 are left, 60 each are added, and ETH doubles.
    close(run(dying, { delisted: "write-off", flows }).held, [100, 160, 240, 340]);
    // Decided daily at the close before; by then there is nothing of it to trade.
    const daily: Policy["triggers"] = [{ kind: "time", cron: "0 0 * * *", timeZone: "UTC" }];
    const { done, values } = run(dying, { delisted: "write-off", executeAt: "next-close" }, { triggers: daily });
    expect(values[2]).toBeCloseTo(120, 9);
    expect(done.trades?.filter(({ asset, bar }) => asset === "SOL" && bar > 1)).toEqual([]);
  });

  test("goes at its last close, also while a stop is on its way out", () => {
    const falling = pricesOf(`
      date        BTC  ETH  SOL
      2024-01-01  100  10   5
      2024-01-02  10   1    1
      2024-01-03  10   1    -
      2024-01-04  10   1    -`);
    const { done } = run(falling, { delisted: "sell", executeAt: "next-close" }, { stop });
    const sold = done.trades?.filter(({ quantity }) => quantity < 0).map(({ asset, bar }) => `${asset} ${bar}`);
    expect(sold).toEqual(["SOL 1", "BTC 2", "ETH 2"]);
  });

  test("takes deposits with it no more, in either way", () => {
    const flows = [{ at: dying.times[3]!, amount: 120 }];
    close(run(dying, { delisted: "write-off", flows }).held, [100, 160, 120, 280]);
    close(run(dying, { delisted: "sell", flows }).held, [100, 160, 160, 160 + 160 / 3 + 120]);
  });

  test("before the period began is as if it had never been", () => {
    const answer = backtest({ ...requestOf(dying, { delisted: "sell" }), start: dying.times[2]! });
    if (!answer.ok) return expect.fail(JSON.stringify(answer.problems));
    close([...answer.value.run.equity], [100, 150]);
  });

  test("is refused where nobody said what then", () => {
    const answer = backtest(requestOf(dying, { isLateStart: true }));
    expect(answer.ok ? [] : answer.problems).toMatchObject([{ kind: "delisted", asset: "SOL", at: dying.times[1] }]);
  });
});

test("a hole between two closes stays a fault", () => {
  const holed = { ...late, closes: Float64Array.from(late.closes) };
  holed.closes[1] = Number.NaN;
  const answer = backtest(requestOf(holed, { isLateStart: true }));
  expect(answer.ok ? [] : answer.problems).toMatchObject([{ path: "prices.BTC", kind: "unusable-price", bar: 1 }]);
});

test("a sweep's cells are runs of their policies on such prices, too", () => {
  const table = randomPrices({ seed: 3, assets: 3, bars: 400, daysPerBar: 1 });
  table.closes.fill(Number.NaN, 800, 950);
  table.closes.fill(Number.NaN, 700, 800);
  const [a, b, c] = table.assets;
  const base = aPolicy({
    targets: [a, b, c].map((asset, place) => ({ kind: "asset", asset: asset!, weight: [0.5, 0.3, 0.2][place]! })),
  });
  for (const delisted of ["sell", "write-off"] as const) {
    const request = { ...requestOf(table, { isLateStart: true, delisted, feeRate: 0.001 }), policy: base };
    const grid = { bands: [0.05, 0.3], intervals: [0, 7], destinations: ["half"] } as const;
    const prepared = prepareSweep(request, grid);
    if (!prepared.ok) return expect.fail(JSON.stringify(prepared.problems));
    const cell = prepared.value.run(0);
    const triggers = [{ kind: "threshold", portfolioDrift: null }] as const;
    const alone = backtest({
      ...request,
      policy: { ...base, triggers, destination: "half", band: { kind: "clamp", ratio: 0.05, floor: 0.01, cap: 0.1 } },
    });
    const unskipped = backtest(
      {
        ...request,
        policy: { ...base, triggers, destination: "half", band: { kind: "clamp", ratio: 0.05, floor: 0.01, cap: 0.1 } },
      },
      { isSkippingOff: true },
    );
    if (!alone.ok || !unskipped.ok) return expect.fail("refused");
    const { metrics, events } = alone.value.run;
    expect(cell.finalValue / metrics.finalValue).toBeCloseTo(1, 12);
    expect(cell.maxDrawdown).toBeCloseTo(metrics.maxDrawdown, 12);
    expect(cell.events).toBe(metrics.events);
    expect(unskipped.value.run.metrics).toEqual(metrics);
    expect(events.map(({ trigger }) => trigger)).toContain("listed");
    expect(prepared.value.holding.finalValue / alone.value.holding.metrics.finalValue).toBeCloseTo(1, 12);
  }
});
