/** A benchmark, a risk-free rate and what they change: worked by hand, and nothing at a rate of zero. */
import { describe, expect, test } from "vitest";
import { aPolicy } from "@/lib/testing/builders";
import { pricesOf } from "@/lib/testing/price-tables";
import { backtest } from "../backtest";
import { type BacktestRequest, DEFAULT_BACKTEST_OPTIONS } from "../model";
import { againstBenchmark } from "./against-benchmark";
import { isWithinLuck, luckOf } from "./luck";
import { partsOf } from "./parts";

const table = pricesOf(`
  date        BTC   ETH
  2024-01-30  100   100
  2024-01-31  110   100
  2024-02-01  99    100
  2024-02-02  108.9 100`);

const requestOf = (change: Partial<BacktestRequest> = {}, riskFreeRate?: number): BacktestRequest => ({
  table,
  policy: aPolicy({ triggers: [{ kind: "time", cron: "0 0 * * *", timeZone: "UTC" }], cooldownMinutes: 0 }),
  options: {
    ...DEFAULT_BACKTEST_OPTIONS,
    startValue: 100,
    feeRate: 0,
    ...(riskFreeRate === undefined ? {} : { riskFreeRate }),
  },
  start: null,
  end: null,
  ...change,
});

function ran(request: BacktestRequest) {
  const answer = backtest(request);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
}

describe("a benchmark", () => {
  test("is bought at the start and held", () => {
    const { benchmark } = ran(requestOf({ benchmark: [{ asset: "BTC", weight: 1 }] }));
    expect([...benchmark!.equity].map((value) => Number(value.toFixed(9)))).toEqual([100, 110, 99, 108.9]);
    expect(ran(requestOf()).benchmark).toBeNull();
  });

  test("is all invested, whatever cash the policy keeps", () => {
    const policy = aPolicy({ cashBuffer: 0.2 });
    const { benchmark } = ran(requestOf({ policy, benchmark: [{ asset: "BTC", weight: 1 }] }));
    expect(benchmark!.metrics.finalValue).toBeCloseTo(108.9, 9);
  });

  test("half of it, rebalanced daily, has half its moves: beta 0.5, alpha 0", () => {
    const { run, benchmark } = ran(requestOf({ benchmark: [{ asset: "BTC", weight: 1 }] }));
    const { alpha, beta } = againstBenchmark(run, benchmark!, 0);
    expect(beta).toBeCloseTo(0.5, 12);
    expect(alpha).toBeCloseTo(0, 12);
    // The other half earns nothing while the risk-free rate would: alpha is minus half of it, a day at a time.
    const rate = 0.05;
    expect(againstBenchmark(run, benchmark!, rate).alpha).toBeCloseTo(-0.5 * 365 * (1.05 ** (1 / 365) - 1), 9);
  });

  test("that never moves gives neither", () => {
    const { run, benchmark } = ran(requestOf({ benchmark: [{ asset: "ETH", weight: 1 }] }));
    expect(againstBenchmark(run, benchmark!, 0)).toEqual({ alpha: null, beta: null });
  });
});

describe("a risk-free rate", () => {
  test("of zero changes no bit", () => expect(ran(requestOf({}, 0)).run.metrics).toEqual(ran(requestOf()).run.metrics));

  test("lowers Sharpe and Sortino and nothing else", () => {
    const { sharpe, sortino, ...rest } = ran(requestOf({}, 0.05)).run.metrics;
    const { sharpe: sharpeAtZero, sortino: sortinoAtZero, ...same } = ran(requestOf()).run.metrics;
    expect(rest.volatility).toBeCloseTo(same.volatility, 12);
    expect({ ...rest, volatility: 0 }).toEqual({ ...same, volatility: 0 });
    const perBar = 1.05 ** (1 / 365) - 1;
    // Daily moves 5 %, -5 %, 5 %: mean 1/60, deviation sqrt(1/450).
    expect(sharpeAtZero).toBeCloseTo((1 / 60 / Math.sqrt(1 / 450)) * Math.sqrt(365), 9);
    expect(sharpe).toBeCloseTo(((1 / 60 - perBar) / Math.sqrt(1 / 450)) * Math.sqrt(365), 9);
    expect(sortino).toBeLessThan(sortinoAtZero!);
  });
});

test("months and years have the return of each part", () => {
  const { index, times } = ran(requestOf({ benchmark: [{ asset: "BTC", weight: 1 }] })).benchmark!;
  const months = partsOf(index, times, "month");
  expect(months.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(["2024-01-30", "2024-02-01"]);
  expect(months[0]!.return).toBeCloseTo(0.1, 12);
  expect(months[1]!.return).toBeCloseTo(-0.01, 12);
  expect(partsOf(index, times, "year")[0]!.return).toBeCloseTo(0.089, 12);
});

test("a lead of one jump is luck, one that grows day by day is none", () => {
  const times = Float64Array.from({ length: 121 }, (_, day) => day);
  const jump = times.map((day) => (day < 60 ? 0 : 0.1));
  const steady = times.map((day) => 1.1 ** (day / 120) - 1);
  expect(isWithinLuck(10, 100, luckOf({ times, ahead: jump }, 100))).toBe(true);
  expect(isWithinLuck(10, 100, luckOf({ times, ahead: steady }, 100))).toBe(false);
});
