import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { orders, portfolios } from "@/drizzle/schema";
import type { OrderState } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { newId } from "../id";
import { getOverview } from "../overview/get";
import { getPortfolioView } from "../portfolio/get";
import { listVenues } from "../venue/list";
import { listUnknownOrders } from "./list-unknown";

/** An order of the world's portfolio in a state, its intent saved so long ago. */
async function orderIn(world: RunWorld, state: OrderState, intentAgoMs: number): Promise<string> {
  const { rebalanceId } = await world.propose();
  const id = newId(world.ctx.now());
  await world.ctx.db.insert(orders).values({
    id,
    rebalanceId,
    leg: 0,
    venueId: world.venueId,
    symbol: "BTC/USDT",
    side: "sell",
    plannedQuantity: quantity("0.03"),
    limitPrice: price("49500"),
    state,
    clientOrderId: `ek-${id}`,
    intentAt: new Date(world.ctx.now() - intentAgoMs),
  });
  return id;
}

const halt = (world: RunWorld, text: string | null) =>
  world.ctx.db
    .update(portfolios)
    .set({ haltedReason: text === null ? null : { kind: "text", text } })
    .where(eq(portfolios.id, world.portfolioId));

describeOnEachDatabase("listUnknownOrders", (database) => {
  test.each<[OrderState, number, boolean]>([
    ["unknown", 1_000, true],
    ["unknown", 3_600_000, true],
    ["submitting", 1_000, false],
    ["submitting", 20_000, true],
    ["open", 20_000, false],
    ["filled", 20_000, false],
    ["absent", 20_000, false],
    ["halted", 20_000, false],
  ])("an order that is %s, %d ms after its intent: %s", async (state, agoMs, isListed) => {
    const world = await runWorld(database);
    const orderId = await orderIn(world, state, agoMs);
    expect((await listUnknownOrders(world.ctx)).map((order) => order.orderId)).toEqual(isListed ? [orderId] : []);
  });

  test("shows on the overview, the portfolio and the venue, to its owner only", async () => {
    const world = await runWorld(database);
    const orderId = await orderIn(world, "unknown", 5_000);
    const overview = await getOverview(world.ctx);
    const page = await getPortfolioView(world.ctx, world.portfolioId);
    const [venue] = await listVenues(world.ctx);
    const shown = [overview.portfolios[0]?.unknownOrders, page.unknownOrders, venue?.unknownOrders];
    expect(shown.map((list) => list?.map((order) => order.orderId))).toEqual([[orderId], [orderId], [orderId]]);
    expect(page.unknownOrders[0]?.sentence).toMatch(
      /^Sale of Bitcoin: checking with Scripted since \d\d:\d\d what became of it\. Nothing is sent meanwhile; nothing is needed from you\.$/,
    );
    expect(await listUnknownOrders((await runWorld(database)).ctx)).toEqual([]);
  });

  test("a halted one calls its owner until the portfolio is resumed", async () => {
    const world = await runWorld(database);
    await orderIn(world, "halted", 3_600_000);
    await halt(world, "An order's fate could not be found out.");
    expect(await listUnknownOrders(world.ctx)).toMatchObject([{ needsOwner: true }]);
    await halt(world, null);
    expect(await listUnknownOrders(world.ctx)).toEqual([]);
  });
});
