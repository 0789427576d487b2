import { describe, expect, test } from "vitest";
import type { LimitKind, Policy, PolicyLimits } from "@/lib/engine/model";
import { DEFAULT_LIMITS } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import type { Notional, Price } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { checkLimits, type LimitContext } from "./check-limits";

const TABLE = `
  holdings   BTC 60 @ 10   ETH 30 @ 10   USDT 100
  targets    BTC 50%       ETH 40%       USDT 10%
`;
const calm: LimitContext = { now: NOON, turnoverLastDay: 0, lastPrices: {}, stopped: false };
const plain = (text: string | null | undefined) => text?.replaceAll("\u00a0", " ") ?? null;

function check(limit: LimitKind, limits: Partial<PolicyLimits> = {}, change: Partial<LimitContext> = {}) {
  const { policy, snapshot } = readPlanTable(TABLE);
  const strict: Policy = { ...policy, limits: { ...DEFAULT_LIMITS, ...limits } };
  const verdict = checkLimits(strict, planTrades(strict, snapshot), snapshot, { ...calm, ...change });
  const found = verdict.checks.find((each) => each.limit === limit)!;
  return { verdict: verdict.kind, detail: plain(found.detail), problem: plain(found.problem) };
}

test("a calm plan passes every guard, each with its figure", () => {
  const { policy, snapshot } = readPlanTable(TABLE);
  const verdict = checkLimits(policy, planTrades(policy, snapshot), snapshot, calm);
  expect(verdict.kind).toBe("passed");
  expect(verdict.checks.map((each) => `${each.limit}: ${plain(each.detail)}`)).toEqual([
    "turnover: 20.0 % of 100.0 %",
    "turnover-per-day: 20.0 % of 200.0 %",
    "order-notional: no limit set",
    "price-missing: every counted asset has a price",
    "price-age: oldest 0 s of 60 s",
    "price-jump: no earlier price to compare with",
    "slippage: at most 100.0 bps of 100 bps",
    "cash-min: 10.0 %, at least 0.0 %",
    "venue-health: 1 of 1 answer",
    "kill-switch: off",
  ]);
});

describe("each guard blocks, and says what, where and by how much", () => {
  test.each<[LimitKind, Partial<PolicyLimits>, Partial<LimitContext>, string, string]>([
    [
      "turnover",
      { turnoverMax: 0.15 },
      {},
      "20.0 % of 15.0 %",
      "This run would trade 20.0 % of the portfolio, limit 15.0 %.",
    ],
    [
      "turnover-per-day",
      { turnoverPerDayMax: 0.3 },
      { turnoverLastDay: 0.2 },
      "40.0 % of 30.0 %",
      "With this run 40.0 % of the portfolio would be traded within 24 hours, limit 30.0 %.",
    ],
    [
      "order-notional",
      { orderNotionalMax: "50" as Notional },
      {},
      "largest 100.00 of 50.00 USDT",
      "The order in BTC/USDT is 100.00 USDT, limit 50.00 USDT.",
    ],
    ["price-age", {}, { now: NOON + 94_000 }, "oldest 2 min of 60 s", "Price of BTC is 2 min old, limit 60 s."],
    [
      "price-jump",
      {},
      { lastPrices: { BTC: "4" as Price } },
      "largest BTC +150.0 %, limit 50.0 %",
      "Price of BTC jumped +150.0 % since the last check, limit 50.0 %. It is doubted until a later check confirms it.",
    ],
    [
      "cash-min",
      { cashMin: 0.2 },
      {},
      "10.0 %, at least 20.0 %",
      "10.0 % would be left in Tether, at least 20.0 % must stay.",
    ],
    ["kill-switch", {}, { stopped: true }, "on", "All trading is stopped. Nothing is sent until you resume it."],
  ])("%s", (limit, limits, change, detail, problem) => {
    expect(check(limit, limits, change)).toEqual({ verdict: "blocked", detail, problem });
  });

  test("price-missing, also when the price is zero", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const prices = snapshot.prices.map((each) => (each.asset === "ETH" ? { ...each, price: "0" as Price } : each));
    const verdict = checkLimits(policy, plan, { ...snapshot, prices }, calm);
    expect(verdict.checks.find((each) => each.limit === "price-missing")?.problem).toContain("Ethereum");
    expect(verdict.kind).toBe("blocked");
  });

  test("slippage, when bid and ask lie far apart, whatever the limit price allows", () => {
    const { policy, snapshot } = readPlanTable(`${TABLE}  policy spread 250 bps`);
    const verdict = checkLimits(policy, planTrades(policy, snapshot), snapshot, calm);
    const found = verdict.checks.find((each) => each.limit === "slippage");
    expect(verdict.kind).toBe("blocked");
    expect(plain(found?.problem)).toContain("Bid and ask of BTC/USDT lie so far apart");
  });

  test("price-age, of the quote that is traded on, too", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const aged = (at: number) =>
      snapshot.venues.map((venue) => ({ ...venue, quotes: venue.quotes.map((quote) => ({ ...quote, at })) }));
    const verdict = checkLimits(policy, plan, { ...snapshot, venues: aged(NOON - 94_000) }, calm);
    expect(plain(verdict.checks.find((each) => each.limit === "price-age")?.problem)).toBe(
      "Price of BTC/USDT is 2 min old, limit 60 s.",
    );
  });

  test("venue-health", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const venues = snapshot.venues.map((venue) => ({ ...venue, problem: { message: "Timed out.", since: NOON } }));
    const verdict = checkLimits(policy, plan, { ...snapshot, venues }, calm);
    expect(verdict.checks.find((each) => each.limit === "venue-health")?.problem).toBe(
      "v1 does not answer. Timed out.",
    );
  });
});
