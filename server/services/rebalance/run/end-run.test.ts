/** What a run came to, what blocks the next one, and what counts as traded. */
import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pendingRebalances, portfolioStates, postings, rebalances } from "@/drizzle/schema";
import { compare, subtract, toFloat } from "@/lib/money";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { PreconditionError } from "../../errors";
import { checkPortfolio } from "../../evaluation/check";
import { loadFacts } from "../../evaluation/facts";
import { checkNow } from "../../portfolio/check-now";
import { getPortfolioView } from "../../portfolio/get";
import { acceptDifferences, approveRebalance, startAdvancing, whenQuiet } from "..";

const MINUTE = 60_000;

describeOnEachDatabase("the end of a run", (database) => {
  beforeEach(startAdvancing);
  afterEach(whenQuiet);

  async function ran(world: RunWorld): Promise<typeof rebalances.$inferSelect> {
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    await whenQuiet();
    return world.rebalance(proposal.rebalanceId);
  }
  const traded = async (world: RunWorld) =>
    toFloat(
      (
        await loadFacts(world.ctx.db, {
          portfolioId: world.portfolioId,
          ownerId: world.ctx.ownerId,
          now: world.ctx.now(),
        })
      ).tradedLastDay,
    );
  const flows = async (world: RunWorld) =>
    (await world.ctx.db.select().from(postings).where(eq(postings.portfolioId, world.portfolioId)))
      .filter(({ account }) => account === "flow:deposit" || account === "flow:withdrawal")
      .map(({ account, asset }) => `${account} ${asset}`);
  const proposals = async (world: RunWorld) =>
    (
      await world.ctx.db
        .select({ state: rebalances.state })
        .from(rebalances)
        .where(eq(rebalances.portfolioId, world.portfolioId))
        .orderBy(asc(rebalances.proposedAt))
    ).map((row) => row.state);

  test("what happened stands beside what was planned; the next check says which drift was reached", async () => {
    const world = await runWorld(database);
    const run = await ran(world);
    expect(run).toMatchObject({ state: "settled", achieved: { legsDone: 3, legs: 3, driftAfter: null } });
    expect(toFloat(run.achieved!.tradedBase)).toBeCloseTo(toFloat(run.plan.tradedBase), 4);
    expect(toFloat(run.achieved!.feesBase)).toBeGreaterThan(0);
    world.ctx.advance(MINUTE);
    await checkPortfolio(world.ctx, world.portfolioId);
    const { achieved } = await world.rebalance(run.id);
    expect(achieved?.driftAfter).toBeCloseTo(run.plan.driftAfter, 3);
  });

  test("turnover of the day counts fills, not plans: of a run that filled nothing it is nothing", async () => {
    const world = await runWorld(database, { manners: { unfilled: 1 } });
    expect(await ran(world)).toMatchObject({
      state: "incomplete",
      achieved: { legsDone: 0, legs: 3, tradedBase: "0" },
    });
    expect(await traded(world)).toBe(0);
    world.venue.exchange.setManners(WELL_BEHAVED);
    const run = await ran(world);
    expect(await traded(world)).toBeCloseTo(toFloat(run.achieved!.tradedBase), 4);
    world.ctx.advance(25 * 60 * MINUTE);
    expect(await traded(world)).toBe(0);
  });

  test("a sale that is filled in part is not called done, and counts with what it traded", async () => {
    const world = await runWorld(database);
    const real = world.venue.submitOrder;
    world.venue.submitOrder = (order) => {
      world.venue.exchange.setManners({ ...WELL_BEHAVED, partFilled: order.side === "sell" ? 1 : 0 });
      return real(order);
    };
    const run = await ran(world);
    expect(run.state).toBe("incomplete");
    expect(run.achieved!.legsDone).toBeLessThan(3);
    expect(await traded(world)).toBeLessThan(toFloat(run.plan.tradedBase));
  });

  /** Balances stay as they are now, whatever is traded, until the returned function is called. */
  async function freezeBalances(world: RunWorld): Promise<() => void> {
    const real = world.venue.fetchBalances;
    const frozen = await real();
    world.venue.fetchBalances = async () => frozen;
    return () => {
      world.venue.fetchBalances = real;
    };
  }

  test("balances that lag behind our fills repeat no sale: nothing is planned until they agree", async () => {
    const world = await runWorld(database, { policy: { autonomy: "auto", cooldownMinutes: 0 } });
    const thaw = await freezeBalances(world);
    await checkPortfolio(world.ctx, world.portfolioId);
    await whenQuiet();
    const sent = world.venue.exchange.sent.size;
    for (let turn = 0; turn < 4; turn += 1) {
      world.ctx.advance(2 * MINUTE);
      const { decision } = await checkPortfolio(world.ctx, world.portfolioId);
      expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "unexplained-difference" }] });
    }
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status).toMatchObject({
      kind: "broken",
      headline: "The ledger and the venue differ after the last rebalance.",
    });
    expect(await flows(world)).toEqual([]);
    thaw();
    world.ctx.advance(2 * MINUTE);
    expect((await checkPortfolio(world.ctx, world.portfolioId)).decision).toMatchObject({
      reasons: [{ kind: "inside-bands" }],
    });
    await whenQuiet();
    expect(world.venue.exchange.sent.size).toBe(sent);
    expect(await flows(world)).toEqual([]);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("holding");
  });

  test("a difference blocks a person's request too, and a standing approval; accepting it opens the way", async () => {
    const world = await runWorld(database);
    const real = world.venue.fetchBalances;
    // A hundred dollars leave the account while the run is under way.
    world.venue.beforeSubmit = async () => {
      world.venue.fetchBalances = async () =>
        (await real()).map((row) => {
          if (row.asset !== "USDT") return row;
          const total = subtract(row.total, "100" as typeof row.total);
          return { ...row, total, free: total };
        });
    };
    const run = await ran(world);
    expect(run.differences).toMatchObject([{ asset: "USDT" }]);
    world.ctx.advance(5 * MINUTE);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("hold");
    expect(await flows(world)).toEqual([]);
    await acceptDifferences(world.ctx, run.id);
    expect((await world.rebalance(run.id)).differencesAcceptedAt).not.toBeNull();
    await checkPortfolio(world.ctx, world.portfolioId);
    expect(await flows(world)).toEqual(["flow:withdrawal USDT"]);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("holding");
    await acceptDifferences(world.ctx, run.id);
  });

  test("there is nothing to accept where books and venue agree", async () => {
    const world = await runWorld(database);
    const run = await ran(world);
    await expect(acceptDifferences(world.ctx, run.id)).rejects.toThrow(PreconditionError);
  });

  test("a run whose balances could not be read at the end is compared by the first check that can", async () => {
    const world = await runWorld(database, { policy: { autonomy: "auto", cooldownMinutes: 0 } });
    const thaw = await freezeBalances(world);
    const frozen = world.venue.fetchBalances;
    let reads = 0;
    // Read by the check, the approval and the start; then no more.
    world.venue.fetchBalances = async () => {
      reads += 1;
      if (reads > 3) throw new Error("connection refused");
      return frozen();
    };
    await checkPortfolio(world.ctx, world.portfolioId);
    await whenQuiet();
    const [run] = await world.ctx.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId));
    expect(run).toMatchObject({ differences: null, achieved: { isUncompared: true } });
    // It answers again, with balances of before the run.
    world.venue.fetchBalances = frozen;
    world.ctx.advance(2 * MINUTE);
    expect((await checkPortfolio(world.ctx, world.portfolioId)).decision).toMatchObject({
      reasons: [{ kind: "unexplained-difference", assets: ["BTC", "USDT", "ETH", "SOL"] }],
    });
    thaw();
    world.ctx.advance(2 * MINUTE);
    await checkPortfolio(world.ctx, world.portfolioId);
    await whenQuiet();
    expect(await proposals(world)).toEqual(["settled"]);
    expect((await world.rebalance(run!.id)).achieved).not.toHaveProperty("isUncompared");
  });

  test("the end of a run makes a check that read before it start again", async () => {
    const world = await runWorld(database);
    const version = async () =>
      (
        await world.ctx.db
          .select({ version: portfolioStates.version })
          .from(portfolioStates)
          .where(eq(portfolioStates.portfolioId, world.portfolioId))
      )[0]?.version;
    const proposal = await world.propose();
    const before = await version();
    await approveRebalance(world.ctx, proposal);
    await whenQuiet();
    expect(await version()).toBe(before! + 1);
  });

  test("a halted run leaves what it was for open, for when its owner has seen it", async () => {
    const world = await runWorld(database, { manners: { ackLost: 1, lookupFails: 1 } });
    expect((await ran(world)).state).toBe("halted");
    const open = await world.ctx.db
      .select({ state: pendingRebalances.state })
      .from(pendingRebalances)
      .where(eq(pendingRebalances.portfolioId, world.portfolioId));
    expect(open.every((row) => row.state === "open")).toBe(true);
    expect(compare(world.venue.exchange.trueBalance("BTC"), "0.13")).not.toBe(0);
  });
});
