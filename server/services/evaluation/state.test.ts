/**
 * One row of state a portfolio: checks that overlap, what is changed while one reads, and databases without the row.
 */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { evaluations, pendingRebalances, portfolioStates, postings, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { add, type Quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { restartStop } from "../portfolio/restart-stop";
import { declineRebalance } from "../rebalance";
import { checkPortfolio } from "./check";
import { evaluatePortfolio } from "./evaluate";
import { loadState } from "./state";

const MINUTE = 60_000;
const STOP: Policy["stop"] = {
  kind: "peak",
  windowDays: null,
  drop: 0.1,
  safeAsset: "USDT",
  restart: { kind: "manual" },
};

describeOnEachDatabase("the state of a portfolio", (database) => {
  const flowsOf = async (world: RunWorld) =>
    (await world.ctx.db.select().from(postings).where(eq(postings.portfolioId, world.portfolioId)))
      .filter(({ account }) => account.startsWith("flow:") && account !== "flow:opening")
      .map(({ account, asset, quantity }) => `${account} ${asset} ${Number(quantity)}`);
  const versionOf = async (world: RunWorld) => (await loadState(world.ctx.db, world.portfolioId)).version;

  /** The next answer of the exchange is the one it would give now, and comes when `release` is called. */
  function holdAnswer(world: RunWorld): { release: () => void; queried: Promise<void> } {
    const real = world.venue.fetchBalances;
    let release = () => {};
    let wasQueried = () => {};
    const queried = new Promise<void>((resolve) => {
      wasQueried = resolve;
    });
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.venue.fetchBalances = async () => {
      world.venue.fetchBalances = real;
      const answer = await real();
      wasQueried();
      await held;
      return answer;
    };
    return { release, queried };
  }

  function deposit(world: RunWorld, asset: string, quantity: string): void {
    const real = world.venue.fetchBalances;
    world.venue.fetchBalances = async () =>
      (await real()).map((row) => {
        if (row.asset !== asset) return row;
        const total = add(row.total, quantity as Quantity);
        return { ...row, total, free: total };
      });
  }

  test.each([
    ["the earlier check commits last", true],
    ["the earlier check commits first", false],
  ])("two overlapping checks with a deposit of 500 between them book it once: %s", async (_name, isLast) => {
    const world = await runWorld(database);
    await evaluatePortfolio(world.ctx, world.portfolioId);
    world.ctx.advance(5 * MINUTE);
    const early = holdAnswer(world);
    const first = evaluatePortfolio(world.ctx, world.portfolioId);
    await early.queried;
    deposit(world, "USDT", "500");
    world.ctx.advance(1_000);
    if (!isLast) early.release();
    const second = evaluatePortfolio(world.ctx, world.portfolioId);
    if (isLast) await second;
    early.release();
    await Promise.all([first, second]);
    world.ctx.advance(5 * MINUTE);
    await evaluatePortfolio(world.ctx, world.portfolioId);
    expect(await flowsOf(world)).toEqual(["flow:deposit USDT -500"]);
  });

  test("each check moves the version by one, and none is lost", async () => {
    const world = await runWorld(database);
    const before = await versionOf(world);
    await Promise.all([1, 2, 3].map(() => evaluatePortfolio(world.ctx, world.portfolioId)));
    expect(await versionOf(world)).toBe(before + 3);
    const [row] = await world.ctx.db
      .select()
      .from(portfolioStates)
      .where(eq(portfolioStates.portfolioId, world.portfolioId));
    expect(row?.confirmations.balances.map(({ asset }) => asset).sort()).toEqual(["BTC", "ETH", "USDT"]);
  });

  /** Out of the market since the second check. */
  async function stoppedOut(): Promise<RunWorld> {
    const world = await runWorld(database, { policy: { stop: STOP } });
    await evaluatePortfolio(world.ctx, world.portfolioId);
    world.setPrice("BTC/USDT", 42_000);
    world.setPrice("ETH/USDT", 2_000);
    world.setPrice("SOL/USDT", 80);
    for (let turn = 0; turn < 3; turn += 1) {
      world.ctx.advance(5 * MINUTE);
      await evaluatePortfolio(world.ctx, world.portfolioId);
    }
    expect((await loadState(world.ctx.db, world.portfolioId)).stop?.phase).toBe("stopped");
    return world;
  }

  test("a restart of the stop during a check is not overwritten by what that check saw before", async () => {
    const world = await stoppedOut();
    world.ctx.advance(5 * MINUTE);
    const early = holdAnswer(world);
    const slow = evaluatePortfolio(world.ctx, world.portfolioId);
    await early.queried;
    await restartStop(world.ctx, world.portfolioId);
    early.release();
    await slow;
    expect((await loadState(world.ctx.db, world.portfolioId)).stop?.phase).toBe("armed");
  });

  test("the stop's state outlives checks that store no resolved policy", async () => {
    const world = await stoppedOut();
    await world.ctx.db
      .update(evaluations)
      .set({ snapshot: null })
      .where(eq(evaluations.portfolioId, world.portfolioId));
    world.ctx.advance(5 * MINUTE);
    await evaluatePortfolio(world.ctx, world.portfolioId);
    expect((await loadState(world.ctx.db, world.portfolioId)).stop?.phase).toBe("stopped");
  });

  test("a decline during a check is not undone by the proposal that check would have made", async () => {
    const world = await runWorld(database, { policy: { cooldownMinutes: 0 } });
    const { rebalanceId } = await evaluatePortfolio(world.ctx, world.portfolioId);
    world.ctx.advance(MINUTE);
    const early = holdAnswer(world);
    const slow = evaluatePortfolio(world.ctx, world.portfolioId);
    await early.queried;
    await declineRebalance(world.ctx, rebalanceId!);
    early.release();
    expect((await slow).decision).toMatchObject({ kind: "hold", reasons: [{ kind: "declined" }] });
    const rows = await world.ctx.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId));
    expect(rows.map((row) => row.state)).toEqual(["declined"]);
  });

  /** As a database of 0.2 is found: no state, no pending rebalances, proposals that name none. */
  async function asBefore(world: RunWorld): Promise<void> {
    await world.ctx.db.delete(portfolioStates).where(eq(portfolioStates.portfolioId, world.portfolioId));
    await world.ctx.db.delete(pendingRebalances).where(eq(pendingRebalances.portfolioId, world.portfolioId));
    await world.ctx.db.update(rebalances).set({ pendingIds: [] }).where(eq(rebalances.portfolioId, world.portfolioId));
  }

  test("a database without the row goes on from the last snapshot: stop, prices, holdings", async () => {
    const world = await stoppedOut();
    await asBefore(world);
    const adopted = await loadState(world.ctx.db, world.portfolioId);
    expect(adopted).toMatchObject({ version: 0, isNew: true, stop: { phase: "stopped" }, policyVersion: 1 });
    expect(adopted.confirmations.prices.find(({ asset }) => asset === "BTC")?.price).toBe("42000");
    world.ctx.advance(5 * MINUTE);
    await evaluatePortfolio(world.ctx, world.portfolioId);
    expect(await loadState(world.ctx.db, world.portfolioId)).toMatchObject({
      version: 1,
      isNew: false,
      stop: { phase: "stopped" },
    });
  });

  test("a proposal of a version before, made by a schedule, stands after the upgrade", async () => {
    const triggers: Policy["triggers"] = [{ kind: "time", cron: "0 9 1 * *", timeZone: "UTC" }];
    const world = await runWorld(database, { policy: { triggers } });
    const { rebalanceId } = await world.propose();
    await asBefore(world);
    world.ctx.advance(5 * MINUTE);
    expect((await checkPortfolio(world.ctx, world.portfolioId)).rebalanceId).toBe(rebalanceId);
  });
});
