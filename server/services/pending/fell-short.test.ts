/** What a run left undone is tried again after a growing pause, and given up in the end. */
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries, rebalances } from "@/drizzle/schema";
import { describeRebalanceOutcome } from "@/lib/format";
import { compare } from "@/lib/money";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { describeOnEachDatabase } from "@/server/testing/database";
import {
  banded,
  FIRST,
  goTo,
  monthly,
  noPurchases,
  pendingStates,
  proposals,
  queriedIn,
  sentSides,
  work,
} from "@/server/testing/pending-world";
import { checkPortfolio } from "../evaluation/check";
import { checkNow } from "../portfolio/check-now";
import { getPortfolioView } from "../portfolio/get";
import { startAdvancing, whenQuiet } from "../rebalance";

const MINUTE = 60_000;
const DAY = 86_400_000;

describeOnEachDatabase("a run that fell short", (database) => {
  beforeEach(startAdvancing);
  afterEach(whenQuiet);

  test("the sale filled, both purchases expired: they are tried again, and only they", async () => {
    const world = await monthly(database, "auto");
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
    expect(new Set(await pendingStates(world))).toEqual(new Set(["occurrence done", "unfinished-run done"]));
  });

  test("bands that the sale alone has put in order do not make one forget the purchases", async () => {
    const world = await banded(database, {
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
    const world = await monthly(database, "auto");
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
    expect(new Set(await pendingStates(world))).toEqual(new Set(["occurrence given-up", "unfinished-run given-up"]));
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
    const world = await banded(database, { autonomy: "auto" });
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
});
