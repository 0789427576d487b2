import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { postings } from "@/drizzle/schema";
import { imbalanceOf } from "@/lib/engine/ledger/balances";
import type { VenueFill } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { runWorld } from "@/server/testing/run-world";
import { listOrders } from "../../order";
import {
  approveRebalance,
  declineRebalance,
  getRebalance,
  listRebalances,
  replanRebalance,
  startAdvancing,
  whenQuiet,
} from "..";
import { loadRunOrders } from "../run/load-run";

describeOnEachDatabase("listRebalances", (database) => {
  afterEach(() => whenQuiet());

  test("lists what was done, newest first, to its owner only", async () => {
    startAdvancing();
    const world = await runWorld(database);
    const first = await world.propose();
    await declineRebalance(world.ctx, first.rebalanceId);
    world.ctx.advance(60_000);
    const { rebalanceId } = await replanRebalance(world.ctx, first.rebalanceId);
    const second = { rebalanceId, planHash: (await world.rebalance(rebalanceId)).planHash };
    await approveRebalance(world.ctx, second);
    await whenQuiet();

    const { rows, nextCursor } = await listRebalances(world.ctx, { portfolioId: world.portfolioId });
    expect(rows.map((row) => [row.id, row.state, row.tradeCount])).toEqual([
      [second.rebalanceId, "settled", 3],
      [first.rebalanceId, "declined", 3],
    ]);
    expect(Number(rows[0]?.fees)).toBeGreaterThan(0);
    expect(rows[1]?.fees).toBeNull();
    expect(nextCursor).toBeNull();
    expect((await listRebalances(world.ctx, { state: "declined" })).rows).toHaveLength(1);

    const { orders } = await listOrders(world.ctx, {});
    expect(orders.map((order) => [order.rebalanceId, order.leg, order.state, order.fillCount > 0])).toEqual(
      [2, 1, 0].map((leg) => [second.rebalanceId, leg, "filled", true]),
    );

    const stranger = await runWorld(database);
    expect((await listRebalances(stranger.ctx, {})).rows).toEqual([]);
    expect((await listOrders(stranger.ctx, {})).orders).toEqual([]);
    await expect(getRebalance(stranger.ctx, second.rebalanceId)).rejects.toThrow("no such rebalance");
  });

  test("a fill with two fees is booked with both, loaded with both, and both are counted", async () => {
    startAdvancing();
    const world = await runWorld(database, { manners: { secondFee: 1 } });
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    await whenQuiet();

    const reported = [...world.venue.exchange.orders.values()].flatMap((order) => order.fills);
    const run = await loadRunOrders(world.ctx.db, proposal.rebalanceId);
    const loaded = run.flatMap((order) => order.fills);
    const byId = (left: VenueFill, right: VenueFill) => left.fillId.localeCompare(right.fillId);
    expect([...loaded].sort(byId)).toEqual([...reported].sort(byId));
    expect(loaded.every((fill) => fill.otherFees?.length === 1)).toBe(true);

    const { state, differences } = await world.rebalance(proposal.rebalanceId);
    expect([state, differences]).toEqual(["settled", null]);
    const lines = await world.ctx.db.select().from(postings).where(eq(postings.portfolioId, world.portfolioId));
    expect([...imbalanceOf(lines.map((line) => ({ ...line, quantity: line.quantity as Quantity })))]).toEqual([]);

    const view = await getRebalance(world.ctx, proposal.rebalanceId);
    expect(view.orders.map((order) => order.fees.map(({ asset }) => asset).sort())).toEqual(
      view.orders.map((order) => [order.base, order.quote].sort()),
    );
    const { rows } = await listRebalances(world.ctx, {});
    expect(Number(rows[0]?.fees)).toBeCloseTo(2 * 0.001 * Number(view.realised?.traded), 0);
  });

  test("the view lists the run's events in the order they happened", async () => {
    startAdvancing();
    const world = await runWorld(database);
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    await whenQuiet();
    const view = await getRebalance(world.ctx, proposal.rebalanceId);
    expect(view.timeline.map((row) => row.event)).toEqual([
      "rebalance.proposed",
      "rebalance.approved",
      "rebalance.started",
      ...[0, 1, 2].flatMap(() => ["order.intent", "order.filled"]),
      "rebalance.settled",
    ]);
    expect(view.orders.every((order) => order.bookedCount === order.fillCount)).toBe(true);
    expect(Number(view.realised?.traded)).toBeGreaterThan(2_900);
    expect(view.realised?.againstPlan).toBe("0");
  });
});
