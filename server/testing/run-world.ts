/** One portfolio at one scripted exchange with a drift worth a proposal: what the tests of a run start from. */
import { eq } from "drizzle-orm";
import { orders, policyVersions, portfolios, portfolioVenues, rebalances, venues } from "@/drizzle/schema";
import type { Policy, Quote } from "@/lib/engine/model";
import { notional, price, quantity, rate } from "@/lib/money";
import { aMarket, aPolicy } from "@/lib/testing/builders";
import { type Random, seededRandom } from "@/lib/testing/random";
import type { Misbehaviour } from "@/lib/testing/scripted-exchange";
import type { Database } from "@/server/db/client";
import { evaluatePortfolio } from "@/server/services/evaluation/evaluate";
import { newId } from "@/server/services/id";
import { type TestContext, testContext } from "./context";
import { createScriptedVenue, type ScriptedVenue } from "./scripted-venue";

export interface RunWorld {
  ctx: TestContext;
  portfolioId: string;
  venueId: string;
  venue: ScriptedVenue;
  /** A fresh check; the id and hash of what it proposes. */
  propose(): Promise<{ rebalanceId: string; planHash: string }>;
  rebalance(id: string): Promise<typeof rebalances.$inferSelect>;
  orders(rebalanceId: string): Promise<(typeof orders.$inferSelect)[]>;
  setPrice(symbol: string, mid: number): void;
}

export interface RunWorldOptions {
  policy?: Partial<Policy>;
  manners?: Partial<Misbehaviour>;
  random?: Random;
  /** Absent: those of the drift below. */
  balances?: Readonly<Record<string, string>>;
}

function quoteOf(symbol: string, mid: number, at: number): Quote {
  return { symbol, bid: price(String(mid * 0.9995)), ask: price(String(mid * 1.0005)), last: price(String(mid)), at };
}

/** Wanted: BTC 50, ETH 25, SOL 5, USDT 20. There: BTC 65, ETH 15, USDT 20. So: sell BTC, buy ETH, buy SOL. */
export async function runWorld(database: { db: Database }, options: RunWorldOptions = {}): Promise<RunWorld> {
  let venue: ScriptedVenue | null = null;
  const ctx = await testContext(database, { script: { "*": () => venue! } });
  // Waiting costs no time: the clock jumps.
  ctx.sleep = async (ms) => ctx.advance(Math.max(ms, 1));
  const now = new Date(ctx.now());
  const venueId = newId(ctx.now());
  const portfolioId = newId(ctx.now());
  const quotes = [
    quoteOf("BTC/USDT", 50_000, ctx.now()),
    quoteOf("ETH/USDT", 2_500, ctx.now()),
    quoteOf("SOL/USDT", 100, ctx.now()),
  ];
  const rules = { notionalMin: notional("5"), takerFeeRate: rate("0.001") };
  venue = createScriptedVenue({
    venueId,
    markets: [
      aMarket("BTC/USDT", { ...rules, quantityStep: quantity("0.00001") }),
      aMarket("ETH/USDT", { ...rules, quantityStep: quantity("0.0001") }),
      aMarket("SOL/USDT", { ...rules, quantityStep: quantity("0.01") }),
    ],
    quotes,
    balances: options.balances ?? { BTC: "0.13", ETH: "0.6", USDT: "2000" },
    now: ctx.now,
    manners: options.manners,
    random: options.random ?? seededRandom(7),
  });
  const policy = aPolicy({
    targets: [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "asset", asset: "ETH", weight: 0.25 },
      { kind: "asset", asset: "SOL", weight: 0.05 },
      { kind: "asset", asset: "USDT", weight: 0.2 },
    ],
    ...options.policy,
  });
  await ctx.db
    .insert(venues)
    .values({ id: venueId, ownerId: ctx.ownerId, kind: "exchange", name: "Scripted", exchangeId: "binance" });
  await ctx.db
    .insert(portfolios)
    .values({ id: portfolioId, ownerId: ctx.ownerId, name: "Core", baseCurrency: "USDT", createdAt: now });
  await ctx.db.insert(portfolioVenues).values({ portfolioId, venueId });
  await ctx.db
    .insert(policyVersions)
    .values({ portfolioId, version: 1, policy, createdBy: ctx.ownerId, createdAt: now });

  const world: RunWorld = {
    ctx,
    portfolioId,
    venueId,
    venue,
    async propose() {
      const { rebalanceId, decision } = await evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" });
      if (rebalanceId === null) throw new Error(`Nothing was proposed: ${JSON.stringify(decision)}`);
      return { rebalanceId, planHash: (await world.rebalance(rebalanceId)).planHash };
    },
    async rebalance(id) {
      const [row] = await ctx.db.select().from(rebalances).where(eq(rebalances.id, id));
      if (!row) throw new Error(`No rebalance ${id}`);
      return row;
    },
    orders: (rebalanceId) =>
      ctx.db.select().from(orders).where(eq(orders.rebalanceId, rebalanceId)).orderBy(orders.leg, orders.attempt),
    setPrice(symbol, mid) {
      quotes[quotes.findIndex((each) => each.symbol === symbol)] = quoteOf(symbol, mid, ctx.now());
    },
  };
  return world;
}
