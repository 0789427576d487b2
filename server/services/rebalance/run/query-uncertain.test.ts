/** Orders whose end was only concluded: queried for a day, booked when found, and shown. */

import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditEntries, orders, portfolios, postings, rebalances } from "@/drizzle/schema";
import type { OrderState } from "@/lib/engine/model";
import { describeHalt, describeRebalanceOutcome } from "@/lib/format";
import { compare, sum } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { advanceRebalance, approveRebalance, resumeRunningRebalances, startAdvancing, stopAdvancing } from "..";
import { queryUncertainOrders } from "./query-uncertain";

const MINUTE = 60_000;

describeOnEachDatabase("askAboutDoubtfulOrders", (database) => {
  beforeEach(() => stopAdvancing());
  afterEach(() => startAdvancing());

  /** A settled run whose sale (a real one) was concluded absent, or whatever else: as if its look-ups had hidden it. */
  async function counted(
    state: OrderState,
  ): Promise<{ world: RunWorld; rebalanceId: string; orderId: string; queries: () => number }> {
    const world = await runWorld(database);
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    const { rebalanceId } = proposal;
    let queries = 0;
    let isHidden = true;
    const { findOrder, submitOrder } = world.venue;
    world.venue.submitOrder = async (order) => {
      const report = await submitOrder(order);
      if (order.side !== "sell") return report;
      throw new Error("socket closed");
    };
    world.venue.findOrder = async (id, symbol) => {
      queries += 1;
      return isHidden && symbol === "BTC/USDT" ? null : findOrder(id, symbol);
    };
    // Balances hide it as well, or nothing would be sent in its place.
    const opening = await world.venue.fetchBalances();
    const { fetchBalances } = world.venue;
    world.venue.fetchBalances = async () => (isHidden ? opening : fetchBalances());
    expect((await advanceRebalance(world.ctx, rebalanceId)).kind).toBe("over");
    isHidden = false;
    const [sale] = await world.orders(rebalanceId);
    expect(sale).toMatchObject({ leg: 0, attempt: 0, state: "absent", filled: "0" });
    if (state !== "absent") await world.ctx.db.update(orders).set({ state }).where(eq(orders.id, sale!.id));
    queries = 0;
    return { world, rebalanceId, orderId: sale!.id, queries: () => queries };
  }

  const haltedReason = async ({ ctx, portfolioId }: RunWorld) => {
    const [row] = await ctx.db.select().from(portfolios).where(eq(portfolios.id, portfolioId));
    return row!.haltedReason && describeHalt(row!.haltedReason);
  };

  async function ledgerOf(world: RunWorld, asset: string): Promise<string> {
    const lines = await world.ctx.db
      .select({ quantity: postings.quantity })
      .from(postings)
      .where(and(eq(postings.account, `venue:${world.venueId}`), eq(postings.asset, asset)));
    return sum<string>(lines.map((line) => line.quantity));
  }

  test("one that turns up is booked, its owner notified, and the portfolio halted until they have seen it", async () => {
    const { world, rebalanceId, orderId } = await counted("absent");
    world.ctx.advance(MINUTE);
    await resumeRunningRebalances(world.ctx);
    const [order] = await world.ctx.db.select().from(orders).where(eq(orders.id, orderId));
    expect(order).toMatchObject({ state: "filled" });
    expect(compare(await ledgerOf(world, "BTC"), world.venue.exchange.trueBalance("BTC"))).toBe(0);
    expect(await haltedReason(world)).toContain("The sale of Bitcoin that the venue did not know is there after all");
    const entries = await world.ctx.db.select().from(auditEntries).where(eq(auditEntries.subjectId, rebalanceId));
    expect(entries.map((row) => row.action)).toContain("order.find");
  });

  test("sold more than once because the exchange hid it, it is said by how much, by leg", async () => {
    const { world, rebalanceId } = await counted("absent");
    const [{ plan }, attempts] = await Promise.all([world.rebalance(rebalanceId), world.orders(rebalanceId)]);
    expect(attempts.filter((order) => order.leg === 0).length).toBeGreaterThan(1);
    // The first alone is shown as found; with the second the leg is overfilled.
    const [, second] = attempts;
    await world.ctx.db
      .update(orders)
      .set({ state: "filled", filled: plan.orders[0]!.quantity })
      .where(eq(orders.id, second!.id));
    world.ctx.advance(MINUTE);
    await queryUncertainOrders(world.ctx);
    const more = /Found later: The sale of Bitcoin .+ More of BTC\/USDT was traded than approved/;
    expect(describeRebalanceOutcome((await world.rebalance(rebalanceId)).outcome)).toMatch(more);
    expect(await haltedReason(world)).toMatch(/More of BTC\/USDT was traded than approved: .+ of .+/);
  });

  test("is queried with growing pauses for a day, and then no more", async () => {
    const { world, orderId } = await counted("absent");
    const [first] = await world.ctx.db.select().from(orders).where(eq(orders.id, orderId));
    const queriedAt: number[] = [];
    world.venue.findOrder = async (id) => {
      if (id === first!.clientOrderId) queriedAt.push(world.ctx.now() - first!.intentAt!.getTime());
      return null;
    };
    for (let step = 0; step < 26 * 20; step++) {
      world.ctx.advance(3 * MINUTE);
      await queryUncertainOrders(world.ctx);
    }
    expect(queriedAt[0]).toBeLessThan(15 * MINUTE);
    expect(queriedAt.length).toBeGreaterThan(8);
    expect(queriedAt.length).toBeLessThan(40);
    expect(queriedAt.at(-1)! - queriedAt.at(-2)!).toBeGreaterThan(60 * MINUTE);
    expect(queriedAt.at(-1)!).toBeLessThan(24 * 60 * MINUTE);
    const [order] = await world.ctx.db.select().from(orders).where(eq(orders.id, orderId));
    expect(order).toMatchObject({ state: "absent", filled: "0" });
    expect(await haltedReason(world)).toBeNull();
  });

  test("one that was found and not reported to its end is followed to it", async () => {
    const { world, orderId } = await counted("open");
    world.ctx.advance(MINUTE);
    await queryUncertainOrders(world.ctx);
    world.ctx.advance(5 * MINUTE);
    await queryUncertainOrders(world.ctx);
    const [order] = await world.ctx.db.select().from(orders).where(eq(orders.id, orderId));
    expect(order).toMatchObject({ state: "filled" });
  });

  test("while its run is on, the run queries, and nobody else", async () => {
    const { world, rebalanceId, queries } = await counted("absent");
    await world.ctx.db.update(rebalances).set({ state: "executing" }).where(eq(rebalances.id, rebalanceId));
    world.ctx.advance(MINUTE);
    await queryUncertainOrders(world.ctx);
    expect(queries()).toBe(0);
  });
});
