/** Decisions of policies that move: deposits, one-sided flows, the trend guard, the portfolio stop, what is not known. */
import { describe, expect, test } from "vitest";
import type { Policy, ResolvedPolicy } from "@/lib/engine/model";
import { decideAndPlan } from "@/lib/engine/plan/decide-and-plan";
import { describeCheck, withPlainSpaces } from "@/lib/format";
import { aClock, aDynamic, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { type DecideClock, decide } from "./decide";

/** 62/38 against 50/50 with bands of 5 pp, and 10 in cash that no target wants. */
const OVER = "holdings BTC 62 @ 1 ETH 38 @ 1\n targets BTC 50% ETH 50%\n policy band 5%";
const OUT = "holdings BTC 0 @ 1 ETH 0 @ 1 USDT 100\n targets BTC 50% ETH 50%\n policy band 5%";

function world(table: string, policy: Partial<Policy>, resolved: Partial<ResolvedPolicy>) {
  const read = readPlanTable(table);
  const full: ResolvedPolicy = {
    at: NOON,
    targets: ["BTC", "ETH"].map((key) => ({ key, weight: 0.5, band: 0.05 })),
    rule: null,
    trends: [],
    stop: null,
    flowShare: 0,
    ...resolved,
  };
  return {
    policy: { ...read.policy, ...policy },
    snapshot: { ...read.snapshot, resolved: { ok: true as const, resolved: full } },
  };
}

function check(
  table: string,
  policy: Partial<Policy>,
  resolved: Partial<ResolvedPolicy> = {},
  change: Partial<DecideClock> = {},
) {
  const made = world(table, policy, resolved);
  return decide(made.policy, made.snapshot, aClock(change));
}

const checkOf = (decision: ReturnType<typeof decide>, check: string) => {
  const found = decision.checks.find((each) => each.check === check);
  return found && `${found.outcome}: ${withPlainSpaces(describeCheck(found, NOON).detail)}`;
};

describe("trend guard", () => {
  const trendGuard = { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 };
  const up = { key: "BTC", price: 68_000, average: 61_000, momentum: 0.12, isRising: true };

  test("holds a sale, with figure and threshold", () => {
    const decision = check(OVER, { trendGuard }, { trends: [up] });
    expect(decision.kind).toBe("hold");
    expect(decision.reasons).toEqual([
      {
        kind: "trend-guard",
        guarded: [{ key: "BTC", name: "Bitcoin", drift: expect.closeTo(0.12), driftMax: 0.15 }],
      },
    ]);
    expect(checkOf(decision, "trend-guard")).toBe(
      "wait: Bitcoin +12.0 pp held, at most to +15.0 pp: 68,000 over its average 61,000, momentum +12.0 % over 0.0 %",
    );
  });

  test("does not hold what has stopped rising, nor beyond its cap, nor what cash can buy beside it", () => {
    expect(check(OVER, { trendGuard }, { trends: [{ ...up, isRising: false }] }).kind).toBe("rebalance");
    expect(check(OVER, { trendGuard: { ...trendGuard, driftMax: 0.12 } }, { trends: [up] }).kind).toBe("rebalance");
    const cash = "holdings BTC 62 @ 1 ETH 28 @ 1 USDT 10\n targets BTC 50% ETH 50%\n policy band 5%";
    expect(check(cash, { trendGuard }, { trends: [up] }).kind).toBe("rebalance");
  });
});

describe("cash flow", () => {
  const triggers = [{ kind: "cash-flow", shareMin: 0.05 }] as const;
  const cash = "holdings BTC 62 @ 1 ETH 28 @ 1 USDT 10\n targets BTC 50% ETH 50%\n policy band 5%";

  test("a deposit buys what is underweight, and nothing is sold", () => {
    const { policy, snapshot } = world(cash, { triggers }, { flowShare: 0.1 });
    const found = decideAndPlan(policy, snapshot, aClock());
    expect(found.decision.reasons).toEqual([{ kind: "cash-flow", share: 0.1, threshold: 0.05 }]);
    expect(found.plan?.orders.map((order) => `${order.side} ${order.base} ${order.quantity}`)).toEqual(["buy ETH 10"]);
    expect(checkOf(found.decision, "cash-flow")).toBe("broken: +10.0 % since the last run, threshold 5.0 %");
  });

  test("a smaller one waits, and so does one that left no cash to buy with", () => {
    expect(check(cash, { triggers }, { flowShare: 0.04 }).reasons).toEqual([
      { kind: "no-flow", share: 0.04, threshold: 0.05 },
    ]);
    expect(check(OVER, { triggers }, { flowShare: 0.1 }).reasons).toEqual([
      { kind: "no-flow", share: 0.1, threshold: 0.05 },
    ]);
  });

  test("a schedule that is due as well, and stands first, is a full run", () => {
    const both = [{ kind: "time", cron: "0 9 * * *", timeZone: "UTC" }, ...triggers] as const;
    const { policy, snapshot } = world(cash, { triggers: both }, { flowShare: 0.1 });
    const due = aClock({ dueOccurrences: [{ triggerIndex: 0, occurrenceAt: NOON }] });
    const found = decideAndPlan(policy, snapshot, due);
    expect(found.plan?.orders.map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC", "buy ETH"]);
  });
});

test("a policy that only buys says when it has nothing to buy with", () => {
  const decision = check(OVER, { flow: "buy-only" });
  expect(decision.reasons).toEqual([{ kind: "one-sided", flow: "buy-only" }]);
});

describe("portfolio stop", () => {
  const stop: Policy["stop"] = {
    kind: "peak",
    windowDays: null,
    drop: 0.25,
    safeAsset: "USDT",
    restart: { kind: "manual" },
  };
  const out = {
    phase: "stopped",
    peak: 1,
    peakAt: 0,
    index: 0.747,
    since: NOON,
    safeAsset: "USDT",
    drop: 0.25,
  } as const;

  test("goes out at once, schedule and cooldown or not, and sells everything", () => {
    const triggers = [{ kind: "time", cron: "0 9 1 1 *", timeZone: "UTC" }] as const;
    const { policy, snapshot } = world(OVER, { stop, triggers, flow: "buy-only" }, { stop: out });
    const found = decideAndPlan(policy, snapshot, aClock({ lastRunAt: NOON - 60_000 }));
    expect(found.decision.reasons).toEqual([
      { kind: "portfolio-stop", fall: expect.closeTo(0.253), drop: 0.25, safeAsset: "USDT" },
    ]);
    expect(found.plan?.orders.map((order) => `${order.side} ${order.base} ${order.quantity}`)).toEqual([
      "sell BTC 62",
      "sell ETH 38",
    ]);
    expect(checkOf(found.decision, "portfolio-stop")).toBe(
      "broken: 25.3 % under the peak, stop at 25.0 %; in Tether since 22 Nov 12:00 UTC",
    );
    expect(checkOf(found.decision, "cooldown")).toContain("skipped for the portfolio stop");
  });

  test("once out it stays there, and its post-trade weights say so", () => {
    const decision = check(OUT, { stop }, { stop: out });
    expect(decision.reasons).toEqual([
      { kind: "stopped-out", since: NOON, fall: expect.closeTo(0.253), safeAsset: "USDT" },
    ]);
    expect(decision.drifts.map((row) => `${row.key} ${row.postTrade}`)).toEqual(["BTC 0", "ETH 0", "USDT 1"]);
  });

  test("comes back once, by its own reason, after the run that went out", () => {
    const back = { ...out, phase: "armed", peak: 0.747 } as const;
    const lastRunAt = NOON - 60_000;
    const triggers = [{ kind: "time", cron: "0 9 1 1 *", timeZone: "UTC" }] as const;
    const decision = check(OUT, { stop, triggers }, { stop: back }, { lastRunAt });
    expect(decision).toMatchObject({ kind: "rebalance", reasons: [{ kind: "stop-ended", since: NOON }] });
    expect(check(OUT, { stop, triggers }, { stop: back }, { lastRunAt: NOON }).kind).toBe("hold");
  });

  test("armed from the start it is no way back", () => {
    const armed = { ...out, phase: "armed", index: 1, since: 0 } as const;
    expect(check(OVER, { stop }, { stop: armed }).reasons.map((reason) => reason.kind)).toEqual([
      "band-broken",
      "band-broken",
    ]);
  });

  test("what cannot be sold leaves it as far out as it can be", () => {
    const locked = "locked BTC 62 @ 1\n holdings ETH 0 @ 1 USDT 38\n targets BTC 50% ETH 50%\n policy band 5%";
    const { policy, snapshot } = world(locked, { stop }, { stop: out });
    const found = decideAndPlan(policy, snapshot, aClock());
    expect(found.decision.reasons.map((reason) => reason.kind)).toEqual(["stopped-out"]);
  });
});

describe("what is not known", () => {
  const dynamic = aDynamic({ rule: { kind: "inverse-volatility", lookbackDays: 60 }, cron: "0 9 1 * *" });
  const problem = { kind: "history-missing", assets: ["BTC"], barsNeeded: 61, daysNeeded: 61 } as const;

  test("holds a policy that needs it, and says what is missing", () => {
    const { policy, snapshot } = world(OVER, { dynamic }, {});
    const decision = decide(policy, { ...snapshot, resolved: { ok: false, problems: [problem] } }, aClock());
    expect(decision.reasons).toEqual([{ kind: "policy-unresolved", problems: [problem] }]);
    expect(checkOf(decision, "rule")).toBe("broken: too few past prices of Bitcoin, 61 days are needed");
    const { resolved: _, ...bare } = snapshot;
    expect(decide(policy, bare, aClock()).reasons).toEqual([{ kind: "policy-unresolved", problems: [] }]);
  });

  test("does not matter to one that does not", () => {
    const { policy, snapshot } = world(OVER, {}, {});
    expect(decide(policy, { ...snapshot, resolved: { ok: false, problems: [problem] } }, aClock()).kind).toBe(
      "rebalance",
    );
  });

  test("resolved weights and widths are those that count, and the check names their day and source", () => {
    const rule = {
      kind: "inverse-volatility",
      asOf: Date.UTC(2026, 10, 1, 9),
      sources: ["Binance"],
      note: null,
    } as const;
    const targets = [
      { key: "BTC", weight: 0.6, band: 0.01 },
      { key: "ETH", weight: 0.4, band: 0.03 },
    ];
    const decision = check(OVER, { dynamic }, { targets, rule });
    expect(decision.reasons).toEqual([
      expect.objectContaining({ kind: "band-broken", key: "BTC", drift: expect.closeTo(0.02), band: 0.01 }),
    ]);
    expect(checkOf(decision, "rule")).toBe("passed: inverse volatility of 1 Nov 09:00 UTC, from Binance");
  });
});
