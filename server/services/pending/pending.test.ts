/**
 * What calls for a rebalance stays open through outages, expiries, crashes and runs that fell short, and its end is
 * shown.
 */

import { and, asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries, pendingRebalances, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { describeRebalanceOutcome } from "@/lib/format";
import { compare } from "@/lib/money";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, type RunWorldOptions, runWorld } from "@/server/testing/run-world";
import { PreconditionError } from "../errors";
import { checkPortfolio } from "../evaluation/check";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { claimOccurrences } from "../occurrence/claim";
import { enqueueDueChecks } from "../occurrence/enqueue-due";
import { runDueOccurrences } from "../occurrence/run";
import { savePolicy } from "../policy/save";
import { checkNow } from "../portfolio/check-now";
import { getPortfolioView } from "../portfolio/get";
import { loadPortfolio } from "../portfolio/get-owned";
import {
  approveRebalance,
  declineRebalance,
  expireProposals,
  replanRebalance,
  startAdvancing,
  stopRebalance,
  whenQuiet,
} from "../rebalance";
import { resumeDeclined } from ".";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 1, 9);

/** The first of each month at nine, and nothing else. */
const MONTHLY: Policy["triggers"] = [{ kind: "time", cron: "0 9 1 * *", timeZone: "UTC" }];
const SILENT = { ...WELL_BEHAVED, readFails: 1 };

describeOnEachDatabase("pending rebalances", (database) => {
  beforeEach(startAdvancing);
  afterEach(whenQuiet);

  const monthly = (autonomy: Policy["autonomy"], more: RunWorldOptions = {}) =>
    runWorld(database, { ...more, policy: { triggers: MONTHLY, autonomy, ...more.policy } });
  const banded = (policy: Partial<Policy> = {}) => runWorld(database, { policy: { cooldownMinutes: 0, ...policy } });

  const goTo = (world: RunWorld, at: number) => world.ctx.advance(at - world.ctx.now());

  /** As the worker does: occurrences come due, one check runs for them, its run is driven to its end. */
  async function work(world: RunWorld) {
    await enqueueDueChecks(world.ctx);
    const checked = await runDueOccurrences(world.ctx, world.portfolioId);
    await whenQuiet();
    return checked;
  }

  const rows = (world: RunWorld) =>
    world.ctx.db
      .select()
      .from(pendingRebalances)
      .where(eq(pendingRebalances.portfolioId, world.portfolioId))
      .orderBy(asc(pendingRebalances.since), asc(pendingRebalances.id));
  const states = async (world: RunWorld) => (await rows(world)).map((row) => `${row.kind} ${row.state}`);
  const proposals = async (world: RunWorld) =>
    (
      await world.ctx.db
        .select({ state: rebalances.state })
        .from(rebalances)
        .where(eq(rebalances.portfolioId, world.portfolioId))
        .orderBy(asc(rebalances.proposedAt), asc(rebalances.id))
    ).map((row) => row.state);
  const sentSides = (world: RunWorld) =>
    [...world.venue.exchange.orders.values()].map(({ request }) => `${request.side} ${request.symbol}`);
  /** When the next checks were requested, as time from now. */
  const queriedIn = (world: RunWorld) =>
    world.ctx.sentJobs
      .filter((job) => job.name === "evaluate-portfolio" && job.notBefore !== null)
      .map((job) => (job.notBefore ?? 0) - world.ctx.now());

  /** Purchases expire without a fill; sales go through. */
  function noPurchases(world: RunWorld): () => void {
    const real = world.venue.submitOrder;
    world.venue.submitOrder = (order) => {
      world.venue.exchange.setManners({ ...WELL_BEHAVED, unfilled: order.side === "buy" ? 1 : 0 });
      return real(order);
    };
    return () => {
      world.venue.submitOrder = real;
      world.venue.exchange.setManners(WELL_BEHAVED);
    };
  }

  test("an exchange silent at 09:00:05 on the first and back a minute later trades a minute later", async () => {
    const world = await monthly("auto");
    goTo(world, FIRST + 5 * SECOND);
    world.venue.exchange.setManners(SILENT);
    const silent = (await work(world))?.decision;
    expect(silent?.kind === "hold" && silent.reasons.map((reason) => reason.kind)).toContain("venue-down");
    expect(queriedIn(world)).toEqual([MINUTE]);
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(MINUTE);
    expect((await work(world))?.isExecuting).toBe(true);
    expect(sentSides(world)).toEqual(["sell BTC/USDT", "buy ETH/USDT", "buy SOL/USDT"]);
    expect(await states(world)).toEqual(["occurrence done"]);
    world.ctx.advance(DAY);
    expect((await work(world))?.decision.kind).toBe("hold");
    expect(await proposals(world)).toEqual(["settled"]);
  });

  test("a longer outage is rechecked with growing pauses, and the occurrence is not lost to any of them", async () => {
    const world = await monthly("auto");
    goTo(world, FIRST);
    world.venue.exchange.setManners(SILENT);
    const pauses: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      world.ctx.sentJobs.length = 0;
      await work(world);
      const [pause] = queriedIn(world);
      pauses.push(Math.round(pause! / MINUTE));
      world.ctx.advance(pause!);
    }
    expect(pauses).toEqual([...pauses].sort((left, right) => left - right));
    expect([pauses[0], pauses.at(-1)]).toEqual([1, 5]);
    world.venue.exchange.setManners(WELL_BEHAVED);
    expect((await work(world))?.isExecuting).toBe(true);
  });

  test("a worker that dies with the occurrence in its hands loses nothing", async () => {
    const world = await monthly("auto");
    goTo(world, FIRST);
    await enqueueDueChecks(world.ctx);
    expect((await claimOccurrences(world.ctx, world.portfolioId)).length).toBeGreaterThan(0);
    expect(await checkPortfolio(world.ctx, world.portfolioId)).toMatchObject({ isExecuting: true });
    await whenQuiet();
    world.ctx.advance(5 * MINUTE);
    await work(world);
    expect(await proposals(world)).toEqual(["settled"]);
  });

  test("a proposal that expires unseen is proposed again, until somebody decides", async () => {
    const world = await monthly("approve");
    goTo(world, FIRST);
    await work(world);
    for (let times = 0; times < 2; times += 1) {
      world.ctx.advance(31 * MINUTE);
      expect(await expireProposals(world.ctx)).toHaveLength(1);
      await work(world);
    }
    expect(await proposals(world)).toEqual(["expired", "expired", "proposed"]);
    expect(await states(world)).toEqual(["occurrence open"]);
  });

  test("an occurrence that finds the portfolio on target is not needed", async () => {
    const world = await monthly("auto", { balances: { BTC: "0.1", ETH: "1", SOL: "5", USDT: "2000" } });
    goTo(world, FIRST);
    expect((await work(world))?.decision.kind).toBe("hold");
    expect(await states(world)).toEqual(["occurrence not-needed"]);
  });

  test("the next occurrence of the same schedule replaces one that is still open", async () => {
    const world = await monthly("approve");
    goTo(world, FIRST);
    await work(world);
    goTo(world, Date.UTC(2026, 2, 1, 9));
    await work(world);
    expect(await states(world)).toEqual(["occurrence replaced", "occurrence open"]);
  });

  test("the sale filled, both purchases expired: they are tried again, and only they", async () => {
    const world = await monthly("auto");
    goTo(world, FIRST);
    const heal = noPurchases(world);
    await work(world);
    expect(await proposals(world)).toEqual(["incomplete"]);
    const [run] = await world.ctx.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId));
    expect(run).toMatchObject({ achieved: { legsDone: 1, legs: 3 } });
    expect(describeRebalanceOutcome(run!.outcome)).toContain("1 of 3");
    const sold = world.venue.exchange.trueBalance("BTC");
    const tried = world.ctx.now();
    // At once there is only the pause; it says why.
    expect((await checkPortfolio(world.ctx, world.portfolioId)).decision).toMatchObject({
      kind: "hold",
      reasons: [{ kind: "resting", attempts: 1, until: expect.any(Number) }, { kind: "not-due" }],
    });
    heal();
    world.ctx.advance(MINUTE);
    expect((await work(world))?.decision).toMatchObject({ kind: "rebalance" });
    expect(world.ctx.now() - tried).toBeLessThan(5 * MINUTE);
    expect(await proposals(world)).toEqual(["incomplete", "settled"]);
    expect(compare(world.venue.exchange.trueBalance("BTC"), sold)).toBe(0);
    expect(new Set(await states(world))).toEqual(new Set(["occurrence done", "unfinished-run done"]));
  });

  test("bands that the sale alone has put in order do not make one forget the purchases", async () => {
    const world = await banded({
      autonomy: "auto",
      band: { kind: "absolute", width: 0.12 },
      cooldownMinutes: 600,
    });
    const heal = noPurchases(world);
    world.ctx.advance(5 * MINUTE);
    await work(world);
    expect(await proposals(world)).toEqual(["incomplete"]);
    heal();
    world.ctx.advance(MINUTE);
    await work(world);
    expect(await proposals(world)).toEqual(["incomplete", "settled"]);
    expect(sentSides(world).slice(-2)).toEqual(["buy ETH/USDT", "buy SOL/USDT"]);
  });

  test("three runs that bring nothing are the end of the trying, and it is shown; a person may try again at once", async () => {
    const world = await monthly("auto");
    goTo(world, FIRST);
    world.venue.exchange.setManners({ ...WELL_BEHAVED, unfilled: 1 });
    const pauses: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      world.ctx.sentJobs.length = 0;
      await work(world);
      const [pause] = queriedIn(world);
      if (pause === undefined) break;
      pauses.push(Math.round(pause / MINUTE));
      world.ctx.advance(pause);
    }
    expect(pauses).toEqual([1, 5]);
    expect(await proposals(world)).toEqual(["incomplete", "incomplete", "incomplete"]);
    expect(new Set(await states(world))).toEqual(new Set(["occurrence given-up", "unfinished-run given-up"]));
    const entries = await world.ctx.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.portfolioId, world.portfolioId), eq(auditEntries.action, "rebalance.give-up")));
    expect(entries).toHaveLength(1);
    world.ctx.advance(20 * MINUTE);
    await checkPortfolio(world.ctx, world.portfolioId);
    expect(await proposals(world)).toHaveLength(3);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status).toMatchObject({ kind: "broken" });
    world.venue.exchange.setManners(WELL_BEHAVED);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("executing");
    await whenQuiet();
    expect((await proposals(world)).at(-1)).toBe("settled");
  });

  test("a broken band that was given up does not start it all over at the next check", async () => {
    const world = await banded({ autonomy: "auto" });
    world.venue.exchange.setManners({ ...WELL_BEHAVED, unfilled: 1 });
    for (let turn = 0; turn < 40; turn += 1) {
      world.ctx.advance(5 * MINUTE);
      await work(world);
    }
    expect(await proposals(world)).toHaveLength(3);
    world.ctx.advance(DAY);
    world.venue.exchange.setManners(WELL_BEHAVED);
    await work(world);
    expect((await proposals(world)).at(-1)).toBe("settled");
  });

  test("a policy change whose first check meets an outage still acts", async () => {
    const world = await monthly("auto", { balances: { BTC: "0.1", ETH: "1", SOL: "5", USDT: "2000" } });
    const { policy, portfolio } = await loadPortfolio(world.ctx, world.portfolioId);
    const targets: Policy["targets"] = [
      { kind: "asset", asset: "BTC", weight: 0.3 },
      { kind: "asset", asset: "ETH", weight: 0.45 },
      { kind: "asset", asset: "SOL", weight: 0.05 },
      { kind: "asset", asset: "USDT", weight: 0.2 },
    ];
    await savePolicy(world.ctx, {
      portfolioId: world.portfolioId,
      policy: { ...policy, targets },
      baseVersion: portfolio.policyVersion,
    });
    world.venue.exchange.setManners(SILENT);
    await work(world);
    world.ctx.advance(2 * MINUTE);
    await work(world);
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(3 * MINUTE);
    await work(world);
    expect(sentSides(world)).toEqual(["sell BTC/USDT", "buy ETH/USDT"]);
    expect(await states(world)).toEqual(["policy-change done"]);
  });

  test("a request in an outage is answered when the exchange is back", async () => {
    const world = await monthly("approve");
    world.venue.exchange.setManners(SILENT);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("hold");
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(MINUTE);
    await work(world);
    expect(await proposals(world)).toEqual(["proposed"]);
  });

  test("a broken band that heals by itself is not needed, and its proposal is withdrawn", async () => {
    const world = await banded({ band: { kind: "absolute", width: 0.13 } });
    await evaluatePortfolio(world.ctx, world.portfolioId);
    expect(await states(world)).toContain("band open");
    world.setPrice("BTC/USDT", 45_500);
    world.ctx.advance(5 * MINUTE);
    expect((await checkPortfolio(world.ctx, world.portfolioId)).decision.kind).toBe("hold");
    expect(new Set(await states(world))).toEqual(new Set(["band not-needed"]));
    expect(await proposals(world)).toEqual(["superseded"]);
  });

  async function declined(world: RunWorld, options: { until?: number } = {}) {
    const { rebalanceId } = await evaluatePortfolio(world.ctx, world.portfolioId);
    await declineRebalance(world.ctx, rebalanceId!, options);
    return rebalanceId!;
  }
  const checkAfter = async (world: RunWorld, ms: number) => {
    world.ctx.advance(ms);
    return checkPortfolio(world.ctx, world.portfolioId);
  };

  test("what was declined does not come back after five minutes, but when drift has grown by a step", async () => {
    const world = await banded();
    await declined(world);
    for (let turn = 0; turn < 5; turn += 1)
      expect((await checkAfter(world, 5 * MINUTE)).decision).toMatchObject({
        kind: "hold",
        reasons: [{ kind: "declined", step: 0.01 }],
      });
    world.setPrice("BTC/USDT", 50_500);
    expect((await checkAfter(world, 5 * MINUTE)).decision.kind).toBe("hold");
    world.setPrice("BTC/USDT", 54_000);
    expect((await checkAfter(world, 5 * MINUTE)).isNew).toBe(true);
    expect(await proposals(world)).toEqual(["declined", "proposed"]);
  });

  test("a declined occurrence rests, too, and the next one calls anew", async () => {
    const world = await monthly("approve");
    goTo(world, FIRST);
    const { rebalanceId } = (await work(world))!;
    await declineRebalance(world.ctx, rebalanceId!);
    expect((await checkAfter(world, 5 * MINUTE)).decision).toMatchObject({
      reasons: [{ kind: "declined" }, { kind: "not-due" }],
    });
    goTo(world, Date.UTC(2026, 2, 1, 9));
    expect((await work(world))?.isNew).toBe(true);
  });

  test("a time of the owner's own ends the rest, and no drift before it", async () => {
    const world = await banded();
    await declined(world, { until: world.ctx.now() + 2 * DAY });
    world.setPrice("BTC/USDT", 54_400);
    world.ctx.advance(DAY);
    // The check requested for two days later is no reason to make none before.
    expect((await work(world))?.decision).toMatchObject({ reasons: [{ kind: "declined" }] });
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("holding");
    expect((await checkAfter(world, DAY)).isNew).toBe(true);
  });

  test("a decline can be taken back", async () => {
    const world = await banded();
    await declined(world);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status).toMatchObject({
      kind: "holding",
      reasons: [{ kind: "declined" }],
    });
    await resumeDeclined(world.ctx, world.portfolioId);
    expect((await checkAfter(world, MINUTE)).isNew).toBe(true);
    await expect(resumeDeclined(world.ctx, world.portfolioId)).rejects.toThrow(PreconditionError);
  });

  test("another asset's band that breaks after a decline is a new call", async () => {
    const world = await banded({ band: { kind: "absolute", width: 0.105 } });
    await declined(world);
    // Ethereum falls out of its band, while drift as a whole grows by 0.6 points.
    world.setPrice("ETH/USDT", 2_380);
    const { decision, isNew } = await checkAfter(world, 5 * MINUTE);
    expect(decision.kind === "rebalance" && decision.reasons.map((reason) => "key" in reason && reason.key)).toContain(
      "ETH",
    );
    expect(isNew).toBe(true);
  });

  test.each([
    ["bands", "band"],
    ["a calendar", "occurrence"],
  ])("a person who only checks, after a decline of %s, is shown it; who wants a plan gets one", async (_name, kind) => {
    const world = kind === "band" ? await banded() : await monthly("approve");
    if (kind !== "band") goTo(world, FIRST);
    const first = kind === "band" ? await evaluatePortfolio(world.ctx, world.portfolioId) : (await work(world))!;
    await declineRebalance(world.ctx, first.rebalanceId!);
    for (let turn = 0; turn < 2; turn += 1) {
      world.ctx.advance(5 * MINUTE);
      const { outcome, sentence } = await checkNow(world.ctx, world.portfolioId);
      expect(outcome, sentence).toBe("hold");
      expect(sentence).toContain("You declined this");
    }
    const { rebalanceId } = await replanRebalance(world.ctx, first.rebalanceId!);
    expect((await world.rebalance(rebalanceId)).state).toBe("proposed");
  });

  test("a proposal that a person had requested, declined, does not come back by requesting a check", async () => {
    const world = await monthly("approve");
    const { rebalanceId } = await world.propose();
    await declineRebalance(world.ctx, rebalanceId);
    world.ctx.advance(5 * MINUTE);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("hold");
    await resumeDeclined(world.ctx, world.portfolioId);
    expect((await work(world))?.isNew).toBe(true);
  });

  test("a run its owner stopped rests like a decline", async () => {
    const world = await banded({ autonomy: "auto" });
    world.venue.beforeSubmit = async () => {
      const [running] = await world.ctx.db
        .select({ id: rebalances.id })
        .from(rebalances)
        .where(eq(rebalances.portfolioId, world.portfolioId));
      await stopRebalance(world.ctx, running!.id);
    };
    world.ctx.advance(5 * MINUTE);
    await work(world);
    world.venue.beforeSubmit = async () => {};
    expect(await proposals(world)).toEqual(["stopped"]);
    for (let turn = 0; turn < 3; turn += 1) await checkAfter(world, 5 * MINUTE);
    await whenQuiet();
    expect(await proposals(world)).toEqual(["stopped"]);
  });

  test("an approved run settles what a person requested", async () => {
    const world = await monthly("approve");
    const { rebalanceId, planHash } = await world.propose();
    await approveRebalance(world.ctx, { rebalanceId, planHash });
    await whenQuiet();
    expect(await states(world)).toEqual(["request done"]);
    expect((await rows(world))[0]).toMatchObject({ settledBy: rebalanceId });
  });
});
