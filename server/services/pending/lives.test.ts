/**
 * Seeded lives of a portfolio: the exchange falls silent and comes back, fills nothing or a part, lies about prices and
 * balances and recovers, the owner trades by hand, approves late, declines and takes back, transactions die. Whatever
 * happens:
 *   - every order of ours moves its asset toward its target as the account really stood at that instant;
 *   - no order is sent twice, and books equal exchange;
 *   - when calm returns, everything that was pending has ended or was shown, and no band is broken.
 * Run one again with SEED=…, many with SEEDS=….
 */
import { and, eq, inArray } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { auditEntries, pendingRebalances, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { compare, type Price, type Quantity, toFloat } from "@/lib/money";
import type { AcceptSuspectInput } from "@/lib/schemas/portfolio";
import { type Random, seededRandom } from "@/lib/testing/random";
import { type Misbehaviour, WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import type { Database } from "@/server/db/client";
import { expectBalancedPostings, ledgerOf } from "@/server/testing/books";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { noLies } from "@/server/testing/scripted-venue";
import { acceptSeen } from "../confirmation/accept";
import { PreconditionError } from "../errors";
import { checkPortfolio } from "../evaluation/check";
import { findFlows } from "../evaluation/find-cash-flows";
import { loadState } from "../evaluation/state";
import { takePortfolioSnapshot } from "../evaluation/take-portfolio-snapshot";
import { enqueueDueChecks } from "../occurrence/enqueue-due";
import { runDueOccurrences } from "../occurrence/run";
import { loadPortfolio } from "../portfolio/get-owned";
import {
  acceptDifferences,
  approveRebalance,
  declineRebalance,
  expireProposals,
  resumeRunningRebalances,
  startAdvancing,
  whenQuiet,
} from "../rebalance";
import { resumeDeclined } from ".";

const MINUTE = 60_000;
const STEPS = 16;
const TARGETS: Readonly<Record<string, number>> = { BTC: 0.5, ETH: 0.25, SOL: 0.05, USDT: 0.2 };
const PRICES: Readonly<Record<string, number>> = { BTC: 50_000, ETH: 2_500, SOL: 100 };
/** Of the portfolio: what prices may move between the check and the order (1 %, the owner's tolerance), and fees. */
const TOLERANCE = 0.012;

const TROUBLES: readonly Partial<Misbehaviour>[] = [
  {},
  {},
  { readFails: 1 },
  { unfilled: 1 },
  { partFilled: 0.6 },
  { unfilled: 0.5, ackLost: 0.3 },
  { requestLost: 0.4 },
];

const seeds = (): number[] => {
  if (process.env.SEED) return [Number(process.env.SEED)];
  return Array.from({ length: Number(process.env.SEEDS ?? 6) }, (_, index) => 700 + index);
};

describeOnEachDatabase("lives with pending rebalances", (database) => {
  afterEach(async () => {
    await whenQuiet();
    startAdvancing();
  });

  test.each(seeds())("seed %i", { timeout: 120_000 }, async (seed) => {
    const random = seededRandom(seed);
    const policy: Partial<Policy> = {
      autonomy: random.chance(0.6) ? "auto" : "approve",
      cooldownMinutes: 5,
      triggers: [
        { kind: "threshold", portfolioDrift: null },
        { kind: "time", cron: "0 * * * *", timeZone: "UTC" },
      ],
    };
    const world = await runWorld(database, { policy, random: seededRandom(seed + 1) });
    const prices: Record<string, number> = { ...PRICES };
    // Of another seed, so that the other troubles of a life do not depend on it.
    const liar = seededRandom(seed + 2);
    const wrong = watchOrders(world, prices);
    // Of an account that was never seen before nobody can say that it lies.
    await checkPortfolio(world.ctx, world.portfolioId);
    await whenQuiet();
    for (let step = 0; step < STEPS; step += 1) {
      world.ctx.advance(random.whole(20_000, 9 * MINUTE));
      await happen(world, prices, random);
      lie(world, liar);
      await work(world, random.chance(0.15) ? mortal(world.ctx.db, random) : world.ctx.db);
    }
    await calm(world);
    expect(wrong, "orders that the truth of their instant does not call for").toEqual([]);
    await judge(world);
  });

  /**
   * Holds each order of ours against the truth of its instant: it goes the way its asset's true drift goes, and is no
   * larger than that drift. What is wrong is collected: thrown inside the venue it would pass for a lost answer.
   */
  function watchOrders(world: RunWorld, prices: Readonly<Record<string, number>>): readonly string[] {
    const wrong: string[] = [];
    const real = world.venue.submitOrder;
    world.venue.submitOrder = (order) => {
      const held = (asset: string) => toFloat(world.venue.exchange.trueBalance(asset)) * (prices[asset] ?? 1);
      const whole = Object.keys(TARGETS).reduce((total, asset) => total + held(asset), 0);
      const asset = order.symbol.split("/")[0]!;
      const target = TARGETS[asset]!;
      const wanted = (held(asset) / whole - target) * (order.side === "sell" ? 1 : -1);
      const size = (toFloat(order.quantity) * prices[asset]!) / whole;
      if (size > wanted + TOLERANCE)
        wrong.push(`${order.side} ${asset} for ${size.toFixed(4)} at a drift that calls for ${wanted.toFixed(4)}`);
      return real(order);
    };
    return wrong;
  }

  async function happen(world: RunWorld, prices: Record<string, number>, random: Random): Promise<void> {
    const trouble = TROUBLES[random.whole(0, TROUBLES.length - 1)]!;
    world.venue.exchange.setManners({ ...WELL_BEHAVED, ...trouble });
    if (random.chance(0.3)) {
      const asset = ["BTC", "ETH", "SOL"][random.whole(0, 2)]!;
      prices[asset] = prices[asset]! * (random.whole(93, 107) / 100);
      world.setPrice(`${asset}/USDT`, prices[asset]!);
    }
    if (random.chance(0.2)) tradeByHand(world, prices, random);
    const [open] = await world.ctx.db
      .select()
      .from(rebalances)
      .where(and(eq(rebalances.portfolioId, world.portfolioId), eq(rebalances.state, "proposed")));
    if (!open) return;
    if (random.chance(0.5)) await tried(approveRebalance(world.ctx, { rebalanceId: open.id, planHash: open.planHash }));
    else if (random.chance(0.2)) await tried(declineRebalance(world.ctx, open.id));
    await whenQuiet();
  }

  /**
   * For a step or some: a ticker, with or without its book, last trade and candles; a balance hidden, halved, doubled.
   */
  function lie({ venue }: RunWorld, random: Random): void {
    if (random.chance(0.5)) Object.assign(venue.lies, noLies());
    if (random.chance(0.3)) {
      const symbol = `${random.pick(["BTC", "ETH", "SOL"])}/USDT`;
      const factor = random.pick([0.1, 0.12, 0.45, 0.55, 0.6, 0.75, 0.85, 1.2, 1.4, 2, 10]);
      venue.lies.book[symbol] = factor;
      if (random.chance(0.7)) venue.lies.last[symbol] = factor;
      if (random.chance(0.2)) venue.lies.candles[symbol] = null;
    }
    if (random.chance(0.25)) {
      const asset = random.pick(["BTC", "ETH", "USDT"]);
      const there = toFloat(venue.exchange.trueBalance(asset));
      // Money that grew is confirmed at a second check, so that would be no lie but a deposit that is taken back.
      const more = asset === "USDT" ? null : (there * 2).toFixed(6);
      venue.lies.balances[asset] = random.pick([null, (there / 2).toFixed(6), more, "0.0001"]);
    }
  }

  /** In the exchange's own app. */
  function tradeByHand(world: RunWorld, prices: Readonly<Record<string, number>>, random: Random): void {
    const asset = random.chance(0.5) ? "BTC" : "ETH";
    const side = random.chance(0.5) ? ("sell" as const) : ("buy" as const);
    const worth = random.whole(100, 1_500);
    world.venue.exchange.setManners(WELL_BEHAVED);
    world.venue.exchange.submit({
      clientOrderId: `hand-${world.ctx.now()}`,
      symbol: `${asset}/USDT`,
      side,
      quantity: (worth / prices[asset]!).toFixed(4) as Quantity,
      limitPrice: String(side === "sell" ? prices[asset]! * 0.9 : prices[asset]! * 1.1) as Price,
    });
  }

  async function work(world: RunWorld, db: Database): Promise<void> {
    const ctx = { ...world.ctx, db };
    await tried(expireProposals(ctx));
    await tried(resumeRunningRebalances(ctx));
    await tried(enqueueDueChecks(ctx));
    await tried(runDueOccurrences(ctx, world.portfolioId));
    await whenQuiet();
  }

  /** Refusals are answers, and a death in a transaction is what is tried here. */
  async function tried(act: Promise<unknown>): Promise<void> {
    await act.catch((error: unknown) => {
      const isDeath = error instanceof Error && error.message.includes("died");
      if (!(error instanceof PreconditionError) && !isDeath) throw error;
    });
  }

  /** Dies once: at the first commit in which chance says so. */
  function mortal(db: Database, random: Random): Database {
    let lives = 1;
    const dies = () => {
      if (lives === 0 || !random.chance(0.25)) return false;
      lives -= 1;
      return true;
    };
    return new Proxy(db, {
      get(target, key, receiver) {
        if (key !== "transaction") return Reflect.get(target, key, receiver);
        return async (...args: Parameters<Database["transaction"]>) => {
          if (dies()) throw new Error("died before the commit");
          const result = await target.transaction(...args);
          if (dies()) throw new Error("died after the commit");
          return result;
        };
      },
    });
  }

  /**
   * The exchange behaves, the owner answers what is proposed: two hours and a half, and a day for what was given up.
   */
  async function calm(world: RunWorld): Promise<void> {
    world.venue.exchange.setManners(WELL_BEHAVED);
    Object.assign(world.venue.lies, noLies());
    for (let turn = 0; turn < 40; turn += 1) {
      world.ctx.advance(turn === 0 ? 25 * 60 * MINUTE : 4 * MINUTE);
      const rows = await world.ctx.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId));
      for (const row of rows) {
        if (row.differences !== null && row.differencesAcceptedAt === null) await acceptDifferences(world.ctx, row.id);
        if (row.state === "proposed")
          await tried(approveRebalance(world.ctx, { rebalanceId: row.id, planHash: row.planHash }));
      }
      await tried(resumeDeclined(world.ctx, world.portfolioId));
      await confirmSuspects(world);
      await whenQuiet();
      await work(world, world.ctx.db);
      const open = await openRows(world);
      if (turn > 2 && open.length === 0) return;
    }
  }

  /** What looking alone cannot settle its owner does. */
  async function confirmSuspects(world: RunWorld): Promise<void> {
    const { confirmations } = await loadState(world.ctx.db, world.portfolioId);
    const accept = (fact: AcceptSuspectInput["fact"]) =>
      tried(acceptSeen(world.ctx, { portfolioId: world.portfolioId, fact }));
    for (const { asset, price } of confirmations.suspectPrices) await accept({ about: "price", asset, seen: price });
    for (const { venueId, asset, seen } of confirmations.suspectBalances)
      await accept({ about: "balance", venueId, asset, seen });
  }

  const openRows = (world: RunWorld) =>
    world.ctx.db
      .select()
      .from(pendingRebalances)
      .where(
        and(
          eq(pendingRebalances.portfolioId, world.portfolioId),
          inArray(pendingRebalances.state, ["open", "resting"]),
        ),
      );

  async function judge(world: RunWorld): Promise<void> {
    const { exchange } = world.venue;
    for (const [id, times] of exchange.sent) expect(times, `${id} sent once`).toBe(1);
    expect(await openRows(world), "everything pending has ended").toEqual([]);
    const loaded = await loadPortfolio(world.ctx, world.portfolioId);
    const { snapshot } = await takePortfolioSnapshot(
      world.ctx,
      loaded,
      await loadState(world.ctx.db, world.portfolioId),
    );
    world.ctx.advance(2 * MINUTE);
    expect(await findFlows(world.ctx.db, world.ctx, loaded, snapshot), "books equal exchange").toEqual([]);
    await checkPostings(world);
    const givenUp = await world.ctx.db
      .select()
      .from(pendingRebalances)
      .where(and(eq(pendingRebalances.portfolioId, world.portfolioId), eq(pendingRebalances.state, "given-up")));
    const entries = await world.ctx.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.portfolioId, world.portfolioId), eq(auditEntries.action, "rebalance.give-up")));
    if (givenUp.length > 0) expect(entries, "what was given up is shown").not.toEqual([]);
    const values = Object.keys(TARGETS).map((asset) => {
      const price = snapshot.prices.find((row) => row.asset === asset);
      return [asset, toFloat(exchange.trueBalance(asset)) * (price ? toFloat(price.price) : 1)] as const;
    });
    const whole = values.reduce((total, [, value]) => total + value, 0);
    for (const [asset, value] of values) {
      const width = Math.max(TARGETS[asset]! * 0.2, 0.01) + 0.005;
      expect(Math.abs(value / whole - TARGETS[asset]!), `${asset} is inside its band`).toBeLessThan(width);
    }
  }

  async function checkPostings(world: RunWorld): Promise<void> {
    await expectBalancedPostings(world);
    for (const asset of Object.keys(TARGETS)) {
      const ledger = await ledgerOf(world, asset);
      const there = world.venue.exchange.trueBalance(asset);
      expect(Math.abs(toFloat(ledger) - toFloat(there)) < 1e-6 || compare(ledger, there) === 0, asset).toBe(true);
    }
  }
});
