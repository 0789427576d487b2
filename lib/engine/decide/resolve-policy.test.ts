/** Policies resolved: what a policy's moving parts come to at one instant, worked by hand. */
import { describe, expect, test } from "vitest";
import type { Policy, PriceTable, ResolvedPolicy, TargetRule } from "@/lib/engine/model";
import { aDynamic, aPolicy, aVolatilityBand, NOON } from "@/lib/testing/builders";
import { historyNeeded, needsCapitalisations, needsResolving } from "./needs-resolving";
import type { ResolveHistory } from "./past";
import { type ResolveVerdict, resolvePolicy, stopStateOf } from "./resolve-policy";

const DAY = 86_400_000;
const MIDNIGHT = NOON - DAY / 2;

/** Daily closes that end with the bar of yesterday, which is known since midnight. */
function daily(columns: Record<string, (day: number) => number>, days: number): PriceTable {
  const assets = Object.keys(columns);
  return {
    assets,
    quote: "USDT",
    times: Float64Array.from({ length: days }, (_, day) => MIDNIGHT - (days - day) * DAY),
    closes: Float64Array.from(
      assets.flatMap((asset) => Array.from({ length: days }, (_, day) => columns[asset]!(day))),
    ),
  };
}

const past = (change: Partial<ResolveHistory> = {}): ResolveHistory => ({
  table: null,
  knownAfterMs: DAY,
  sources: ["Binance"],
  capitalisations: null,
  costs: {},
  stop: null,
  index: null,
  flowShare: 0,
  previous: null,
  ...change,
});

function effective(verdict: ResolveVerdict): ResolvedPolicy {
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.resolved;
}
const schedule = { cron: "0 9 * * *", timeZone: "UTC" };
const dynamic = (rule: TargetRule) => aDynamic({ rule, ...schedule });
/** Up and down by turns: 1 % a day for BTC, 3 % for ETH. */
const swings = { BTC: (day: number) => (day % 2 ? 101 : 100), ETH: (day: number) => (day % 2 ? 103 : 100) };

test("a policy without moving parts needs none, and gets what is written", () => {
  expect(needsResolving(aPolicy())).toBe(false);
  expect(effective(resolvePolicy(aPolicy(), past(), NOON))).toEqual({
    at: NOON,
    targets: [
      { key: "BTC", weight: 0.5, band: 0.1 },
      { key: "ETH", weight: 0.5, band: 0.1 },
    ],
    rule: null,
    trends: [],
    stop: null,
    flowShare: 0,
  });
});

describe("weights", () => {
  const policy = aPolicy({ dynamic: dynamic({ kind: "inverse-volatility", lookbackDays: 10 }) });

  test("are those of the rule at its last occurrence, from closes known by then", () => {
    const resolved = effective(resolvePolicy(policy, past({ table: daily(swings, 20) }), NOON));
    expect(resolved.targets[0]!.weight / resolved.targets[1]!.weight).toBeCloseTo(Math.log(1.03) / Math.log(1.01), 1);
    expect(resolved.rule).toEqual({
      kind: "inverse-volatility",
      asOf: Date.UTC(2026, 10, 22, 9),
      sources: ["Binance"],
      note: null,
    });
  });

  test("stay as they were between occurrences, whatever was corrected since", () => {
    const before = effective(resolvePolicy(policy, past({ table: daily(swings, 20) }), NOON - 3_600_000));
    const corrected = daily({ ...swings, BTC: swings.ETH }, 20);
    const later = effective(resolvePolicy(policy, past({ table: corrected, previous: before }), NOON));
    expect(later.targets.map((target) => target.weight)).toEqual(before.targets.map((target) => target.weight));
    const nextDay = effective(resolvePolicy(policy, past({ table: corrected, previous: before }), NOON + DAY));
    expect(nextDay.targets[0]!.weight).toBeCloseTo(0.5);
  });

  test("of capitalisation name their source, and need no closes", () => {
    const capped = aPolicy({ dynamic: dynamic({ kind: "market-cap", exponent: 1 }) });
    expect(needsCapitalisations(capped)).toBe(true);
    expect(historyNeeded(capped)).toEqual({ assets: [], days: 0 });
    const capitalisations = [
      { asset: "BTC", value: 900, at: NOON, source: "CoinGecko" },
      { asset: "ETH", value: 300, at: NOON, source: "CoinGecko" },
    ];
    const resolved = effective(resolvePolicy(capped, past({ capitalisations }), NOON));
    expect(resolved.targets.map((target) => target.weight)).toEqual([0.75, 0.25]);
    expect(resolved.rule?.sources).toEqual(["CoinGecko"]);
    expect(resolvePolicy(capped, past(), NOON)).toMatchObject({
      ok: false,
      problems: [{ kind: "capitalisation-missing", assets: ["BTC", "ETH"] }],
    });
  });

  test("history that is there and too short leaves the written weights, and says so; once it is long enough the rule sets them", () => {
    const short = effective(resolvePolicy(policy, past({ table: daily(swings, 5) }), NOON));
    expect(short.targets.map((target) => target.weight)).toEqual(policy.targets.map((target) => target.weight));
    expect(short.rule?.note).toEqual({ stands: "written", assets: ["BTC", "ETH"], daysNeeded: 11 });
    // The same occurrence is computed again: its past may have been fetched since.
    const long = effective(resolvePolicy(policy, past({ table: daily(swings, 20), previous: short }), NOON));
    expect(long.rule?.note).toBeNull();
    expect(long.targets[0]!.weight).toBeGreaterThan(long.targets[1]!.weight);
    // And a later occurrence without a past keeps what was resolved before it.
    const late = effective(resolvePolicy(policy, past({ table: daily(swings, 5), previous: long }), NOON + DAY));
    expect(late.targets.map((target) => target.weight)).toEqual(long.targets.map((target) => target.weight));
    expect(late.rule?.note).toMatchObject({ stands: "earlier" });
  });

  test("history that is absent or old is a problem", () => {
    const problems = (table: PriceTable | null, now = NOON) => {
      const verdict = resolvePolicy(policy, past({ table }), now);
      return verdict.ok ? [] : verdict.problems;
    };
    expect(historyNeeded(policy)).toEqual({ assets: ["BTC", "ETH"], days: 10 });
    expect(problems(null)).toEqual([
      { kind: "history-missing", assets: ["BTC", "ETH"], barsNeeded: 11, daysNeeded: 10 },
    ]);
    expect(problems(daily({ BTC: swings.BTC }, 20))).toMatchObject([{ kind: "history-missing", assets: ["ETH"] }]);
    expect(problems(daily(swings, 20), NOON + 9 * DAY)).toEqual([
      { kind: "history-stale", assets: ["BTC", "ETH"], lastAt: MIDNIGHT },
    ]);
  });
});

describe("widths", () => {
  test("a volatility band is as wide as the asset is wild, the cash asset's stands at its floor", () => {
    const band = aVolatilityBand({ lookAheadDays: 4, halfLifeDays: 5 });
    const targets = ["BTC", "ETH", "USDT"].map((asset) => ({ kind: "asset" as const, asset, weight: 1 / 3 }));
    const resolved = effective(resolvePolicy(aPolicy({ band, targets }), past({ table: daily(swings, 40) }), NOON));
    const [btc, eth, cash] = resolved.targets.map((target) => target.band);
    expect(btc).toBeCloseTo(2 * Math.log(1.01), 6);
    expect(eth).toBeCloseTo(2 * Math.log(1.03), 6);
    expect(cash).toBe(0.005);
  });

  test("a cost-optimal band needs the cost of trading, and says when nobody knows it", () => {
    const band = { kind: "cost-optimal", riskAversion: 5, cost: null, floor: 0, cap: 0.5 } as const;
    const resolved = effective(resolvePolicy(aPolicy({ band }), past({ costs: { BTC: 0.001, ETH: 0.002 } }), NOON));
    expect(resolved.targets[0]!.band).toBeCloseTo(Math.cbrt(0.3 * 0.25 * 0.25 * 0.001), 12);
    expect(resolvePolicy(aPolicy({ band }), past({ costs: { BTC: 0.001 } }), NOON)).toMatchObject({
      ok: false,
      problems: [{ kind: "rule-impossible", why: { kind: "cost-unknown", name: "ETH" } }],
    });
  });
});

describe("trends", () => {
  const trendGuard = { averageDays: 10, momentumDays: 5, momentumMin: 0, driftMax: 0.2 };
  test("each target with its figures; one with too short a past is left out", () => {
    const rising = { BTC: (day: number) => 100 + day, ETH: (day: number) => 100 - day };
    const resolved = effective(resolvePolicy(aPolicy({ trendGuard }), past({ table: daily(rising, 30) }), NOON));
    expect(resolved.trends).toEqual([
      { key: "BTC", price: 129, average: 124.5, momentum: expect.closeTo(129 / 124 - 1), isRising: true },
      { key: "ETH", price: 71, average: 75.5, momentum: expect.closeTo(71 / 76 - 1), isRising: false },
    ]);
    expect(effective(resolvePolicy(aPolicy({ trendGuard }), past({ table: daily(rising, 8) }), NOON)).trends).toEqual(
      [],
    );
  });
});

describe("the portfolio stop", () => {
  const stop: Policy["stop"] = {
    kind: "peak",
    windowDays: null,
    drop: 0.25,
    safeAsset: "USDT",
    restart: { kind: "after-days", days: 7 },
  };
  const policy = aPolicy({ stop });
  const checked = (
    state: ResolveHistory["stop"],
    index: number | null,
    now: number,
    change: Partial<ResolveHistory> = {},
  ) => resolvePolicy(policy, past({ stop: state, index, ...change }), now);

  test("keeps its peak, goes out at the drop, and comes back by its rule", () => {
    const first = checked(null, 1, NOON);
    expect(stopStateOf(first)).toEqual({
      phase: "armed",
      peak: 1,
      peakAt: NOON,
      index: 1,
      since: 0,
      measuredFrom: NOON,
    });
    const high = checked(stopStateOf(first), 1.2, NOON + DAY);
    const once = checked(stopStateOf(high), 0.9, NOON + 2 * DAY - 60_000);
    expect(stopStateOf(once)).toMatchObject({ phase: "armed", firstBelowAt: NOON + 2 * DAY - 60_000 });
    const low = checked(stopStateOf(once), 0.9, NOON + 2 * DAY);
    expect(stopStateOf(low)).toMatchObject({ phase: "stopped", peak: 1.2, since: NOON + 2 * DAY });
    const early = checked(stopStateOf(low), 0.9, NOON + 8 * DAY);
    expect(stopStateOf(early)?.phase).toBe("stopped");
    const back = checked(stopStateOf(early), 0.9, NOON + 9 * DAY);
    expect(stopStateOf(back)).toMatchObject({ phase: "armed", peak: 0.9, since: NOON + 9 * DAY });
    expect(stopStateOf(checked(stopStateOf(low), 0.9, NOON + 3 * DAY, { isRestartRequested: true }))?.phase).toBe(
      "armed",
    );
  });

  describe("with its peak taken from the past", () => {
    const sought = aPolicy({ stop: { ...stop, peakFrom: "history" } as const });
    const table = daily({ BTC: (day) => (day === 3 ? 200 : 100), ETH: (day) => (day === 3 ? 200 : 100) }, 20);
    const rule = (
      state: ResolveHistory["stop"],
      given: Policy = sought,
      now = NOON,
      closes: PriceTable | null = table,
    ) => stopStateOf(resolvePolicy(given, past({ stop: state, index: 1, table: closes }), now))!;

    test("it needs the closes of a year, and takes what there are", () => {
      expect(historyNeeded(sought)).toEqual({ assets: ["BTC", "ETH"], days: 365 });
      expect(rule(null)).toMatchObject({ peak: 2, isFromHistory: true, firstBelowAt: NOON });
    });
    test("without closes it starts today, and searches again when they have come", () => {
      const begun = rule(null, sought, NOON, null);
      expect(begun).toMatchObject({ peak: 1, measuredFrom: NOON });
      expect(rule(begun, sought, NOON + 1_000)).toMatchObject({ peak: 2, isFromHistory: true });
    });
    test("after a restart the past before it does not count", () => {
      const back = rule({ phase: "armed", peak: 1, peakAt: NOON, index: 1, since: NOON - DAY });
      expect(back).toMatchObject({ phase: "armed", peak: 1 });
    });
    test("switched to today it begins anew; who is out stays out", () => {
      expect(rule(rule(null), policy, NOON + 1_000)).toMatchObject({ phase: "armed", peak: 1 });
      const out = { ...rule(null), phase: "stopped" as const, since: NOON };
      expect(rule(out, policy, NOON + 1_000).phase).toBe("stopped");
    });
  });

  test("without a value now it stays as it is, and what it was given is not changed", () => {
    const state = { phase: "armed", peak: 1.2, peakAt: NOON, index: 1.1, since: 0 } as const;
    expect(stopStateOf(checked(state, null, NOON + DAY))).toEqual(state);
    checked(Object.freeze({ ...state }), 0.1, NOON + DAY);
  });

  test("who is out needs no history, and who is not keeps the peak though history is missing", () => {
    const both = { ...policy, dynamic: dynamic({ kind: "inverse-volatility", lookbackDays: 10 }) };
    const out = resolvePolicy(
      both,
      past({ index: 0.5, stop: { phase: "armed", peak: 1, peakAt: 0, index: 1, since: 0, firstBelowAt: 0 } }),
      NOON,
    );
    expect(effective(out).stop?.phase).toBe("stopped");
    const armed = resolvePolicy(both, past({ index: 1.5, stop: stopStateOf(checked(null, 1, NOON)) }), NOON + DAY);
    expect(armed.ok).toBe(false);
    expect(stopStateOf(armed)?.peak).toBe(1.5);
  });
});

test("a target whose weight is fixed needs no past, unless its band, a guard or a stop reads it", () => {
  const targets: Policy["targets"] = [
    { kind: "asset", asset: "BTC", weight: 0.4 },
    { kind: "asset", asset: "ETH", weight: 0.4 },
    { kind: "group", name: "Stablecoins", weight: 0.2, mode: "fungible", members: ["USDT", "DAI"] },
  ];
  const dynamic = aDynamic({
    rule: { kind: "equal-risk", lookbackDays: 60 },
    fixed: ["group:Stablecoins"],
    cron: "0 9 1 * *",
  });
  const band = aVolatilityBand({ floor: 0.01, cap: 0.1 });
  expect(historyNeeded(aPolicy({ targets, dynamic }))).toEqual({ assets: ["BTC", "ETH"], days: 60 });
  expect(historyNeeded(aPolicy({ targets, dynamic, band })).assets).toEqual(["BTC", "DAI", "ETH"]);
  const trendGuard = { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 };
  expect(historyNeeded(aPolicy({ targets, dynamic, trendGuard })).assets).toEqual(["BTC", "DAI", "ETH"]);
});
