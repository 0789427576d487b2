/** Policies that follow the market, on prices made so that a hand can follow them. */
import { describe, expect, test } from "vitest";
import type { Policy, PriceTable, Target } from "@/lib/engine/model";
import { describeBacktestNote } from "@/lib/format";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { seededRandom } from "@/lib/testing/random";
import { backtest } from "./backtest";
import { type BacktestOptions, DEFAULT_BACKTEST_OPTIONS } from "./model";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

function table(columns: Readonly<Record<string, readonly number[]>>): PriceTable {
  const bars = Object.values(columns)[0]!.length;
  return {
    assets: Object.keys(columns),
    quote: "USDT",
    times: Float64Array.from({ length: bars }, (_, bar) => START + bar * DAY),
    closes: Float64Array.from(Object.values(columns).flat()),
  };
}

const halves: Target[] = [
  { kind: "asset", asset: "BTC", weight: 0.5 },
  { kind: "asset", asset: "ETH", weight: 0.5 },
];
const policyOf = (change: Partial<Policy>) => aPolicy({ targets: halves, cooldownMinutes: 0, ...change });

function run(prices: PriceTable, policy: Policy, options: Partial<BacktestOptions> = {}, start: number | null = null) {
  const all = { ...DEFAULT_BACKTEST_OPTIONS, startValue: 100, feeRate: 0, ...options };
  const request = { table: prices, policy, options: all, start, end: null, isRecordingWeights: true };
  const answer = backtest(request);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(backtest(request, { isSkippingOff: true })).toEqual(answer);
  const { run: done, notes } = answer.value;
  const weightOf = (key: string, bar: number) =>
    done.weights!.columns[done.weights!.keys.indexOf(key) * done.times.length + bar]!;
  return { ...done, notes, weightOf, kinds: done.events.map(({ bar, trigger }) => `${bar} ${trigger}`) };
}

const daily = { kind: "time", cron: "0 0 * * *", timeZone: "UTC" } as const;

describe("dynamic weights", () => {
  const prices = table({ BTC: [1, 2, 4, 4, 4, 2], ETH: [1, 1, 1, 2, 4, 8] });
  const momentum = aDynamic({ rule: { kind: "momentum", lookbackDays: 2, top: 1, returnMin: null } });

  test("the written weights stand until the rule has enough history, and a note says so", () => {
    const { weightOf, notes } = run(prices, policyOf({ dynamic: momentum, triggers: [daily] }));
    expect([weightOf("BTC", 0), weightOf("BTC", 1), weightOf("BTC", 2)]).toEqual([0.5, 0.5, 1]);
    // ETH has risen more over two days by the fifth bar.
    expect(weightOf("ETH", 4)).toBe(1);
    expect(notes.map(describeBacktestNote)).toEqual([
      "The written weights stand until 2024-01-03: the rule needs 3 days of prices of BTC, ETH before it.",
    ]);
  });

  test("a period that begins later starts at the rule's weights", () => {
    const { weightOf, notes } = run(prices, policyOf({ dynamic: momentum, triggers: [] }), {}, START + 2 * DAY);
    expect(weightOf("BTC", 0)).toBe(1);
    expect(notes).toEqual([]);
  });

  test("weights stay between the rule's own occurrences", () => {
    const rare = { ...momentum, cron: "0 0 1 2 *" };
    const { weightOf } = run(prices, policyOf({ dynamic: rare, triggers: [daily] }), {}, START + 2 * DAY);
    expect(weightOf("BTC", 2)).toBe(1);
  });

  test("capitalisations that come later change the weights from then on", () => {
    const flat = table({ BTC: [1, 1, 1, 1], ETH: [1, 1, 1, 1] });
    const capitalisations = {
      assets: ["BTC", "ETH"],
      times: Float64Array.of(START - DAY, START + 2 * DAY),
      values: Float64Array.of(300, 100, 100, 300),
    };
    const policy = policyOf({ dynamic: aDynamic({ rule: { kind: "market-cap", exponent: 1 } }), triggers: [daily] });
    const { weightOf, kinds } = run(flat, policy, { capitalisations });
    expect([0, 1, 2, 3].map((bar) => weightOf("BTC", bar))).toEqual([0.75, 0.75, 0.25, 0.25]);
    expect(kinds).toEqual(["2 time"]);
  });
});

describe("bands that follow the market", () => {
  test("a volatile asset is given a wider band than a calm one", () => {
    const random = seededRandom(3);
    const walk = (size: number) => {
      let price = 100;
      return Array.from({ length: 400 }, () => {
        price *= Math.exp((random.next() - 0.5) * size);
        return price;
      });
    };
    const prices = table({ BTC: walk(0.12), ETH: walk(0.02) });
    const band = (multiple: number) =>
      policyOf({ band: { kind: "volatility", multiple, lookAheadDays: 7, halfLifeDays: 10, floor: 0.005, cap: 0.2 } });
    const narrow = run(prices, band(0.1), {}, START + 50 * DAY).events.length;
    const wide = run(prices, band(1), {}, START + 50 * DAY).events.length;
    expect(narrow).toBeGreaterThan(wide);
    expect(run(prices, band(1)).notes).toEqual([{ kind: "volatility-unknown-at-start", keys: ["BTC", "ETH"] }]);
  });

  test("the dearer trading is, the wider the cost-optimal band", () => {
    const prices = table({ BTC: [100, 108, 116, 126], ETH: [100, 100, 100, 100] });
    const policy = policyOf({ band: { kind: "cost-optimal", riskAversion: 5, cost: null, floor: 0, cap: 0.5 } });
    // Half-widths by (3/10 x 1/16 x cost)^(1/3): 1.2 pp at 1 bp, 5.7 pp at 1 %; drifts are 1.9, 3.7 and 5.8 pp.
    expect(run(prices, policy, { feeRate: 0.0001 }).kinds[0]).toBe("1 threshold");
    expect(run(prices, policy, { feeRate: 0.005, halfSpread: 0.005 }).kinds).toEqual(["3 threshold"]);
  });
});

describe("the trend guard", () => {
  const guard = { averageDays: 3, momentumDays: 2, momentumMin: 0.05 };
  const prices = table({
    BTC: [100, 100, 100, 120, 150, 190, 150, 150],
    ETH: [100, 100, 100, 100, 100, 100, 100, 100],
  });

  test("lets a winner run until its trend is over", () => {
    const band = { kind: "absolute", width: 0.03 } as const;
    expect(run(prices, policyOf({ band })).kinds[0]).toBe("3 threshold");
    expect(run(prices, policyOf({ band, trendGuard: { ...guard, driftMax: 0.3 } })).kinds).toEqual(["6 threshold"]);
  });

  test("but not past the hard cap on drift", () => {
    const band = { kind: "absolute", width: 0.03 } as const;
    // BTC is 60 % of the whole at 150: 10 pp of drift.
    expect(run(prices, policyOf({ band, trendGuard: { ...guard, driftMax: 0.1 } })).kinds[0]).toBe("4 threshold");
  });
});

describe("one-sided policies", () => {
  const band = { kind: "absolute", width: 0.05 } as const;
  const prices = table({ BTC: [100, 200, 200], ETH: [100, 100, 100] });

  test("buy-only has nothing to buy with until money comes in", () => {
    const policy = policyOf({ band, flow: "buy-only" });
    expect(run(prices, policy).kinds).toEqual([]);
    const { kinds, weightOf, equity } = run(prices, policy, {
      flows: [{ at: START + 2 * DAY, amount: 30 }],
      feeRate: 0.01,
    });
    expect(kinds).toEqual(["2 threshold"]);
    // Nothing of BTC is sold to pay the fee.
    expect(weightOf("BTC", 2) * equity[2]!).toBeCloseTo((50 / 1.01) * 2, 9);
  });

  test("sell-only leaves what it raises in cash", () => {
    const { kinds, weightOf } = run(prices, policyOf({ band, flow: "sell-only" }));
    expect(kinds).toEqual(["1 threshold"]);
    expect(weightOf("BTC", 1)).toBeCloseTo(0.5);
    expect(weightOf("ETH", 1)).toBeCloseTo(1 / 3);
    expect(weightOf("USDT", 1)).toBeCloseTo(1 / 6);
  });
});

describe("the portfolio stop", () => {
  const prices = table({
    BTC: [100, 110, 80, 70, 70, 90, 100, 100],
    ETH: [100, 110, 80, 70, 70, 90, 100, 100],
  });
  const stop = (restart: NonNullable<Policy["stop"]>["restart"]) =>
    policyOf({ triggers: [], stop: { kind: "peak", windowDays: null, drop: 0.2, safeAsset: "USDT", restart } });

  test("leaves for the safe asset, waits, and comes back", () => {
    const { kinds, equity, weightOf } = run(prices, stop({ kind: "after-days", days: 3 }));
    expect(kinds).toEqual(["2 portfolio-stop", "5 stop-ended"]);
    // Out at 80, back in at 90: the fall to 70 is missed, and so is the rise.
    expect([...equity.slice(2, 7)].map((value) => Number(value.toFixed(6)))).toEqual([80, 80, 80, 80, 88.888889]);
    expect([weightOf("USDT", 2), weightOf("USDT", 4), weightOf("USDT", 6)]).toEqual([1, 1, 0]);
  });

  test("stays out where only the owner may go back", () => {
    expect(run(prices, stop({ kind: "manual" })).equity.at(-1)).toBeCloseTo(80);
  });

  test("is not frightened by a withdrawal", () => {
    const flows = [{ at: START + DAY, amount: -60 }];
    const flat = table({ BTC: [100, 100, 100], ETH: [100, 100, 100] });
    expect(run(flat, stop({ kind: "manual" }), { flows }).kinds).toEqual([]);
  });

  test("from history the peak before the start counts; from today it does not", () => {
    const past = table({ BTC: [100, 60, 60, 55], ETH: [100, 60, 60, 55] });
    const from = (peakFrom: "today" | "history" | undefined) => {
      const rule = {
        kind: "peak",
        windowDays: null,
        drop: 0.3,
        safeAsset: "USDT",
        restart: { kind: "manual" },
      } as const;
      const policy = policyOf({ triggers: [], stop: peakFrom === undefined ? rule : { ...rule, peakFrom } });
      return run(past, policy, {}, START + DAY).kinds;
    };
    expect(from("history")).toEqual(["2 portfolio-stop"]);
    expect(from("today")).toEqual([]);
    expect(from(undefined)).toEqual([]);
  });
});

describe("a cash-flow trigger", () => {
  const flow = { kind: "cash-flow", shareMin: 0.01 } as const;
  const threshold = { kind: "threshold", portfolioDrift: null } as const;
  const bars = Array.from({ length: 20 }, (_, bar) => 0.95 ** bar);
  const prices = table({ BTC: bars, ETH: bars.map(() => 1) });
  const band = { kind: "absolute", width: 0.05 } as const;
  const at = (bar: number) => START + bar * DAY;

  test("does not silence the bands behind it once cash has paid a withdrawal", () => {
    const targets: Target[] = [
      { kind: "asset", asset: "BTC", weight: 0.6 },
      { kind: "asset", asset: "USDT", weight: 0.4 },
    ];
    const flows = [{ at: at(1), amount: -2 }];
    const first = run(prices, policyOf({ targets, band, triggers: [flow, threshold], cashBuffer: 0 }), { flows });
    const last = run(prices, policyOf({ targets, band, triggers: [threshold, flow], cashBuffer: 0 }), { flows });
    expect(first.events.length).toBeGreaterThan(1);
    expect(first.kinds).toEqual(last.kinds);
  });

  test("takes what comes after everything was withdrawn for a deposit", () => {
    const flows = [
      { at: at(5), amount: -1_000 },
      { at: at(10), amount: 50 },
    ];
    const { kinds } = run(prices, policyOf({ band, triggers: [flow], cashBuffer: 0 }), { flows });
    expect(kinds).toEqual(["10 cash-flow"]);
  });
});
