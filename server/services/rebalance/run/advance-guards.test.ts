/**
 * What ends a run before its next order, on the real store: closed markets, keys, changed worlds, clocks, overfills.
 */

import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portfolios, rebalances, venues } from "@/drizzle/schema";
import { describeHalt, describeOrderEnd, describeRebalanceOutcome } from "@/lib/format";
import type { Quantity } from "@/lib/money";
import { VenueError } from "@/server/exchanges/venue";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, type RunWorldOptions, runWorld } from "@/server/testing/run-world";
import { advanceRebalance, approveRebalance, getRebalance, startAdvancing, stopAdvancing, whenQuiet } from "..";

describeOnEachDatabase("a run's guards", (database) => {
  beforeEach(() => stopAdvancing());
  afterEach(async () => {
    startAdvancing();
    await whenQuiet();
  });

  async function approved(options: RunWorldOptions = {}): Promise<{ world: RunWorld; rebalanceId: string }> {
    const world = await runWorld(database, options);
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    return { world, rebalanceId: proposal.rebalanceId };
  }

  const outcomeOf = async (world: RunWorld, rebalanceId: string) =>
    describeRebalanceOutcome((await world.rebalance(rebalanceId)).outcome);

  test.each(["BTC/USDT", "ETH/USDT", "SOL/USDT"])("%s halted after the approval: nothing is sent", async (symbol) => {
    const { world, rebalanceId } = await approved();
    const { loadMarkets } = world.venue;
    world.venue.loadMarkets = async (options) =>
      (await loadMarkets(options)).map((market) => ({ ...market, isActive: market.symbol !== symbol }));
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "stopped" });
    expect(world.venue.exchange.sent.size).toBe(0);
    expect(await outcomeOf(world, rebalanceId)).toContain(`${symbol} is closed at the venue, and the plan needs it`);
  });

  test("markets are read afresh, not taken from a list that may be a quarter of an hour old", async () => {
    const { world, rebalanceId } = await approved();
    const loads: unknown[] = [];
    const { loadMarkets } = world.venue;
    world.venue.loadMarkets = (options) => {
      loads.push(options);
      return loadMarkets(options);
    };
    await advanceRebalance(world.ctx, rebalanceId);
    expect(loads).toContainEqual({ isForced: true });
  });

  test("the last review is given the balances of the start; what it says ends the run", async () => {
    const { world, rebalanceId } = await approved();
    const seen: string[] = [];
    const ended = await advanceRebalance(world.ctx, rebalanceId, {
      review: async (ctx, run, opening) => {
        seen.push(`${ctx.actor.kind} ${run.rebalanceId === rebalanceId} ${opening.map((row) => row.asset).join()}`);
        return { kind: "changed", change: { kind: "leg-gone", side: "sell", base: "BTC" } };
      },
    });
    expect(ended).toEqual({ kind: "over", state: "stopped" });
    expect(seen).toEqual(["system true BTC,ETH,USDT"]);
    expect(world.venue.exchange.sent.size).toBe(0);
    expect(await outcomeOf(world, rebalanceId)).toContain(
      "What it was approved on is no longer so: Your holdings or prices have changed: the sale of Bitcoin is no longer part",
    );
  });

  test.each(["key-refused", "too-powerful"] as const)(
    "a key found %s while the run is on ends it",
    async (problemKind) => {
      const { world, rebalanceId } = await approved();
      world.venue.beforeSubmit = async () => {
        const problem = { kind: "venue", venueMessage: "Invalid API-key, IP, or permissions for action." } as const;
        const problemSince = new Date(world.ctx.now());
        await world.ctx.db
          .update(venues)
          .set({ problem, problemKind, problemSince })
          .where(eq(venues.id, world.venueId));
      };
      expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "stopped" });
      expect(world.venue.exchange.sent.size).toBe(1);
      expect(await outcomeOf(world, rebalanceId)).toContain("Key refused: Invalid API-key");
    },
  );

  test("a revoked key is tried twice and shown as that", async () => {
    const { world, rebalanceId } = await approved();
    let calls = 0;
    world.venue.fetchBalances = async () => {
      calls += 1;
      throw new VenueError("authentication", "Invalid API-key, IP, or permissions for action.");
    };
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "stopped" });
    expect(calls).toBe(2);
    expect(await outcomeOf(world, rebalanceId)).toContain("Key refused");
  });

  test("an order that was held up on our side past its deadline is made anew, thrice at most", async () => {
    const { world, rebalanceId } = await approved();
    world.venue.submitOrder = async () => {
      throw new VenueError("rejected", "Not sent: too late.", { code: "not-sent" });
    };
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "incomplete" });
    const sales = (await world.orders(rebalanceId)).filter((row) => row.leg === 0);
    expect(sales.map((row) => row.state)).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("every request carries its intent's time and a deadline two seconds after it", async () => {
    const { world, rebalanceId } = await approved();
    const { submitOrder } = world.venue;
    const deadlines: number[] = [];
    world.venue.submitOrder = (order) => {
      deadlines.push((order.sendBefore ?? 0) - (world.ctx.monotonic?.() ?? 0));
      expect(order.intentAt).toBe(world.ctx.now());
      return submitOrder(order);
    };
    await advanceRebalance(world.ctx, rebalanceId);
    expect(deadlines).toEqual([2_000, 2_000, 2_000]);
  });

  test("a wall clock set back an hour is recorded, and keeps nobody waiting", async () => {
    const { world, rebalanceId } = await approved({ manners: { ackLost: 1, lags: 0.5 } });
    const { ctx } = world;
    let stepMs = 0;
    const set = { ...ctx, now: () => ctx.now() + stepMs };
    world.venue.beforeSubmit = async () => {
      stepMs = -3_600_000;
    };
    const startedAt = ctx.now();
    expect(await advanceRebalance(set, rebalanceId)).toEqual({ kind: "over", state: "settled" });
    expect(ctx.now() - startedAt).toBeLessThan(60_000);
    const { timeline } = await getRebalance(ctx, rebalanceId);
    expect(timeline.filter((row) => row.text.includes("clock of this computer was set anew"))).toHaveLength(1);
    expect((await world.orders(rebalanceId)).map((row) => row.state)).toEqual(["filled", "filled", "filled"]);
  });

  test("a leg filled beyond what was approved halts run and portfolio, and both say by how much", async () => {
    const { world, rebalanceId } = await approved();
    const { findOrder, submitOrder } = world.venue;
    const opening = await world.venue.fetchBalances();
    const { fetchBalances } = world.venue;
    let isHidden = true;
    world.venue.submitOrder = async (order) => {
      const report = await submitOrder(order);
      if (world.venue.exchange.sent.size > 1) isHidden = false;
      if (world.venue.exchange.sent.size === 1) throw new Error("socket closed");
      return report;
    };
    world.venue.findOrder = async (id, symbol) => (isHidden ? null : findOrder(id, symbol));
    world.venue.fetchBalances = async () => (isHidden ? opening : fetchBalances());
    // What both look-ups and balances hide for longer than a minute is sent again. It is then seen, and said.
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "halted" });
    expect(await outcomeOf(world, rebalanceId)).toMatch(/^Halted: More of BTC\/USDT was traded than approved: /);
    const [portfolio] = await world.ctx.db.select().from(portfolios).where(eq(portfolios.id, world.portfolioId));
    expect(describeHalt(portfolio!.haltedReason!)).toContain("was traded than approved");
  });

  test("a lease written before the database's clock was set back is free to take", async () => {
    const { world, rebalanceId } = await approved();
    const leased = async (ms: number) => {
      await world.ctx.db
        .update(rebalances)
        .set({ leaseHolder: "dead", leaseUntil: sql`now() + ${ms} * interval '1 millisecond'` })
        .where(eq(rebalances.id, rebalanceId));
      return (await advanceRebalance(world.ctx, rebalanceId)).kind;
    };
    expect(await leased(9_000)).toBe("busy");
    expect(await leased(3_600_000)).toBe("over");
  });

  test("the largest order is judged before each one, in the portfolio's base currency", async () => {
    const { world, rebalanceId } = await approved();
    const [row] = await world.ctx.db.select().from(rebalances).where(eq(rebalances.id, rebalanceId));
    const prices = row!.snapshot.prices.map((price) =>
      price.asset === "USDT" ? { ...price, price: "1000000" } : price,
    );
    await world.ctx.db
      .update(rebalances)
      .set({ snapshot: { ...row!.snapshot, prices: prices as never } })
      .where(eq(rebalances.id, rebalanceId));
    await world.ctx.db.execute(
      sql`update policy_versions set policy = jsonb_set(policy, '{limits,orderNotionalMax}', '"5000"') where portfolio_id = ${world.portfolioId}`,
    );
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "incomplete" });
    expect(world.venue.exchange.sent.size).toBe(0);
    expect(describeOrderEnd((await world.orders(rebalanceId))[0]!.problem!)).toMatch(
      /^The order in BTC\/USDT is .*, limit 5,000/,
    );
  });

  test("a hand sale while an order is unknown: nothing takes its place until it is known", async () => {
    const { world, rebalanceId } = await approved({ manners: { requestLost: 1 } });
    world.venue.beforeSubmit = async () => void world.venue.exchange.moveByHand("BTC", "-0.02" as Quantity);
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "halted" });
    const sales = (await world.orders(rebalanceId)).filter((row) => row.leg === 0);
    expect(sales).toMatchObject([{ state: "halted", problem: { kind: "balances-moved" } }]);
  });
});
