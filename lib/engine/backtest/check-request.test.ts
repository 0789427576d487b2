/** Each refusal with its sentence: where, what, and what to do. */
import { describe, expect, test } from "vitest";
import type { PriceTable } from "@/lib/engine/model";
import { describeBacktestProblem } from "@/lib/format";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { backtest } from "./backtest";
import { type BacktestOptions, type BacktestRequest, DEFAULT_BACKTEST_OPTIONS } from "./model";

const DAY = 86_400_000;
const start = Date.UTC(2024, 0, 1);

function table(assets: readonly string[], bars = 5): PriceTable {
  return {
    assets,
    quote: "USDT",
    times: Float64Array.from({ length: bars }, (_, bar) => start + bar * DAY),
    closes: new Float64Array(assets.length * bars).fill(1),
  };
}

const request = (change: Partial<BacktestRequest> = {}, options: Partial<BacktestOptions> = {}): BacktestRequest => ({
  table: table(["BTC", "ETH"]),
  policy: aPolicy(),
  options: { ...DEFAULT_BACKTEST_OPTIONS, ...options },
  start: null,
  end: null,
  ...change,
});

const withClose = (bar: number, close: number) => {
  const sound = table(["BTC", "ETH"]);
  sound.closes[sound.times.length + bar] = close;
  return { table: sound };
};

const unsorted = table(["BTC", "ETH"]);
unsorted.times[3] = start;

const cases: readonly (readonly [BacktestRequest, path: string, message: string])[] = [
  [
    request({ table: table(["BTC", "SOL"]) }),
    "prices.ETH",
    "The policy holds ETH, but the prices have columns for BTC, SOL. Add a column for ETH, or take it out of the policy.",
  ],
  [
    request({
      policy: aPolicy({
        stop: { kind: "peak", windowDays: null, drop: 0.2, safeAsset: "PAXG", restart: { kind: "manual" } },
      }),
    }),
    "prices.PAXG",
    "The portfolio stop leaves for PAXG, but the prices have columns for BTC, ETH. Add a column for PAXG, or name another safe asset.",
  ],
  [
    request({ table: table(["BTC", "ETH"], 1) }),
    "prices.times",
    "The prices have one bar; a backtest needs at least two.",
  ],
  [
    request({ table: table(["BTC", "ETH"], 0) }),
    "prices.times",
    "The prices have no bars; a backtest needs at least two.",
  ],
  [request({ table: unsorted }), "prices.times", "Bar 4 is not later than the one before: sort the rows by time."],
  [
    request(withClose(2, 0)),
    "prices.ETH",
    "ETH has no usable price at 2024-01-03 (bar 3): 0. A price is a number above zero.",
  ],
  [
    request(withClose(3, Number.NaN)),
    "prices.ETH",
    "ETH has no usable price at 2024-01-04 (bar 4): NaN. A price is a number above zero.",
  ],
  [
    request(withClose(4, Number.NaN)),
    "prices.ETH",
    "ETH has no price after 2024-01-04. End there or earlier, or say whether it is sold or written off.",
  ],
  [
    request(withClose(0, Number.NaN)),
    "prices.ETH",
    "ETH has no price before 2024-01-02. Start there or later, or let it start when it starts.",
  ],
  [
    request({ ...withClose(0, Number.NaN), policy: aPolicy({ quoteAsset: "ETH" }) }, { isLateStart: true }),
    "prices.ETH",
    "ETH is not there throughout, and cash is counted in it. Choose a period in which it has prices.",
  ],
  [
    request(
      { ...withClose(0, Number.NaN), policy: aPolicy({ targets: [{ kind: "asset", asset: "ETH", weight: 1 }] }) },
      { isLateStart: true },
    ),
    "prices",
    "On 2024-01-01 none of the policy's targets has a price. Choose another period.",
  ],
  [
    request({ benchmark: [{ asset: "SOL", weight: 1 }] }),
    "benchmark",
    "The benchmark holds SOL, but the prices have columns for BTC, ETH. Add a column for SOL, or name another benchmark.",
  ],
  [
    request({ benchmark: [{ asset: "BTC", weight: 0.6 }] }),
    "benchmark",
    "The weights of the benchmark sum to 60 %, not to 100 %.",
  ],
  [
    request({}, { riskFreeRate: 4 }),
    "options.riskFreeRate",
    "The risk-free rate is 4; it is a share a year (0.04 is 4 %), more than -1 and less than 1.",
  ],
  [
    request({ policy: aPolicy({ targets: [{ kind: "asset", asset: "BTC", weight: 0.9 }] }) }),
    "policy.targets",
    "The weights sum to 90 %, not to 100 %.",
  ],
  [
    request({ start: Date.UTC(2023, 11, 31) }),
    "start",
    "The prices run from 2024-01-01 to 2024-01-05; the start 2023-12-31 lies before that. Start on 2024-01-01 or later.",
  ],
  [
    request({ end: Date.UTC(2024, 0, 6) }),
    "end",
    "The prices run from 2024-01-01 to 2024-01-05; the end 2024-01-06 lies after that. End on 2024-01-05 or earlier.",
  ],
  [
    request({ start: start + 3 * DAY, end: start + DAY }),
    "end",
    "The end 2024-01-02 lies before the start 2024-01-04.",
  ],
  [
    request({ start: start + DAY, end: start + DAY }),
    "start",
    "The period holds one bar; a backtest needs at least two. The prices run from 2024-01-01 to 2024-01-05.",
  ],
  [request({}, { feeRate: -0.001 }), "options.feeRate", "The fee is -0.001; it must not be negative."],
  [
    request({}, { feeRate: 10 }),
    "options.feeRate",
    "The fee is 10; it is a share (0.001 is 0.1 %) and must be less than 1.",
  ],
  [request({}, { halfSpread: -1 }), "options.halfSpread", "The half spread is -1; it must not be negative."],
  [
    request({}, { feeRate: 0.5, halfSpread: 0.5 }),
    "options.halfSpread",
    "Fee and half spread come to 1; together they must be less than 1.",
  ],
  [request({}, { startValue: 0 }), "options.startValue", "The start value is 0; it must be more than zero."],
  [request({}, { notionalMin: -5 }), "options.notionalMin", "The smallest trade is -5; it must be zero or more."],
  [
    request({}, { steps: { BTC: -1 } }),
    "options.steps.BTC",
    "The quantity step of BTC is -1; it must be zero (none) or more.",
  ],
  [request({}, { flows: [{ at: Number.NaN, amount: 5 }] }), "options.flows.0", "Flow 1 has no usable date or amount."],
  [
    request({
      policy: aPolicy({
        dynamic: aDynamic({ rule: { kind: "market-cap", exponent: 1 }, cron: "0 0 1 * *" }),
      }),
    }),
    "options.capitalisations",
    "The policy weights by market capitalisation: give the capitalisations of its assets.",
  ],
];

describe("a backtest refuses", () => {
  test.each(cases)("%#", (refused, path, message) => {
    const answer = backtest(refused);
    const found = answer.ok ? [] : answer.problems;
    expect(found.map((problem) => [problem.path, describeBacktestProblem(problem)])).toEqual([[path, message]]);
  });

  test("several things at once", () => {
    const answer = backtest(request({ table: table(["SOL"]) }, { feeRate: -1 }));
    expect(answer.ok ? [] : answer.problems.map(({ path }) => path)).toEqual([
      "options.feeRate",
      "prices.BTC",
      "prices.ETH",
    ]);
  });

  test("an end later on the last day does not lie outside", () => {
    expect(backtest(request({ end: start + 5 * DAY - 1 })).ok).toBe(true);
  });
});
