import { describe, expect, test } from "vitest";
import type { LimitCheck, LimitKind, Policy, PolicyLimits, Snapshot, SuspectFact } from "@/lib/engine/model";
import { DEFAULT_LIMITS, LIMIT_KINDS, LIMIT_SCOPE } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { describeLimit } from "@/lib/format";
import { type Notional, type Price, price, quantity } from "@/lib/money";
import { aSuspectPrice, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { checkLimits, type LimitContext } from "./check-limits";

const TABLE = `
  holdings   BTC 60 @ 10   ETH 30 @ 10   USDT 100
  targets    BTC 50%       ETH 40%       USDT 10%
`;
const calm: LimitContext = { now: NOON, turnoverLastDay: 0, lastPrices: {}, stopped: false, approver: "autopilot" };
const worded = (check: LimitCheck | undefined) => (check === undefined ? null : describeLimit(check));
const plain = (text: string | null | undefined) => text?.replaceAll("\u00a0", " ") ?? null;

function check(limit: LimitKind, limits: Partial<PolicyLimits> = {}, change: Partial<LimitContext> = {}) {
  const { policy, snapshot } = readPlanTable(TABLE);
  const strict: Policy = { ...policy, limits: { ...DEFAULT_LIMITS, ...limits } };
  const verdict = checkLimits(strict, planTrades(strict, snapshot), snapshot, { ...calm, ...change });
  const found = verdict.checks.find((each) => each.limit === limit)!;
  return { verdict: verdict.kind, detail: plain(worded(found)?.detail), problem: plain(worded(found)?.problem) };
}

test("a calm plan passes every guard, each with its figure", () => {
  const { policy, snapshot } = readPlanTable(TABLE);
  const verdict = checkLimits(policy, planTrades(policy, snapshot), snapshot, calm);
  expect(verdict.kind).toBe("passed");
  expect(verdict.checks.map((each) => `${each.limit}: ${plain(worded(each)?.detail)}`)).toEqual([
    "turnover: 20.0 % of 100.0 %",
    "turnover-per-day: 20.0 % of 200.0 %",
    "order-notional: no limit set",
    "price-missing: every counted asset has a price",
    "price-age: oldest 0 s of 60 s",
    "price-jump: no earlier price to compare with",
    "slippage: expected 0.0 bps, at most 100.0 bps of 100 bps",
    "cash-min: 10.0 %, at least 0.0 %",
    "venue-health: 1 of 1 answer",
    "kill-switch: off",
  ]);
});

test("checks every limit there is, and each binds whom the limits page says", () => {
  const { policy, snapshot } = readPlanTable(TABLE);
  for (const approver of ["person", "autopilot"] as const) {
    const { checks } = checkLimits(policy, planTrades(policy, snapshot), snapshot, { ...calm, approver });
    expect(checks.map((each) => each.limit).sort()).toEqual([...LIMIT_KINDS].sort());
    for (const each of checks) expect(each.binds ?? "everyone").toBe(LIMIT_SCOPE[each.limit].binds);
  }
});

describe("what binds the autopilot alone", () => {
  const past: [LimitKind, Partial<PolicyLimits>, Partial<LimitContext>, string, string][] = [
    [
      "turnover",
      { turnoverMax: 0.15 },
      {},
      "20.0 % of 15.0 %",
      "This run would trade 20.0 % of the portfolio, and the autopilot may trade 15.0 % by itself. It waits for you.",
    ],
    [
      "turnover-per-day",
      { turnoverPerDayMax: 0.3 },
      { turnoverLastDay: 0.2 },
      "40.0 % of 30.0 %",
      "With this run 40.0 % of the portfolio would be traded within 24 hours, and the autopilot may trade 30.0 % by itself. It waits for you.",
    ],
  ];
  test.each(past)("%s: the autopilot waits for a person", (limit, limits, change, detail, problem) => {
    expect(check(limit, limits, change)).toEqual({ verdict: "needs-person", detail, problem });
  });
  test.each(past)("%s: a person is shown it, and not held up", (limit, limits, change, detail) => {
    expect(check(limit, limits, { ...change, approver: "person" })).toEqual({
      verdict: "passed",
      detail: `${detail}: more than the autopilot may do, yours to decide`,
      problem: null,
    });
  });
  test("with the limits as they come a person moves all of it at once: 200 % of turnover", () => {
    const { policy, snapshot } = readPlanTable(
      "holdings BTC 100 @ 10 ETH 0 @ 10\n targets ETH 100%\n policy untargeted sell",
    );
    const plan = planTrades(policy, snapshot);
    expect(checkLimits(policy, plan, snapshot, { ...calm, approver: "person" }).kind).toBe("passed");
    expect(checkLimits(policy, plan, snapshot, calm).kind).toBe("needs-person");
  });
  test("a failure of another kind blocks both, whatever else failed", () => {
    const stopped = { stopped: true, turnoverLastDay: 9 };
    expect(check("kill-switch", {}, stopped).verdict).toBe("blocked");
    expect(check("kill-switch", {}, { ...stopped, approver: "person" }).verdict).toBe("blocked");
  });
  test("the largest order shapes the plan, so it passes; a plan made under another one waits for a person", () => {
    expect(check("order-notional", { orderNotionalMax: "50" as Notional })).toEqual({
      verdict: "passed",
      detail: "largest 50.00 of 50.00 USDT",
      problem: null,
    });
    const { policy, snapshot } = readPlanTable(TABLE);
    const strict: Policy = { ...policy, limits: { ...DEFAULT_LIMITS, orderNotionalMax: "50" as Notional } };
    const verdict = checkLimits(strict, planTrades(policy, snapshot), snapshot, calm);
    expect(verdict.kind).toBe("needs-person");
    expect(plain(worded(verdict.checks.find((each) => each.limit === "order-notional"))?.problem)).toBe(
      "The order in BTC/USDT is 100.00 USDT, and the autopilot may make one of 50.00 USDT by itself. It waits for you.",
    );
  });
});

describe("each guard blocks, and says what, where and by how much", () => {
  test.each<[LimitKind, Partial<PolicyLimits>, Partial<LimitContext>, string, string]>([
    ["price-age", {}, { now: NOON + 94_000 }, "oldest 2 min of 60 s", "Price of BTC is 2 min old, limit 60 s."],
    [
      "price-jump",
      {},
      { lastPrices: { BTC: "4" as Price } },
      "largest BTC +150.0 %, limit 50.0 %",
      "Price of BTC jumped +150.0 % since it was last confirmed, limit 50.0 %. It is suspect until another check and another source confirm it.",
    ],
    ["kill-switch", {}, { stopped: true }, "on", "All trading is stopped. Nothing is sent until you resume it."],
  ])("%s", (limit, limits, change, detail, problem) => {
    expect(check(limit, limits, change)).toEqual({ verdict: "blocked", detail, problem });
  });

  test("cash-min, of a plan made under another one; a plan made now leaves that much", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const strict: Policy = { ...policy, limits: { ...DEFAULT_LIMITS, cashMin: 0.2 } };
    const found = checkLimits(strict, planTrades(policy, snapshot), snapshot, calm);
    expect(found.kind).toBe("blocked");
    expect(plain(worded(found.checks.find((each) => each.limit === "cash-min"))?.problem)).toBe(
      "10.0 % would be left in Tether, at least 20.0 % must stay.",
    );
    expect(check("cash-min", { cashMin: 0.2 })).toEqual({
      verdict: "passed",
      detail: "20.0 %, at least 20.0 %",
      problem: null,
    });
  });

  test("price-missing, also when the price is zero", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const prices = snapshot.prices.map((each) => (each.asset === "ETH" ? { ...each, price: "0" as Price } : each));
    const verdict = checkLimits(policy, plan, { ...snapshot, prices }, calm);
    expect(worded(verdict.checks.find((each) => each.limit === "price-missing"))?.problem).toContain("Ethereum");
    expect(verdict.kind).toBe("blocked");
  });

  test("slippage, of a plan made when bid and ask lay far apart; a plan made now has no such leg", () => {
    const { policy, snapshot } = readPlanTable(`${TABLE}  policy spread 250 bps`);
    const now = planTrades(policy, snapshot);
    expect(now.orders).toEqual([]);
    expect(now.deferred.map(({ reason }) => reason.kind)).toEqual(["spread-too-wide", "spread-too-wide"]);
    const lenient: Policy = { ...policy, limits: { ...policy.limits, slippageBpsMax: 500 } };
    const verdict = checkLimits(policy, planTrades(lenient, snapshot), snapshot, calm);
    const found = verdict.checks.find((each) => each.limit === "slippage");
    expect(verdict.kind).toBe("blocked");
    expect(plain(worded(found)?.problem)).toContain("Bid and ask of BTC/USDT lie so far apart");
  });

  test("price-age, of the quote that is traded on, too", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const aged = (at: number) =>
      snapshot.venues.map((venue) => ({ ...venue, quotes: venue.quotes.map((quote) => ({ ...quote, at })) }));
    const verdict = checkLimits(policy, plan, { ...snapshot, venues: aged(NOON - 94_000) }, calm);
    expect(plain(worded(verdict.checks.find((each) => each.limit === "price-age"))?.problem)).toBe(
      "Price of BTC/USDT is 2 min old, limit 60 s.",
    );
  });

  test("venue-health", () => {
    const { policy, snapshot } = readPlanTable(TABLE);
    const plan = planTrades(policy, snapshot);
    const venues = snapshot.venues.map((venue) => ({ ...venue, problem: { message: "Timed out.", since: NOON } }));
    const verdict = checkLimits(policy, plan, { ...snapshot, venues }, calm);
    expect(worded(verdict.checks.find((each) => each.limit === "venue-health"))?.problem).toBe(
      "v1 does not answer. Timed out.",
    );
  });
});

describe("what is suspect", () => {
  const world = readPlanTable(TABLE);
  const plan = planTrades(world.policy, world.snapshot);
  const judge = (change: Partial<Snapshot>, policy: Partial<Policy> = {}) => {
    const verdict = checkLimits({ ...world.policy, ...policy }, plan, { ...world.snapshot, ...change }, calm);
    const jump = verdict.checks.find((each) => each.limit === "price-jump")!;
    return { verdict: verdict.kind, detail: plain(worded(jump)?.detail), problem: plain(worded(jump)?.problem) };
  };

  test("is never called passed, though its frozen price has not moved", () => {
    const moved = aSuspectPrice("BTC", { seen: price("1"), counted: price("10") });
    expect(judge({ suspects: [moved] })).toEqual({
      verdict: "blocked",
      detail: "not confirmed: Bitcoin",
      problem:
        "Price of Bitcoin is suspect: Binance BTC/USDT shows 1, the last confirmed one is 10. Nothing is traded on it until another check and another source, or you, confirm it.",
    });
  });
  test.each(["first-look", "wide-spread", "stale", "contradicted", "unusable", "missing"] as const)("%s", (kind) => {
    expect(judge({ suspects: [aSuspectPrice("ETH", { suspicion: kind, seen: null, counted: null })] }).verdict).toBe(
      "blocked",
    );
  });
  test("no jump limit does not confirm it", () => {
    const limits = { ...DEFAULT_LIMITS, priceJumpMax: null };
    expect(judge({ suspects: [aSuspectPrice("BTC")] }, { limits }).verdict).toBe("blocked");
  });
  test("holds the whole while the owner wants to decide, and what trades it even if not", () => {
    const other = { ...world.snapshot.holdings[0]!, asset: "ETH" };
    const idle = planTrades(world.policy, {
      ...world.snapshot,
      frozen: ["ETH"],
      holdings: [...world.snapshot.holdings],
    });
    expect(idle.orders.map(({ base }) => base)).not.toContain(other.asset);
    const frozen = { ...world.snapshot, suspects: [aSuspectPrice("ETH")], frozen: ["ETH"] };
    const goOn: Policy = { ...world.policy, whenUnconfirmed: "go-on" };
    expect(checkLimits(world.policy, idle, frozen, calm).kind).toBe("blocked");
    expect(checkLimits(goOn, idle, frozen, calm).kind).toBe("passed");
    expect(checkLimits(goOn, plan, frozen, calm).kind).toBe("blocked");
  });
  test("does not matter where it is set aside, or not counted", () => {
    const setAside = [{ venueId: "v1", asset: "DUST", quantity: "1" as never, share: null }];
    expect(judge({ suspects: [aSuspectPrice("DUST")], setAside }).verdict).toBe("passed");
    expect(judge({ suspects: [aSuspectPrice("DOGE")] }).verdict).toBe("passed");
  });
  test("a suspect balance is shown as that", () => {
    const balance: SuspectFact = {
      ...aSuspectPrice("BTC"),
      about: "balance",
      venueId: "v1",
      venue: "Binance",
      suspicion: "vanished",
      seen: quantity("0"),
      counted: quantity("60"),
    };
    const verdict = checkLimits(world.policy, plan, { ...world.snapshot, suspects: [balance] }, calm);
    expect(worded(verdict.checks.find((each) => each.limit === "venue-health"))?.problem).toBe(
      "Binance shows 0 BTC where 60 was last confirmed. Nothing is traded on that until it is explained or you say which is so.",
    );
  });
});
