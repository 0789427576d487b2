import { afterEach, expect, test } from "vitest";
import { describeOnEachDatabase } from "@/server/testing/database";
import { runWorld } from "@/server/testing/run-world";
import { listOrders } from "../order";
import { approveRebalance, declineRebalance, getRebalance, listRebalances, startAdvancing, whenQuiet } from ".";

describeOnEachDatabase("listRebalances", (database) => {
  afterEach(() => whenQuiet());

  test("tells what was done, newest first, to its owner only", async () => {
    startAdvancing();
    const world = await runWorld(database);
    const first = await world.propose();
    await declineRebalance(world.ctx, first.rebalanceId);
    world.ctx.advance(60_000);
    const second = await world.propose();
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

  test("the view tells the run's story in the order it happened", async () => {
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
