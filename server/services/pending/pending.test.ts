import { afterEach, beforeEach, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { describeOnEachDatabase } from "@/server/testing/database";
import {
  banded,
  FIRST,
  goTo,
  monthly,
  pendingRows,
  pendingStates,
  proposals,
  queriedIn,
  SILENT,
  sentSides,
  work,
} from "@/server/testing/pending-world";
import { checkPortfolio } from "../evaluation/check";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { claimOccurrences } from "../occurrence/claim";
import { enqueueDueChecks } from "../occurrence/enqueue-due";
import { savePolicy } from "../policy/save";
import { checkNow } from "../portfolio/check-now";
import { loadPortfolio } from "../portfolio/get-owned";
import { approveRebalance, expireProposals, startAdvancing, whenQuiet } from "../rebalance";

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

describeOnEachDatabase("pending rebalances", (database) => {
  beforeEach(startAdvancing);
  afterEach(whenQuiet);

  test("an exchange silent at 09:00:05 on the first and back a minute later trades a minute later", async () => {
    const world = await monthly(database, "auto");
    goTo(world, FIRST + 5 * SECOND);
    world.venue.exchange.setManners(SILENT);
    const silent = (await work(world))?.decision;
    expect(silent?.kind === "hold" && silent.reasons.map((reason) => reason.kind)).toContain("venue-down");
    expect(queriedIn(world)).toEqual([MINUTE]);
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(MINUTE);
    expect((await work(world))?.isExecuting).toBe(true);
    expect(sentSides(world)).toEqual(["sell BTC/USDT", "buy ETH/USDT", "buy SOL/USDT"]);
    expect(await pendingStates(world)).toEqual(["occurrence done"]);
    world.ctx.advance(DAY);
    expect((await work(world))?.decision.kind).toBe("hold");
    expect(await proposals(world)).toEqual(["settled"]);
  });

  test("a longer outage is rechecked with growing pauses, and the occurrence is not lost to any of them", async () => {
    const world = await monthly(database, "auto");
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
    const world = await monthly(database, "auto");
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
    const world = await monthly(database, "approve");
    goTo(world, FIRST);
    await work(world);
    for (let times = 0; times < 2; times += 1) {
      world.ctx.advance(31 * MINUTE);
      expect(await expireProposals(world.ctx)).toHaveLength(1);
      await work(world);
    }
    expect(await proposals(world)).toEqual(["expired", "expired", "proposed"]);
    expect(await pendingStates(world)).toEqual(["occurrence open"]);
  });

  test("an occurrence that finds the portfolio on target is not needed", async () => {
    const world = await monthly(database, "auto", { balances: { BTC: "0.1", ETH: "1", SOL: "5", USDT: "2000" } });
    goTo(world, FIRST);
    expect((await work(world))?.decision.kind).toBe("hold");
    expect(await pendingStates(world)).toEqual(["occurrence not-needed"]);
  });

  test("the next occurrence of the same schedule replaces one that is still open", async () => {
    const world = await monthly(database, "approve");
    goTo(world, FIRST);
    await work(world);
    goTo(world, Date.UTC(2026, 2, 1, 9));
    await work(world);
    expect(await pendingStates(world)).toEqual(["occurrence replaced", "occurrence open"]);
  });

  test("a policy change whose first check meets an outage still acts", async () => {
    const world = await monthly(database, "auto", { balances: { BTC: "0.1", ETH: "1", SOL: "5", USDT: "2000" } });
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
    expect(await pendingStates(world)).toEqual(["policy-change done"]);
  });

  test("a request in an outage is answered when the exchange is back", async () => {
    const world = await monthly(database, "approve");
    world.venue.exchange.setManners(SILENT);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("hold");
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(MINUTE);
    await work(world);
    expect(await proposals(world)).toEqual(["proposed"]);
  });

  test("a broken band that heals by itself is not needed, and its proposal is withdrawn", async () => {
    const world = await banded(database, { band: { kind: "absolute", width: 0.13 } });
    await evaluatePortfolio(world.ctx, world.portfolioId);
    expect(await pendingStates(world)).toContain("band open");
    world.setPrice("BTC/USDT", 45_500);
    world.ctx.advance(5 * MINUTE);
    expect((await checkPortfolio(world.ctx, world.portfolioId)).decision.kind).toBe("hold");
    expect(new Set(await pendingStates(world))).toEqual(new Set(["band not-needed"]));
    expect(await proposals(world)).toEqual(["superseded"]);
  });

  test("an approved run settles what a person requested", async () => {
    const world = await monthly(database, "approve");
    const { rebalanceId, planHash } = await world.propose();
    await approveRebalance(world.ctx, { rebalanceId, planHash });
    await whenQuiet();
    expect(await pendingStates(world)).toEqual(["request done"]);
    expect((await pendingRows(world))[0]).toMatchObject({ settledBy: rebalanceId });
  });
});
