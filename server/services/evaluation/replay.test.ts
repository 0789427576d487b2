/**
 * What happened live, replayed: a paper portfolio is checked every few hours by the services, with the autopilot
 * trading on the paper venue; then the very prices those checks saw go through the simulator. It must decide the same
 * at every one of them. Fills, rounding and fees make holdings differ by basis points, so figures are compared to that.
 */
import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { evaluations, venueBalances } from "@/drizzle/schema";
import { backtest } from "@/lib/engine/backtest/backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import {
  CONFIRM_AFTER_MS,
  type Decision,
  type Policy,
  type PriceTable,
  type Snapshot,
  targetMembers,
} from "@/lib/engine/model";
import { toFloat } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { SIMULATED_SEED, simulatedPrice } from "@/server/market-data/simulated";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { enqueueDueChecks } from "../occurrence/enqueue-due";
import { runDueOccurrences } from "../occurrence/run";
import { createPortfolio } from "../portfolio/create";
import { advanceRebalance, startAdvancing, stopAdvancing } from "../rebalance";
import { createPaper } from "../venue/create-paper";
import { checkPortfolio } from "./check";

const HOUR = 3_600_000;
const EVERY = 4 * HOUR;
const CHECKS = 90; // fifteen days

const TARGETS: Policy["targets"] = [
  { kind: "asset", asset: "BTC", weight: 0.4 },
  { kind: "asset", asset: "ETH", weight: 0.3 },
  { kind: "asset", asset: "SOL", weight: 0.2 },
  { kind: "asset", asset: "USDT", weight: 0.1 },
];

interface Checked {
  snapshot: Snapshot;
  decision: Decision;
}

const POLICIES: readonly { name: string; change: Partial<Policy>; deposits?: Readonly<Record<number, number>> }[] = [
  { name: "bands, to half", change: { band: { kind: "relative", ratio: 0.06 }, destination: "half" } },
  {
    name: "every Monday",
    change: { triggers: [{ kind: "time", cron: "0 8 * * 1", timeZone: "UTC" }], destination: "target" },
  },
  {
    name: "daily, only when a band is broken, breaching ones only",
    change: {
      triggers: [{ kind: "hybrid", cron: "0 8 * * *", timeZone: "Europe/Berlin", driftMin: 1 }],
      band: { kind: "absolute", width: 0.012 },
      scope: "breaching",
      // To the edge, trades of a few dollars would come up that the venue's minimum forbids and the simulator may make.
      destination: "half",
    },
  },
  {
    name: "a portfolio stop, back after three days",
    change: {
      stop: { kind: "peak", windowDays: null, drop: 0.03, safeAsset: "USDT", restart: { kind: "after-days", days: 3 } },
      destination: "target",
      band: { kind: "absolute", width: 0.05 },
    },
  },
  {
    name: "deposits only",
    change: { triggers: [{ kind: "cash-flow", shareMin: 0.02 }] },
    deposits: { 20: 800, 57: 1_500 },
  },
];

describeOnEachDatabase("a live history in the simulator", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    const venues = createVenueDirectory({ now: () => ctx.now() });
    ctx = await testContext(database, { venues });
    stopAdvancing();
  });
  afterEach(startAdvancing);

  async function snapshotOf(evaluationId: string): Promise<Snapshot> {
    const [row] = await ctx.db.select().from(evaluations).where(eq(evaluations.id, evaluationId));
    return row!.snapshot!;
  }

  /**
   * Lives through the checks as the worker does: occurrences come due, a check runs, the autopilot's trades are
   * executed.
   */
  async function live(policy: Policy, deposits: Readonly<Record<number, number>>): Promise<Checked[]> {
    const { venueId } = await createPaper(ctx, { name: "Paper", prices: "simulated", balances: onTarget(ctx.now()) });
    const { portfolioId } = await createPortfolio(ctx, {
      name: "P",
      baseCurrency: "USDT",
      venueIds: [venueId],
      policy,
    });
    const checks: Checked[] = [];
    let late = 0;
    for (let check = 0; check < CHECKS; check += 1) {
      if (check > 0) ctx.advance(EVERY - late);
      if (deposits[check] !== undefined) {
        const place = and(eq(venueBalances.venueId, venueId), eq(venueBalances.asset, "USDT"));
        const amount = deposits[check];
        await ctx.db
          .update(venueBalances)
          .set({ quantity: sql`${venueBalances.quantity} + ${amount}` })
          .where(place);
      }
      await enqueueDueChecks(ctx);
      let done = await runDueOccurrences(ctx, portfolioId);
      if (done === null) throw new Error(`No check at step ${check}.`);
      let snapshot = await snapshotOf(done.evaluationId);
      const isFallSuspect =
        snapshot.resolved?.ok === true && snapshot.resolved.resolved.stop?.firstBelowAt !== undefined;
      late = isFallSuspect ? CONFIRM_AFTER_MS : 0;
      if (isFallSuspect) {
        // A fall is confirmed when a second check shows it; a bar's close is that check.
        ctx.advance(CONFIRM_AFTER_MS);
        done = await checkPortfolio(ctx, portfolioId);
        snapshot = await snapshotOf(done.evaluationId);
      }
      checks.push({ snapshot, decision: done.decision });
      if (done.isExecuting && done.rebalanceId !== null) await advanceRebalance(ctx, done.rebalanceId);
    }
    return checks;
  }

  test.each(POLICIES)("$name", { timeout: 120_000 }, async ({ change, deposits = {} }) => {
    const policy = aPolicy({ targets: TARGETS, autonomy: "auto", cooldownMinutes: 60, cashBuffer: 0, ...change });
    const checks = await live(policy, deposits);
    const table = tableOf(checks);
    const flows = Object.entries(deposits).map(([check, amount]) => ({ at: table.times[Number(check)]!, amount }));
    const options = {
      ...DEFAULT_BACKTEST_OPTIONS,
      startValue: 10_000,
      initialFee: false,
      feeRate: 0.001,
      halfSpread: 0.0001,
      flows,
    };
    const answer = backtest({ table, policy, options, start: null, end: null });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems));

    const { events, equity } = answer.value.run;
    const livedEvents = checks.flatMap(({ decision }, bar) => (bar > 0 && decision.kind === "rebalance" ? [bar] : []));
    expect(livedEvents.length).toBeGreaterThan(1);
    expect(events.map((event) => event.bar)).toEqual(livedEvents);
    expect(events.map((event) => event.trigger)).toEqual(livedEvents.map((bar) => firedBy(checks[bar]!.decision)));
    for (const { bar, driftBefore } of events)
      expect(driftBefore, `drift at check ${bar}`).toBeCloseTo(checks[bar]!.decision.portfolioDrift, 3);
    const last = checks.length - 1;
    const isTradedLast = livedEvents.includes(last);
    if (!isTradedLast) expect(equity[last]! / checks[last]!.decision.value).toBeCloseTo(1, 3);
  });
});

/** 10 000 USDT in the targets' weights, to the satoshi: the simulator begins on target too. */
function onTarget(now: number) {
  return TARGETS.flatMap((target) =>
    targetMembers(target).map((asset) => {
      const price = asset === "USDT" ? 1 : simulatedPrice(SIMULATED_SEED, asset, "USDT", now)!;
      return { asset, quantity: ((10_000 * target.weight) / price).toFixed(8) };
    }),
  );
}

/** The prices the checks saw, a bar a check. */
function tableOf(checks: readonly Checked[]): PriceTable {
  const assets = TARGETS.flatMap(targetMembers).filter((asset) => asset !== "USDT");
  const times = Float64Array.from(checks, ({ snapshot }) => snapshot.takenAt);
  const closes = new Float64Array(assets.length * checks.length);
  checks.forEach(({ snapshot }, bar) => {
    for (const [column, asset] of assets.entries()) {
      const found = snapshot.prices.find((price) => price.asset === asset);
      closes[column * checks.length + bar] = toFloat(found!.price);
    }
  });
  return { assets, quote: "USDT", times, closes };
}

/** The simulator's name of what called for a rebalance. */
function firedBy(decision: Decision): string {
  if (decision.kind === "hold") return "none";
  const [reason] = decision.reasons;
  const isOnSchedule = reason?.kind === "schedule";
  if (isOnSchedule) return decision.reasons.length > 1 ? "hybrid" : "time";
  return reason?.kind === "band-broken" || reason?.kind === "portfolio-drift" ? "threshold" : (reason?.kind ?? "none");
}
