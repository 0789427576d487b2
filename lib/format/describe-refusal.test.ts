import { expect, test } from "vitest";
import type { ApprovalRefusal } from "@/lib/engine/limits/can-approve";
import type { PlanChange } from "@/lib/engine/model";
import { describePlanChange } from "./describe-plan-change";
import { describeRefusal } from "./describe-refusal";
import { withPlainSpaces } from "./number";

test.each<[ApprovalRefusal, string]>([
  [{ reason: "not-proposed", state: "declined" }, "This proposal was declined."],
  [{ reason: "not-proposed", state: "executing" }, "This rebalance is under way or over already."],
  [{ reason: "stopped" }, "Trading is stopped. Resume it first, then approve."],
  [{ reason: "expired", expiredAt: 0 }, "This proposal has expired. Nothing was sent."],
  [{ reason: "plan-changed" }, "The plan changed while you looked at it. Look at it again, then approve."],
  [
    { reason: "prices-moved", symbol: "BTC/USDT", movedBps: -200.04, toleranceBps: 100 },
    "The price of BTC/USDT fell by 200.0 bps, more than the 100.0 bps you allow. Nothing was sent.",
  ],
  [
    { reason: "world-changed", change: { kind: "stop-turned" } },
    "The portfolio stop has changed since. Nothing was sent.",
  ],
  [
    { reason: "unexplained-difference", assets: ["BTC", "ETH"] },
    "The last run left our books and the venue apart in Bitcoin, Ethereum. Look at it first, or accept the difference. Nothing was sent.",
  ],
  [
    { reason: "venue-unavailable", message: "Binance has not answered." },
    "Balances and prices could not be checked, so nothing was sent: Binance has not answered.",
  ],
])("%j reads: %s", (refusal, sentence) => expect(withPlainSpaces(describeRefusal(refusal))).toBe(sentence));

test.each<[PlanChange, string]>([
  [
    { kind: "leg-gone", side: "sell", base: "BTC" },
    "Your holdings or prices have changed: the sale of Bitcoin is no longer part of the plan.",
  ],
  [
    { kind: "leg-resized", side: "buy", base: "ETH", approved: "1200.5", now: "0.123456789" },
    "Your holdings or prices have changed: the purchase of Ethereum would now be 0.12345679 instead of 1,200.5.",
  ],
  [
    { kind: "foreign-order", symbol: "BTC/USDT" },
    "There is an open order in BTC/USDT at the venue that was not there before.",
  ],
])("%j reads: %s", (change, sentence) => expect(describePlanChange(change)).toBe(sentence));
