import { describe, expect, test } from "vitest";
import { LIMIT_KINDS, LIMIT_SCOPE } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { limitProblems } from "@/lib/format";
import type { Price } from "@/lib/money";
import { aQuote, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { type ApprovalFacts, canApprove, type FreshQuote } from "./can-approve";
import { checkOrderLimits, type OrderLimitFacts } from "./check-order-limits";

const { policy, snapshot } = readPlanTable(`
  holdings   BTC 60 @ 10   ETH 40 @ 10
  targets    BTC 50%       ETH 50%
`);
const plan = planTrades(policy, snapshot);
const facts: ApprovalFacts = {
  state: "proposed",
  planHash: plan.planHash,
  expiresAt: NOON + 1000,
  plan,
  priceToleranceBps: 100,
  priceAgeMsMax: 60_000,
  stopped: false,
};
const quotes = (btc: string, eth = "10"): FreshQuote[] => [
  { ...aQuote("BTC/USDT", btc), venueId: "v1" },
  { ...aQuote("ETH/USDT", eth), venueId: "v1" },
];
const approve = (change: Partial<ApprovalFacts>, fresh = quotes("10"), hash = plan.planHash) =>
  canApprove({ ...facts, ...change }, hash, fresh, NOON);

describe("canApprove", () => {
  test("approves what was shown, while it is fresh", () => {
    expect(approve({})).toEqual({ kind: "approved" });
    expect(approve({}, quotes("10.1"))).toEqual({ kind: "approved" });
  });

  test.each([
    [
      { state: "declined" as const, expiresAt: 0 },
      { reason: "not-proposed", state: "declined" },
    ],
    [{ stopped: true }, { reason: "stopped" }],
    [{ planHash: "other" }, { reason: "plan-changed" }],
    [{ expiresAt: NOON }, { reason: "expired", expiredAt: NOON }],
  ])("refuses: %j", (change, refusal) => expect(approve(change)).toEqual({ kind: "refused", ...refusal }));

  test("refuses on a price that is older than a decision may use", () => {
    const old = (ms: number) => quotes("10").map((quote) => ({ ...quote, at: NOON - ms }));
    expect(approve({}, old(60_000))).toEqual({ kind: "approved" });
    expect(approve({}, old(60_001))).toMatchObject({ kind: "refused", reason: "price-missing" });
  });

  test("refuses when a price moved past tolerance, either way, and names the worst", () => {
    const refusal = approve({}, quotes("9.8", "10.15"));
    expect(refusal).toEqual({
      kind: "refused",
      reason: "prices-moved",
      symbol: "BTC/USDT",
      movedBps: expect.closeTo(-200),
      toleranceBps: 100,
    });
  });

  test("refuses without a price", () => {
    expect(approve({}, quotes("10").slice(1))).toMatchObject({ reason: "price-missing", symbol: "BTC/USDT" });
  });
});

describe("checkOrderLimits", () => {
  const order = plan.orders[0]!;
  const calm: OrderLimitFacts = {
    now: NOON,
    stopped: false,
    quote: aQuote("BTC/USDT", "10"),
    quoteAssetPrice: null,
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    venue: { name: "Binance", problem: null },
  };
  const problems = (change: Partial<OrderLimitFacts>) =>
    limitProblems(checkOrderLimits(policy, order, { ...calm, ...change }).checks).map((problem) =>
      problem.replaceAll("\u00a0", " "),
    );

  test("passes as planned", () => expect(problems({})).toEqual([]));
  test("checks what the limits page says is checked before every order, and no less", () => {
    const checked = checkOrderLimits(policy, order, calm).checks.map((check) => check.limit);
    expect([...checked].sort()).toEqual(LIMIT_KINDS.filter((kind) => LIMIT_SCOPE[kind].isCheckedByOrder).sort());
  });
  test.each<[Partial<OrderLimitFacts>, string]>([
    [{ stopped: true }, "All trading is stopped. Nothing is sent until you resume it."],
    [{ quote: null }, "No usable price for BTC/USDT now."],
    [{ now: NOON + 61_000 }, "Price of BTC/USDT is 61 s old, limit 60 s."],
    [{ quote: aQuote("BTC/USDT", "9.5") }, "BTC/USDT has moved 500.0 bps past the planned price, limit 100 bps."],
    [{ limitPrice: "9" as Price }, "The limit price of BTC/USDT is 1000.0 bps past the planned price, limit 100 bps."],
    [{ quantity: "11" as typeof order.quantity }, "11 BTC is more than the 10 that was approved."],
  ])("%#", (change, problem) => expect(problems(change)).toEqual([problem]));
});
