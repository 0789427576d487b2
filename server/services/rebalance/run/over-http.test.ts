/**
 * The whole river against an exchange's real wire protocol: connect, propose, approve, execute, settle; and the same
 * with answers lost on the way. What counts is what the exchange saw: exactly the planned orders, each once.
 */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { orders as orderRows, rebalances } from "@/drizzle/schema";
import { add, compare, sum } from "@/lib/money";
import { KEYS, type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { policyTemplates } from "../../policy/templates";
import { checkNow } from "../../portfolio/check-now";
import { createPortfolio } from "../../portfolio/create";
import { connectExchange } from "../../venue";
import { approveRebalance } from "../approval/approve";
import { advanceRebalance } from "./advance";

let exchange: RunningExchange;
beforeAll(async () => {
  exchange = await runTestExchange();
});
afterAll(() => exchange.close());

interface PlacedOrder {
  symbol: string;
  side: string;
  clientOrderId: string;
  origQty: string;
  status: string;
}

describeOnEachDatabase("a rebalance over HTTP", (database) => {
  let ctx: TestContext;
  let portfolioId: string;

  beforeEach(async () => {
    await exchange.send("reset");
    await exchange.send("accounts", { ...KEYS, balances: { BTC: "0.5", ETH: "6", USDT: "12000" } });
    const venues = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    ctx = await testContext(database, { venues, now: Date.now });
    const { venueId } = await connectExchange(ctx, { exchangeId: "binance", name: "Binance", credentials: KEYS });
    const { policy } = policyTemplates("USDT")[0]!;
    const input = { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy };
    ({ portfolioId } = await createPortfolio(ctx, input));
  });

  /** Bitcoin rises, Ethereum falls: sell some of the one, buy some of the other. */
  async function proposed() {
    await exchange.send("prices", { assets: { BTC: "85000", ETH: "2000" } });
    const { outcome, rebalanceId, sentence } = await checkNow(ctx, portfolioId);
    expect(outcome, sentence).toBe("proposed");
    const [row] = await ctx.db.select().from(rebalances).where(eq(rebalances.id, rebalanceId!));
    return row!;
  }

  async function executed(rebalanceId: string, planHash: string) {
    await approveRebalance(ctx, { rebalanceId, planHash });
    const { actor: _, ...machine } = ctx;
    const state = async () => (await ctx.db.select().from(rebalances).where(eq(rebalances.id, rebalanceId)))[0]!.state;
    for (let turn = 0; turn < 200; turn++) {
      // The approval may have set it going already; then this one is answered "busy".
      await advanceRebalance(machine, rebalanceId);
      const now = await state();
      if (now !== "approved" && now !== "executing") return now;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`It never ended: ${await state()}.`);
  }

  const placed = () => exchange.query<PlacedOrder[]>("orders");
  const stored = (rebalanceId: string) =>
    ctx.db.select().from(orderRows).where(eq(orderRows.rebalanceId, rebalanceId)).orderBy(orderRows.leg);

  test("places exactly the planned orders, sells first, and books every fill", async () => {
    const { id, plan, planHash } = await proposed();
    expect(await executed(id, planHash)).toBe("settled");
    const there = await placed();
    expect(there.map((order) => `${order.side} ${order.symbol}`)).toEqual(
      plan.orders.map((order) => `${order.side.toUpperCase()} ${order.base}${order.quote}`),
    );
    const ours = await stored(id);
    expect(ours.map((order) => order.clientOrderId)).toEqual(there.map((order) => order.clientOrderId));
    for (const [index, order] of ours.entries()) {
      expect(order.state).toBe("filled");
      expect(compare(order.quantity!, there[index]!.origQty)).toBe(0);
      expect(compare(order.quantity!, order.plannedQuantity)).toBeLessThanOrEqual(0);
    }
    expect((await checkNow(ctx, portfolioId)).outcome).toBe("hold");
  });

  test("sends nothing twice when the answers to its orders are lost", { timeout: 60_000 }, async () => {
    const { id, plan, planHash } = await proposed();
    const fault = { method: "POST", path: "/api/v3/order", times: plan.orders.length, kind: { do: "drop-after" } };
    await exchange.send("faults", fault);
    expect(await executed(id, planHash)).toBe("settled");
    const there = await placed();
    expect(there).toHaveLength(plan.orders.length);
    expect(new Set(there.map((order) => order.clientOrderId)).size).toBe(there.length);
    const filled = (await stored(id)).map((order) => order.filled);
    expect(
      compare(
        sum(filled),
        there.reduce((total, order) => add(total, order.origQty), "0"),
      ),
    ).toBe(0);
  });
});
