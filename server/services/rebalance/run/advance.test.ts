/** Runs on the real store: dying at any commit, stops, late stops, what a crash left in each state. */

import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fills, orders, ownerSettings, portfolios, postings, rebalances } from "@/drizzle/schema";
import type { OrderState } from "@/lib/engine/model";
import { describeHalt, describeRebalanceOutcome } from "@/lib/format";
import { compare, quantity, sum } from "@/lib/money";
import { type Random, seededRandom } from "@/lib/testing/random";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import type { Database } from "@/server/db/client";
import { expectBalancedPostings, ledgerOf } from "@/server/testing/books";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, type RunWorldOptions, runWorld } from "@/server/testing/run-world";
import {
  advanceRebalance,
  approveRebalance,
  getRebalance,
  resumeRunningRebalances,
  startAdvancing,
  stopAdvancing,
  stopRebalance,
  watchRebalance,
  whenQuiet,
} from "..";

describeOnEachDatabase("advanceRebalance", (database) => {
  /** Approved, and nobody advances it: each test does so itself. */
  async function approved(options: RunWorldOptions = {}): Promise<{ world: RunWorld; rebalanceId: string }> {
    const world = await runWorld(database, options);
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    return { world, rebalanceId: proposal.rebalanceId };
  }

  beforeEach(() => stopAdvancing());
  afterEach(async () => {
    startAdvancing();
    await whenQuiet();
  });

  async function checkBooks(world: RunWorld, rebalanceId: string): Promise<void> {
    const { exchange } = world.venue;
    for (const [id, times] of exchange.sent) expect(times, `${id} sent once`).toBe(1);
    await expectBalancedPostings(world);
    for (const asset of ["BTC", "ETH", "SOL", "USDT"]) {
      const ledger = await ledgerOf(world, asset);
      expect(compare(ledger, exchange.trueBalance(asset)), `${asset}: ${ledger}`).toBe(0);
    }
    const { plan } = await world.rebalance(rebalanceId);
    for (const leg of plan.orders) {
      const traded = sum(
        [...exchange.orders.values()]
          .filter((order) => order.request.symbol === leg.symbol)
          .map((order) => order.filled),
      );
      expect(compare(traded, leg.quantity), `${leg.symbol} never beyond the approved`).toBeLessThanOrEqual(0);
    }
  }

  test("an answer that was lost is found by querying, not by sending again", async () => {
    const { world, rebalanceId } = await approved({ manners: { ackLost: 1 } });
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "settled" });
    expect((await world.orders(rebalanceId)).map((row) => row.state)).toEqual(["filled", "filled", "filled"]);
    const { timeline } = await getRebalance(world.ctx, rebalanceId);
    expect(timeline.map((row) => row.text)).toContain("Sell Bitcoin: no clear answer, checking with the venue");
    await checkBooks(world, rebalanceId);
  });

  test("a request that was lost becomes a new order under a new id, thrice at most", async () => {
    const { world, rebalanceId } = await approved({ manners: { requestLost: 1 } });
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "incomplete" });
    const rows = await world.orders(rebalanceId);
    expect(rows.filter((row) => row.leg === 0).map((row) => row.state)).toEqual(["absent", "absent", "absent"]);
    expect(new Set(rows.map((row) => row.clientOrderId)).size).toBe(rows.length);
    // The sale brought nothing, so nothing is bought from the owner's own cash.
    expect(rows.filter((row) => row.side === "buy").map((row) => row.state)).toEqual(["dropped", "dropped"]);
    expect(describeRebalanceOutcome((await world.rebalance(rebalanceId)).outcome)).toContain("0 of 3 trades done");
  });

  for (const state of ["planned", "submitting", "unknown", "open"] satisfies OrderState[])
    test(`a restart finds an order ${state} and goes on without sending it twice`, async () => {
      const { world, rebalanceId } = await approved();
      await playUntil(world, rebalanceId, state);
      expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "settled" });
      const filled = (await world.orders(rebalanceId)).filter((row) => row.state === "filled");
      expect(filled.map((row) => row.leg)).toEqual([0, 1, 2]);
      await checkBooks(world, rebalanceId);
    });

  /** The first life: it starts, sends the first order (but for "planned"), and dies with it in this state. */
  async function playUntil(world: RunWorld, rebalanceId: string, state: OrderState): Promise<void> {
    const life = new AbortController();
    world.venue.beforeSubmit = async () => {
      life.abort();
    };
    if (state === "planned") life.abort();
    expect(await advanceRebalance(world.ctx, rebalanceId, { signal: life.signal })).toEqual({ kind: "interrupted" });
    world.venue.beforeSubmit = async () => {};
    if (state === "planned") return;
    // What the first life booked before it died is undone: it died between the send and the answer.
    const [first] = await world.orders(rebalanceId);
    await world.ctx.db.delete(postings).where(sql`fill_id in (select id from fills where order_id = ${first!.id})`);
    await world.ctx.db.delete(fills).where(eq(fills.orderId, first!.id));
    await world.ctx.db
      .update(orders)
      .set({ state, filled: quantity("0"), filledQuote: quantity("0"), doneAt: null, nextLookupAt: null })
      .where(eq(orders.id, first!.id));
  }

  test("dying at any commit, on a badly behaved exchange, books everything once", async () => {
    for (const seed of [11, 12, 13, 14, 15, 16]) {
      const random = seededRandom(seed);
      const manners = {
        ackLost: 0.3,
        requestLost: 0.1,
        requestLate: 0.2,
        partFilled: 0.3,
        lags: 0.4,
        lookupFails: 0.2,
      };
      const { world, rebalanceId } = await approved({ manners, random });
      const mortal = { ...world.ctx, db: mortalDatabase(world.ctx.db, random) };
      let end: Awaited<ReturnType<typeof advanceRebalance>> | null = null;
      for (let life = 0; life < 200 && end?.kind !== "over"; life++)
        end = await advanceRebalance(mortal, rebalanceId).catch((error: Error) => {
          if (!error.message.includes("died")) throw error;
          return null;
        });
      // Where a sale or a purchase was filled in part the run is over and fell short of what was approved.
      expect(end, `seed ${seed}`).toEqual({ kind: "over", state: expect.stringMatching(/^(settled|incomplete)$/) });
      await checkBooks(world, rebalanceId);
    }
  });

  /** Fails one transaction in six: half of those before they did anything, half after they were committed. */
  function mortalDatabase(db: Database, random: Random): Database {
    return new Proxy(db, {
      get(target, key, receiver) {
        if (key !== "transaction") return Reflect.get(target, key, receiver);
        return async (...args: Parameters<Database["transaction"]>) => {
          if (random.chance(1 / 12)) throw new Error("died before the commit");
          const result = await target.transaction(...args);
          if (random.chance(1 / 12)) throw new Error("died after the commit");
          return result;
        };
      },
    });
  }

  test("two workers: one advances, the other leaves it alone", async () => {
    const { world, rebalanceId } = await approved();
    const both = await Promise.all([
      advanceRebalance(world.ctx, rebalanceId),
      advanceRebalance(world.ctx, rebalanceId),
    ]);
    expect(both.map((each) => each.kind).sort()).toEqual(["busy", "over"]);
    await checkBooks(world, rebalanceId);
  });

  test("a worker that lost its lease sends nothing more", async () => {
    const { world, rebalanceId } = await approved();
    world.venue.beforeSubmit = async () => {
      await world.ctx.db.update(rebalances).set({ leaseHolder: "another" }).where(eq(rebalances.id, rebalanceId));
    };
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "interrupted" });
    // Its first order was under way; what came of it is booked, and that is all.
    expect(world.venue.exchange.sent.size).toBe(1);
    expect((await world.orders(rebalanceId)).map((row) => row.state)).toEqual(["filled", "planned", "planned"]);
  });

  test("the owner's stop comes before the next order; what was done stays booked", async () => {
    const { world, rebalanceId } = await approved();
    world.venue.beforeSubmit = async () => void (await stopRebalance(world.ctx, rebalanceId));
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "stopped" });
    expect((await world.orders(rebalanceId)).map((row) => row.state)).toEqual(["filled", "dropped", "dropped"]);
    expect(describeRebalanceOutcome((await world.rebalance(rebalanceId)).outcome)).toContain(
      "Ada stopped it; 1 of 3 trades done",
    );
    await checkBooks(world, rebalanceId);
  });

  test("the kill switch stops before the next order", async () => {
    const { world, rebalanceId } = await approved();
    world.venue.beforeSubmit = async () => {
      const stop = { ownerId: world.ctx.ownerId, stoppedAt: new Date(world.ctx.now()) };
      await world.ctx.db.insert(ownerSettings).values(stop).onConflictDoNothing();
    };
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "stopped" });
    expect(world.venue.exchange.sent.size).toBe(1);
    expect(describeRebalanceOutcome((await world.rebalance(rebalanceId)).outcome)).toContain("All trading was stopped");
  });

  test("an order nobody knows the fate of halts the run and its portfolio", async () => {
    const { world, rebalanceId } = await approved({ manners: { ackLost: 1, lookupFails: 1 } });
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "halted" });
    expect(world.venue.exchange.sent.size).toBe(1);
    const [portfolio] = await world.ctx.db.select().from(portfolios).where(eq(portfolios.id, world.portfolioId));
    expect(describeHalt(portfolio!.haltedReason!)).toContain("could not be found out");
    // The outage ends: what the order did is booked late, and nothing more is sent.
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.ctx.advance(60_000);
    await resumeRunningRebalances(world.ctx);
    expect((await world.orders(rebalanceId))[0]).toMatchObject({ state: "filled" });
    await checkBooks(world, rebalanceId);
  });

  test("what changed at the venue besides our fills is named", async () => {
    const { world, rebalanceId } = await approved();
    const real = world.venue.fetchBalances;
    let isOpen = false;
    world.venue.fetchBalances = async () => {
      const balances = await real();
      if (isOpen)
        return [
          ...balances.filter((row) => row.asset !== "USDT"),
          { asset: "USDT", total: "1" as never, free: "1" as never },
        ];
      isOpen = true;
      return balances;
    };
    expect(await advanceRebalance(world.ctx, rebalanceId)).toEqual({ kind: "over", state: "settled" });
    expect((await world.rebalance(rebalanceId)).differences).toMatchObject([{ asset: "USDT", venue: "1" }]);
  });

  test("after a start, running rebalances are taken up, and whoever watches sees the end", async () => {
    const { world, rebalanceId } = await approved();
    startAdvancing();
    const states: string[] = [];
    const watching = (async () => {
      for await (const view of watchRebalance(world.ctx, rebalanceId)) states.push(view.state);
    })();
    expect(await resumeRunningRebalances(world.ctx)).toContain(rebalanceId);
    await watching;
    expect(states[0]).toBe("approved");
    expect(states.at(-1)).toBe("settled");
    expect(new Set(states)).toContain("executing");
  });
});
