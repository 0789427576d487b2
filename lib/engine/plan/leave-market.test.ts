/** Leaving the market by the portfolio stop: sliced within the owner's sizes, and never held back by one coin. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "@/lib/engine/decide/decide";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import type { Policy, ResolvedPolicy, Snapshot, TriggerReason } from "@/lib/engine/model";
import { notional, price, toFloat } from "@/lib/money";
import { worlds } from "@/lib/testing/arbitraries";
import { aClock, aSuspectPrice, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { applyOrders } from "./expect-after";
import { planTrades } from "./plan-trades";

const STOP: NonNullable<Policy["stop"]> = {
  kind: "peak",
  windowDays: null,
  drop: 0.3,
  safeAsset: "USDT",
  restart: { kind: "manual" },
};
const REASONS: TriggerReason[] = [{ kind: "portfolio-stop", fall: 0.4, drop: 0.3, safeAsset: "USDT" }];
const clock = aClock({ lastRunAt: NOON - 1_000 });

/** The same world with its stop out. */
function leaving(
  { policy, snapshot }: { policy: Policy; snapshot: Snapshot },
  change: Partial<Policy> = {},
  safeAsset = "USDT",
) {
  const out: Policy = { ...policy, cashBuffer: 0, ...change, stop: { ...STOP, safeAsset } };
  const resolved: ResolvedPolicy = {
    at: NOON,
    targets: policy.targets.map((target) => ({
      key: target.kind === "asset" ? target.asset : `group:${target.name}`,
      weight: target.weight,
      band: 0.1,
    })),
    rule: null,
    trends: [],
    stop: { phase: "stopped", peak: 1, peakAt: 0, index: 0.6, since: NOON, safeAsset, drop: 0.3 },
    flowShare: 0,
  };
  const left: Snapshot = { ...snapshot, resolved: { ok: true, resolved } };
  return { policy: out, snapshot: left };
}

const table = () =>
  readPlanTable(`
    holdings   BTC 50 @ 100   ETH 30 @ 100   SOL 20 @ 100
    targets    BTC 50%        ETH 30%        SOL 20%
  `);
const legs = (plan: ReturnType<typeof planTrades>) =>
  plan.orders.map(({ side, base, quantity }) => `${side} ${base} ${quantity}`);
const deferrals = (plan: ReturnType<typeof planTrades>) =>
  plan.deferred.map(({ asset, side, reason }) => `${side} ${asset} ${reason.kind}`);

describe("sizes slice it and never block it", () => {
  test("every sale is cut to the largest order, and the next run goes on", () => {
    const limits = { ...table().policy.limits, orderNotionalMax: notional("1200") };
    const { policy, snapshot } = leaving(table(), { limits });
    const first = planTrades(policy, snapshot, { reasons: REASONS });
    expect(legs(first)).toEqual(["sell BTC 12", "sell ETH 12", "sell SOL 12"]);
    expect(deferrals(first)).toEqual([
      "sell BTC over-largest-order",
      "sell ETH over-largest-order",
      "sell SOL over-largest-order",
    ]);
    const second = applyOrders(snapshot, first.orders);
    // No cooldown: the stop is still out.
    expect(decide(policy, second, clock).kind).toBe("rebalance");
    expect(legs(planTrades(policy, second, { reasons: REASONS }))).toEqual([
      "sell BTC 12",
      "sell ETH 12",
      "sell SOL 8",
    ]);
  });

  test("the autopilot's turnover takes the largest first; a person's is not sliced", () => {
    const limits = { ...table().policy.limits, turnoverMax: 0.4 };
    const { policy, snapshot } = leaving(table(), { limits, autonomy: "auto" });
    const plan = planTrades(policy, snapshot, { reasons: REASONS });
    expect(legs(plan)).toEqual(["sell BTC 40"]);
    expect(deferrals(plan)).toEqual(["sell BTC over-turnover", "sell ETH over-turnover", "sell SOL over-turnover"]);
    const context = { now: NOON, turnoverLastDay: 1.9, lastPrices: {}, stopped: false, reasons: REASONS };
    expect(checkLimits(policy, plan, snapshot, { ...context, approver: "autopilot" }).kind).toBe("passed");
    const byHand = planTrades({ ...policy, autonomy: "approve" }, snapshot, { reasons: REASONS });
    expect(legs(byHand)).toEqual(["sell BTC 50", "sell ETH 30", "sell SOL 20"]);
    expect(checkLimits(policy, byHand, snapshot, { ...context, approver: "person" }).kind).toBe("passed");
  });

  test("a safe asset that is bought takes as many runs as its turnover needs, and no purchase before its sale", () => {
    const world = readPlanTable(`
      holdings   BTC 60 @ 100   ETH 40 @ 100   PAXG 0 @ 100
      targets    BTC 60%        ETH 40%
    `);
    const limits = { ...world.policy.limits, turnoverMax: 1 };
    const { policy, snapshot } = leaving(world, { limits, autonomy: "auto" }, "PAXG");
    const first = planTrades(policy, snapshot, { reasons: REASONS });
    expect(legs(first)).toEqual(["sell BTC 50", "buy PAXG 50"]);
    expect(first.after.find((row) => row.key === "USDT")?.postTrade ?? 0).toBeCloseTo(0, 9);
    const second = planTrades(policy, applyOrders(snapshot, first.orders), { reasons: REASONS });
    expect(legs(second)).toEqual(["sell ETH 40", "sell BTC 10", "buy PAXG 50"]);
  });

  test("run after run it ends, whatever the sizes, each within them", () => {
    const sizes = fc.record({
      world: worlds,
      turnoverMax: fc.constantFrom(0.1, 0.35, 1),
      order: fc.constantFrom(0, 0.15, 0.4),
    });
    fc.assert(
      fc.property(sizes, ({ world, turnoverMax, order }) => {
        const total = toFloat(planTrades(world.policy, world.snapshot).valueBase);
        const orderNotionalMax = order > 0 && total > 0 ? notional((order * total).toFixed(8)) : null;
        const limits = { ...world.policy.limits, turnoverMax, orderNotionalMax };
        const { policy, snapshot } = leaving(world, { limits, autonomy: "auto" });
        let now = snapshot;
        let plan = planTrades(policy, now, { reasons: REASONS });
        for (let runs = 0; runs < 100 && plan.orders.length > 0; runs += 1) {
          // Or one order, as small as its market takes: a step may be worth more than a run may trade.
          const most = turnoverMax * toFloat(plan.valueBase) * (1 + 1e-9);
          if (plan.orders.length > 1) expect(toFloat(plan.tradedBase)).toBeLessThanOrEqual(most);
          expect(plan.orders.every(({ side }) => side === "sell")).toBe(true);
          now = applyOrders(now, plan.orders);
          plan = planTrades(policy, now, { reasons: REASONS });
        }
        expect(plan.orders).toEqual([]);
        // What is left is deferred for other reasons than sizes.
        expect(plan.deferred.filter(({ reason }) => reason.kind === "over-turnover")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("whole steps worth more than a slice", () => {
  test("a venue that holds less than a step does not take what the next one needs", () => {
    const world = readPlanTable(`
      holdings V1   BTC 0.9 @ 1000   ETH 3 @ 100
      holdings V2   BTC 2.1 @ 1000   ETH 0 @ 100
      targets       BTC 90%          ETH 10%
      step          BTC 1            ETH 0.01
    `);
    const limits = { ...world.policy.limits, turnoverMax: 0.5 };
    const { policy, snapshot } = leaving(world, { limits, autonomy: "auto" });
    let now = snapshot;
    const runs: string[][] = [];
    for (let run = 0; run < 3; run += 1) {
      const { orders } = planTrades(policy, now, { reasons: REASONS });
      runs.push(orders.map(({ venueId, base, quantity }) => `${base} ${quantity} at ${venueId}`));
      now = applyOrders(now, orders);
    }
    expect(runs).toEqual([["BTC 1 at V2"], ["BTC 1 at V2", "ETH 3 at V1"], []]);
  });
});

describe("one coin does not hold back the others", () => {
  const suspicion = aSuspectPrice("SOL", { seen: price("10"), counted: price("100") });
  const venueWith = (snapshot: Snapshot, change: (venue: Snapshot["venues"][number]) => object): Snapshot => ({
    ...snapshot,
    venues: snapshot.venues.map((venue) => ({ ...venue, ...change(venue) })),
  });
  const cases: [string, (snapshot: Snapshot) => Snapshot, string][] = [
    [
      "no market",
      (it) => venueWith(it, ({ markets }) => ({ markets: markets.filter(({ base }) => base !== "SOL") })),
      "no-market",
    ],
    [
      "a halted market",
      (it) =>
        venueWith(it, ({ markets }) => ({
          markets: markets.map((market) => (market.base === "SOL" ? { ...market, isActive: false } : market)),
        })),
      "market-closed",
    ],
    [
      "a thin book",
      (it) =>
        venueWith(it, ({ quotes }) => ({
          quotes: quotes.map((quote) => (quote.symbol === "SOL/USDT" ? { ...quote, bid: price("36") } : quote)),
        })),
      "spread-too-wide",
    ],
    ["a suspect price", (it) => ({ ...it, suspects: [suspicion], frozen: ["SOL"] }), "unconfirmed"],
    [
      "a suspect balance",
      (it) => ({
        ...it,
        suspects: [
          {
            about: "balance",
            venueId: "v1",
            venue: "v1",
            asset: "SOL",
            suspicion: "vanished",
            seen: "0" as never,
            counted: "20" as never,
            since: NOON,
            recheckAt: null,
            needsOwner: false,
          },
        ],
      }),
      "unconfirmed",
    ],
    ["no price", (it) => ({ ...it, prices: it.prices.filter(({ asset }) => asset !== "SOL") }), "no-price"],
    [
      "an old price",
      (it) => ({
        ...it,
        prices: it.prices.map((each) => (each.asset === "SOL" ? { ...each, at: NOON - 3_600_000 } : each)),
        suspects: [{ ...suspicion, suspicion: "stale" }],
      }),
      "unconfirmed",
    ],
  ];
  test.each(cases)("%s", (_, spoil, why) => {
    const { policy, snapshot } = leaving(table(), { autonomy: "auto" });
    const spoilt = spoil(snapshot);
    expect(decide(policy, spoilt, clock).kind).toBe("rebalance");
    const plan = planTrades(policy, spoilt, { reasons: REASONS });
    expect(legs(plan)).toEqual(["sell BTC 50", "sell ETH 30"]);
    expect(deferrals(plan)).toContain(`sell SOL ${why}`);
    const context = { now: NOON, turnoverLastDay: 0, lastPrices: {}, stopped: false, approver: "autopilot" } as const;
    expect(checkLimits(policy, plan, spoilt, { ...context, reasons: REASONS }).kind).toBe("passed");
    // Suspect facts stand in the way of any other plan of the same snapshot.
    if (why === "unconfirmed") expect(checkLimits(policy, plan, spoilt, context).kind).toBe("blocked");
  });

  test("a silent venue keeps its own coins in, and no others", () => {
    const two = readPlanTable(`
      holdings V1   BTC 50 @ 100
      holdings V2   ETH 50 @ 100
      targets       BTC 50%        ETH 50%
    `);
    const { policy, snapshot } = leaving(two);
    const silent = venueWith(snapshot, (venue) =>
      venue.venueId === "V2" ? { problem: { message: "no answer", since: NOON } } : {},
    );
    expect(decide(policy, silent, clock).kind).toBe("rebalance");
    expect(legs(planTrades(policy, silent, { reasons: REASONS }))).toEqual(["sell BTC 50"]);
    const none = venueWith(snapshot, () => ({ problem: { message: "no answer", since: NOON } }));
    expect(decide(policy, none, clock).reasons[0]?.kind).toBe("venue-down");
  });
});
