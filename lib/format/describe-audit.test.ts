/** Lines of the audit trail as people read them. */
import { describe, expect, test } from "vitest";
import type { AuditFact, FoundOrder, RunOutcome } from "@/lib/engine/model";
import { quantity } from "@/lib/money";
import { describeAudit } from "./describe-audit";
import { describeHalt, describeRebalanceOutcome } from "./describe-rebalance-outcome";

const TITLE = "Bring Bitcoin back to target";
const SHORT: RunOutcome = {
  kind: "ended",
  state: "stopped",
  reason: { kind: "requested", by: "Ada" },
  legs: [
    [{ side: "sell", base: "BTC", state: "filled", filled: quantity("0.2"), problem: null }],
    [
      {
        side: "buy",
        base: "ETH",
        state: "dropped",
        filled: quantity("0"),
        problem: { kind: "not-sent", reason: { kind: "no-cash", asset: "USDT" }, quote: "USDT" },
      },
    ],
  ],
};
const FOUND: FoundOrder = {
  side: "sell",
  symbol: "BTC/USDT",
  state: "filled",
  filled: quantity("0.5"),
  wasAbsent: true,
  overfill: null,
};

test.each<[AuditFact, string]>([
  [{ action: "account.end-sessions", count: 1 }, "Ended a session."],
  [{ action: "account.end-sessions", count: 3 }, "Ended 3 sessions."],
  [
    { action: "settings.update", name: "Ada", timeZone: "Europe/Berlin" },
    "Changed the name to Ada, the time zone to Europe/Berlin.",
  ],
  [
    { action: "settings.capitalisations", file: { name: "caps.csv", coins: 1, rows: 9 } },
    "Read capitalisations of 1 coin from caps.csv.",
  ],
  [{ action: "settings.capitalisations", file: null }, "Removed the own capitalisations; the public ones count again."],
  [{ action: "trading.stop", reason: "a storm" }, "Stopped all trading: a storm"],
  [{ action: "trading.stop", reason: null }, "Stopped all trading."],
  [
    { action: "venue.create-paper", name: "Paper", exchangeId: "kraken" },
    `Opened the paper venue "Paper" at kraken's public prices.`,
  ],
  [{ action: "venue.remove", name: "Kraken", hadKeys: true }, 'Removed the venue "Kraken" and destroyed its keys.'],
  [
    { action: "venue.allot", venue: "Paper", asset: "BTC", quantity: quantity("0.5"), from: null, to: "Core" },
    'Moved 0.5 BTC at "Paper" from what is not allotted to "Core".',
  ],
  [
    { action: "venue.divide", venue: "Paper", by: "asset", portfolios: ["Core", "Play"], division: {} },
    'Divided "Paper" by asset among "Core" and "Play".',
  ],
  [
    { action: "venue.divide", venue: "Paper", by: "whole", portfolios: ["Core"], division: {} },
    `"Paper" is no longer divided: all of it is "Core"'s.`,
  ],
  [{ action: "portfolio.restore", portfolio: "Core", left: [] }, 'Restored the portfolio "Core", paused.'],
  [
    { action: "portfolio.restore", portfolio: "Core", left: ["Kraken", "Paper"] },
    'Restored the portfolio "Core", paused. It no longer spans Kraken and Paper, removed meanwhile.',
  ],
  [
    { action: "portfolio.delete", portfolio: "Core", isExported: false },
    'Deleted the portfolio "Core" and its records, without an export.',
  ],
  [
    { action: "policy.save", portfolio: "Core", version: 2, note: "Bolder" },
    'Saved version 2 of the policy of "Core". Bolder',
  ],
  [
    { action: "price.accept", about: "price", portfolio: "Core", asset: "BTC", seen: "1", before: null },
    'Confirmed the price of BTC as 1 in "Core"; before that it was not known.',
  ],
  [{ action: "rebalance.propose", portfolio: "Core" }, `Proposed: ${TITLE} (Core).`],
  [{ action: "rebalance.block", portfolio: "Core" }, `Not traded, a limit says no: ${TITLE} (Core).`],
  [
    { action: "rebalance.approve", portfolio: "Core", tradeCount: 1, planHash: "h" },
    `Approved 1 trade: ${TITLE} (Core).`,
  ],
  [{ action: "rebalance.stop", reason: { kind: "kill-switch" } }, "All trading was stopped: no further order is sent."],
  [{ action: "rebalance.settle", outcome: null, differences: null }, "Rebalance settled."],
  [
    {
      action: "rebalance.end",
      outcome: SHORT,
      differences: [{ asset: "BTC", ledger: quantity("1"), venue: quantity("2") }],
    },
    "Rebalance stopped. Ada stopped it; 1 of 2 trades done; the purchase of Ethereum was not sent (There is no USDT left to use for it). Our books and the venue differ in BTC.",
  ],
  [
    { action: "rebalance.give-up", attempts: 3, fruitless: null, pendingIds: [] },
    '3 runs for the same purpose fell short: it is not tried again by itself for a day. Look at the venue; "Check now" tries again at once.',
  ],
  [
    { action: "order.find", order: FOUND, isHalted: true },
    "The sale of Bitcoin that the venue did not know is there after all: 0.5 filled. Look at the portfolio, then resume it.",
  ],
])("%j", (fact, sentence) => expect(describeAudit(fact, TITLE)).toBe(sentence));

describe("what is said of a rebalance", () => {
  test.each([
    [null, null],
    [[{ kind: "expired", wasBlocked: true }], "A limit held it back until it expired. No order was sent."],
    [[{ kind: "withdrawn", why: "paused" }], "The portfolio was paused. No order was sent."],
    [[{ kind: "stopping", reason: { kind: "took-too-long", ms: 600_000 } }], "It took longer than 10 minutes"],
    [[{ kind: "text", text: "1 of 3 trades done." }], "1 of 3 trades done."],
    [
      [
        { kind: "text", text: "1 of 3 trades done." },
        { kind: "found-later", order: { ...FOUND, wasAbsent: false, state: "absent", filled: quantity("0") } },
      ],
      "1 of 3 trades done. Found later: The sale of Bitcoin that could not be found out about is now known: it was never placed.",
    ],
  ] as const)("%j", (outcome, sentence) => expect(describeRebalanceOutcome(outcome)).toBe(sentence));

  test("a run begun to be stopped by a version before 0.3 ends with that version's sentence", () => {
    const reason = { kind: "text", text: "Ada stopped it" } as const;
    expect(describeRebalanceOutcome([{ ...SHORT, reason }])).toMatch(/^Ada stopped it; 1 of 2 trades done/);
  });

  test("a contradiction halts with what contradicts", () => {
    const fault = { kind: "fill-of-another-order", symbol: "BTC/USDT", fillId: "7" } as const;
    const outcome: RunOutcome = { ...SHORT, state: "halted", reason: { kind: "contradiction", fault } };
    expect(describeHalt({ kind: "run", outcome })).toMatch(
      /^Halted: Fill 7 of BTC\/USDT is booked for another order; 1 of 2 .+ Look at the venue, then resume the portfolio\.$/,
    );
  });
});
