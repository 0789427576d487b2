/** How a run ended, in one sentence: what is not known is never said to be so. */
import { expect, test } from "vitest";
import {
  type Achieved,
  type EndedOrder,
  ORDER_STATES,
  type OrderProblem,
  type OrderState,
  type RebalanceState,
} from "@/lib/engine/model";
import { type Notional, quantity } from "@/lib/money";
import { describeAchieved } from "./describe-achieved";
import { describeRun } from "./describe-rebalance-outcome";
import { describeUnknownOrder } from "./describe-unknown-order";

interface Ended {
  side?: "buy" | "sell";
  base?: string;
  state: OrderState;
  filled?: string;
  problem?: OrderProblem | string | null;
}
/** A problem written as text is what the venue said. */
const attempts = (...ends: Ended[]) =>
  ends.map(
    ({ filled = "0", problem = null, ...end }): EndedOrder => ({
      side: "buy",
      base: "ETH",
      filled: quantity(filled),
      problem: typeof problem === "string" ? { kind: "venue", venueMessage: problem } : problem,
      ...end,
    }),
  );
const SOLD = attempts({ side: "sell", base: "BTC", state: "filled", filled: "0.2" });
const described = (state: RebalanceState, ...legs: ReturnType<typeof attempts>[]) =>
  describeRun({ state, legs, reason: null });

test("a run in which everything was done needs no sentence", () => {
  expect(described("settled", SOLD)).toBeNull();
});

test.each<[Ended, string]>([
  [{ state: "expired" }, "the purchase of Ethereum expired without a fill"],
  [
    { state: "expired", problem: "INSUFFICIENT_LIQUIDITY" },
    "the purchase of Ethereum expired without a fill (At its limit price nobody was there to trade with)",
  ],
  [
    { state: "expired", problem: "EC_NoImmediateQtyToFill." },
    "the purchase of Ethereum expired without a fill (At its limit price nobody was there to trade with)",
  ],
  [
    { state: "expired", filled: "0.5", problem: "UNFILLED_IOC_QUANTITY_EXPIRED" },
    "the purchase of Ethereum was filled in part (At its limit price nobody was there to trade with)",
  ],
  [
    { state: "rejected", problem: "Filter failure: NOTIONAL." },
    "the purchase of Ethereum was refused by the venue (Filter failure: NOTIONAL)",
  ],
  [{ state: "cancelled" }, "the purchase of Ethereum was cancelled before it filled"],
  [{ state: "absent" }, "the purchase of Ethereum never arrived at the venue"],
  [
    { state: "dropped", problem: { kind: "not-sent", reason: { kind: "stopped" }, quote: "USDT" } },
    "the purchase of Ethereum was not sent (Stopped before it was sent)",
  ],
])("%j", (end, reason) => expect(described("incomplete", SOLD, attempts(end))).toBe(`1 of 2 trades done; ${reason}.`));

test.each(ORDER_STATES.filter((state) => ["submitting", "unknown", "open", "cancelling", "halted"].includes(state)))(
  "an order that is %s is never said not to be made, whatever its other attempts were",
  (state) => {
    const expected = /what became of the purchase of Ethereum is still unknown and is being checked with the venue\.$/;
    expect(described("halted", SOLD, attempts({ state }))).toMatch(expected);
    expect(described("stopped", attempts({ state: "absent" }, { state }))).toMatch(expected);
    expect(described("stopped", attempts({ state }, { state: "dropped" }))).not.toMatch(
      /not made|not sent|never arrived/,
    );
  },
);

test("an unknown order says which venue is queried since when, and whether anything is needed", () => {
  const at = Date.UTC(2026, 10, 28, 16, 20);
  const reader = { now: at + 40_000, timeZone: "UTC" };
  const order = { side: "sell" as const, base: "BTC", venueName: "Binance", queriedSince: at };
  expect(describeUnknownOrder({ ...order, needsOwner: false }, reader)).toBe(
    "Sale of Bitcoin: checking with Binance since 16:20 what became of it. Nothing is sent meanwhile; nothing is needed from you.",
  );
  expect(describeUnknownOrder({ ...order, side: "buy", needsOwner: true }, reader)).toBe(
    "Purchase of Bitcoin: checking with Binance since 16:20 what became of it. It could not say, and is still queried now and then. Nothing is sent meanwhile: look the order up at Binance, then resume the portfolio.",
  );
});

test("what happened stands beside what was planned", () => {
  const plan = { tradedBase: "20000" as Notional, driftAfter: 0 };
  const achieved: Achieved = {
    legsDone: 1,
    legs: 2,
    tradedBase: "10000" as Notional,
    feesBase: "10.004" as Notional,
    driftAfter: 0.0512,
  };
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  expect(plain(describeAchieved(achieved, plan, "USDT"))).toBe(
    "1 of 2 trades done, 10,000.00 of 20,000.00 USDT traded, fees 10.00 USDT, drift now 5.1 pp instead of 0.0 pp.",
  );
  expect(plain(describeAchieved({ ...achieved, driftAfter: 0.0002 }, plan, "USDT"))).toMatch(/drift now <?0\.\d pp\.$/);
  expect(plain(describeAchieved({ ...achieved, driftAfter: null }, plan, "USDT"))).toMatch(/fees 10\.00 USDT\.$/);
});
