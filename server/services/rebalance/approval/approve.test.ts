import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries, ownerSettings, portfolios, rebalances } from "@/drizzle/schema";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { PreconditionError } from "../../errors";
import { approveRebalance, declineRebalance, leaveOutLegs, startAdvancing, stopAdvancing, whenQuiet } from "..";

describeOnEachDatabase("approveRebalance", (database) => {
  let world: RunWorld;
  beforeEach(async () => {
    world = await runWorld(database);
  });
  afterEach(async () => {
    await whenQuiet();
    startAdvancing();
  });

  const refusalOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof PreconditionError)) throw error ?? new Error("It was not refused.");
    return error.detail;
  };

  test("one click sells, then buys, then settles", async () => {
    const { rebalanceId, planHash } = await world.propose();
    const planned = (await world.rebalance(rebalanceId)).plan.orders;
    expect(planned.map((leg) => `${leg.side} ${leg.base}`)).toEqual(["sell BTC", "buy ETH", "buy SOL"]);
    expect(await approveRebalance(world.ctx, { rebalanceId, planHash })).toEqual({ state: "approved" });
    await whenQuiet();
    const rebalance = await world.rebalance(rebalanceId);
    expect(rebalance).toMatchObject({
      state: "settled",
      outcome: null,
      differences: null,
      approvedBy: world.ctx.ownerId,
    });
    const rows = await world.orders(rebalanceId);
    expect(rows.map((row) => [row.side, row.state, row.quantity])).toEqual(
      planned.map((leg) => [leg.side, "filled", leg.quantity]),
    );
    expect(world.ctx.sentJobs.map((job) => job.name)).toContain("advance-rebalance");
    const audit = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.subjectId, rebalanceId));
    expect(audit.map((row) => row.action).sort()).toEqual([
      "rebalance.approve",
      "rebalance.propose",
      "rebalance.settle",
    ]);
  });

  test("two clicks at once start one run, and both are answered so", async () => {
    const { rebalanceId, planHash } = await world.propose();
    const answers = await Promise.all([
      approveRebalance(world.ctx, { rebalanceId, planHash }),
      approveRebalance(world.ctx, { rebalanceId, planHash }),
      approveRebalance(world.ctx, { rebalanceId, planHash }),
    ]);
    expect(answers.every((answer) => ["approved", "executing", "settled"].includes(answer.state))).toBe(true);
    await whenQuiet();
    expect(await approveRebalance(world.ctx, { rebalanceId, planHash })).toEqual({ state: "settled" });
    expect([...world.venue.exchange.sent.values()]).toEqual([1, 1, 1]);
  });

  test("another plan's hash is not approved", async () => {
    const { rebalanceId } = await world.propose();
    expect(await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash: "other" }))).toMatchObject({
      reason: "plan-changed",
    });
    expect(world.venue.exchange.sent.size).toBe(0);
  });

  test("an expired proposal is refused, with a fresh one in its place", async () => {
    const { rebalanceId, planHash } = await world.propose();
    world.ctx.advance(31 * 60_000);
    const detail = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail.reason).toBe("expired");
    expect((await world.rebalance(rebalanceId)).state).toBe("expired");
    expect((await world.rebalance(String(detail.freshRebalanceId))).state).toBe("proposed");
  });

  test("prices that moved past the tolerance are refused, with a fresh plan", async () => {
    const { rebalanceId, planHash } = await world.propose();
    world.setPrice("BTC/USDT", 51_000);
    const detail = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail).toMatchObject({ reason: "prices-moved", symbol: "BTC/USDT" });
    expect(await world.rebalance(rebalanceId)).toMatchObject({
      state: "superseded",
      supersededBy: detail.freshRebalanceId,
    });
    const fresh = await world.rebalance(String(detail.freshRebalanceId));
    expect(await approveRebalance(world.ctx, { rebalanceId: fresh.id, planHash: fresh.planHash })).toEqual({
      state: "approved",
    });
  });

  test("with all trading stopped nothing can be approved", async () => {
    const { rebalanceId, planHash } = await world.propose();
    await world.ctx.db
      .insert(ownerSettings)
      .values({ ownerId: world.ctx.ownerId, stoppedAt: new Date(world.ctx.now()) });
    expect(await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }))).toMatchObject({
      reason: "stopped",
    });
  });

  test("another portfolio that trades at the same venue comes later", async () => {
    const { rebalanceId, planHash } = await world.propose();
    const { rebalanceId: otherId } = await world.propose();
    const row = await world.rebalance(otherId);
    const elsewhere = { ...row, id: "other-run", portfolioId: "other-portfolio", state: "executing" as const };
    const [portfolio] = await world.ctx.db.select().from(portfolios).where(eq(portfolios.id, world.portfolioId));
    await world.ctx.db.insert(portfolios).values({ ...portfolio!, id: "other-portfolio" });
    await world.ctx.db.insert(rebalances).values(elsewhere);
    expect(await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }))).toMatchObject({
      reason: "venue-busy",
    });
    await world.ctx.db.delete(portfolios).where(eq(portfolios.id, "other-portfolio"));
  });

  test("a leg left out is not traded, and the old plan can no longer be approved", async () => {
    const { rebalanceId, planHash } = await world.propose();
    const view = await leaveOutLegs(world.ctx, { rebalanceId, planHash, legs: [{ asset: "ETH", side: "buy" }] });
    expect(view.plan.orders.map((leg) => leg.base)).not.toContain("ETH");
    expect(await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }))).toMatchObject({
      reason: "plan-changed",
    });
    await approveRebalance(world.ctx, { rebalanceId, planHash: view.plan.planHash });
    await whenQuiet();
    expect([...world.venue.exchange.orders.values()].map((order) => order.request.symbol)).toEqual([
      "BTC/USDT",
      "SOL/USDT",
    ]);
  });

  test("a declined proposal stays declined", async () => {
    const { rebalanceId, planHash } = await world.propose();
    await declineRebalance(world.ctx, rebalanceId);
    expect(await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }))).toMatchObject({
      reason: "not-proposed",
    });
  });

  test("another owner's proposal does not exist", async () => {
    const { rebalanceId, planHash } = await world.propose();
    const stranger = await runWorld(database);
    await expect(approveRebalance(stranger.ctx, { rebalanceId, planHash })).rejects.toThrow("no such rebalance");
  });

  test("after shutdown began, approval is kept and nothing is sent until the next start", async () => {
    const { rebalanceId, planHash } = await world.propose();
    await stopAdvancing();
    await approveRebalance(world.ctx, { rebalanceId, planHash });
    expect(world.venue.exchange.sent.size).toBe(0);
    expect((await world.rebalance(rebalanceId)).state).toBe("approved");
  });
});
