/** A portfolio whose exchange shows what a test wants it to show, and the checks that read it. */
import { and, eq } from "drizzle-orm";
import { beforeEach } from "vitest";
import { policyVersions, postings, venues } from "@/drizzle/schema";
import type { Balance, Market, Policy, Quote, Transfer } from "@/lib/engine/model";
import { type Notional, price, quantity, type Rate } from "@/lib/money";
import { type Venue, VenueError } from "@/server/exchanges/venue";
import { loadConfirmations } from "@/server/services/confirmation/load";
import { evaluatePortfolio } from "@/server/services/evaluation/evaluate";
import { newId } from "@/server/services/id";
import { policyTemplates } from "@/server/services/policy/templates";
import { createPortfolio } from "@/server/services/portfolio/create";
import { loadPortfolio } from "@/server/services/portfolio/get-owned";
import { findLastSnapshot } from "@/server/services/snapshot/last-known";
import { takeSnapshot } from "@/server/services/snapshot/take";
import { type TestContext, testContext } from "./context";
import type { TestDatabase } from "./database";

/** An exchange as a test wants it; change its fields between checks. */
interface Scripted {
  balances: Record<string, string>;
  prices: Record<string, string>;
  failure: VenueError | null;
  /** Closes of its candles where they differ from the ticker; null: it has none. */
  closes: Record<string, string> | null;
  /** Bid and ask where they are not the price. */
  books: Record<string, readonly [string, string]>;
  transfers: Transfer[];
  /** By the venue's own code: what it is of, and how much. */
  earning: Record<string, readonly [string, string]>;
  delisted: string[];
  closesFail: boolean;
}

const market = (venueId: string, base: string): Market => ({
  venueId,
  symbol: `${base}/USDT`,
  base,
  quote: "USDT",
  quantityStep: quantity("0.0001"),
  priceStep: price("0.01"),
  quantityMin: quantity("0.0001"),
  quantityMax: null,
  notionalMin: "5" as Notional,
  takerFeeRate: "0.001" as Rate,
  makerFeeRate: "0.001" as Rate,
  feeFrom: "received",
  isActive: true,
});

function scriptedVenue(venueId: string, script: Scripted, now: () => number): Venue {
  const unsupported = () => Promise.reject(new VenueError("unsupported", "Not in this test."));
  const answer = async <T>(value: () => T): Promise<T> => {
    if (script.failure) throw script.failure;
    return value();
  };
  return {
    kind: "exchange",
    label: "Binance",
    limits: { requestValidityMs: 0, lookupLagMs: 0 },
    testConnection: unsupported,
    loadMarkets: () =>
      answer(() =>
        ["BTC", "ETH", "DOGE"].map((base) => ({ ...market(venueId, base), isActive: !script.delisted.includes(base) })),
      ),
    fetchBalances: () =>
      answer(() => [
        ...Object.entries(script.balances).map(
          ([asset, held]): Balance => ({ asset, total: quantity(held), free: quantity(held) }),
        ),
        ...Object.entries(script.earning).map(
          ([venueCode, [asset, held]]): Balance => ({ asset, total: quantity(held), free: quantity("0"), venueCode }),
        ),
      ]),
    fetchQuotes: (symbols) =>
      answer(() =>
        symbols.flatMap((symbol): Quote[] => {
          const at = script.prices[symbol.split("/")[0] ?? ""];
          const [bid, ask] = script.books[symbol.split("/")[0] ?? ""] ?? [at, at];
          return at === undefined || bid === undefined || ask === undefined
            ? []
            : [{ symbol, bid: price(bid), ask: price(ask), last: price(at), at: now() - 2_000 }];
        }),
      ),
    fetchRecentCloses: (symbols) =>
      answer(() => {
        if (script.closesFail) throw new VenueError("unavailable", "No candles now.");
        return symbols.flatMap((symbol) => {
          const base = symbol.split("/")[0] ?? "";
          const close = script.closes?.[base] ?? script.prices[base];
          return script.closes === null || close === undefined ? [] : [{ symbol, close: price(close), at: now() }];
        });
      }),
    fetchTransfers: async (since) => script.transfers.filter((transfer) => transfer.at >= since),
    fetchOpenOrders: async () => [],
    submitOrder: unsupported,
    findOrder: unsupported,
    cancelOrder: unsupported,
    close: async () => {},
  };
}

/** One portfolio on one such exchange; what is read of the world is that of the running test. */
export function snapshotWorld(database: TestDatabase) {
  let ctx: TestContext;
  let venueId: string;
  let portfolioId: string;
  let script: Scripted;

  beforeEach(async () => {
    script = {
      balances: { BTC: "0.05", ETH: "1", USDT: "2000", DOGE: "100" },
      prices: { BTC: "100000", ETH: "3000", DOGE: "0.2" },
      failure: null,
      closes: {},
      books: {},
      transfers: [],
      earning: {},
      delisted: [],
      closesFail: false,
    };
    venueId = newId();
    ctx = await testContext(database, {
      script: { [venueId]: () => scriptedVenue(venueId, script, () => ctx.now()) },
    });
    await database.db
      .insert(venues)
      .values({ id: venueId, ownerId: ctx.ownerId, kind: "exchange", name: "My Binance", exchangeId: "binance" });
    const policy = policyTemplates()[0]!.policy;
    const made = await createPortfolio(ctx, { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy });
    portfolioId = made.portfolioId;
  });

  const taken = async () => {
    const loaded = await loadPortfolio(ctx, portfolioId);
    const lastKnown = await findLastSnapshot(ctx, portfolioId);
    const confirmations = await loadConfirmations(ctx, portfolioId, lastKnown);
    const { baseCurrency } = loaded.portfolio;
    return (await takeSnapshot(ctx, { ...loaded, baseCurrency, lastKnown, confirmations })).snapshot;
  };
  const check = async (afterMs = 0) => {
    ctx.advance(afterMs);
    return (await evaluatePortfolio(ctx, portfolioId, {})).decision;
  };
  const changePolicy = async (change: Partial<Policy>) => {
    const { policy } = await loadPortfolio(ctx, portfolioId);
    await database.db
      .update(policyVersions)
      .set({ policy: { ...policy, ...change } })
      .where(eq(policyVersions.portfolioId, portfolioId));
  };
  const withdrawals = async () => {
    const withdrawn = and(eq(postings.account, "flow:withdrawal"), eq(postings.portfolioId, portfolioId));
    return (await database.db.select().from(postings).where(withdrawn)).map((row) => `${row.asset} ${row.quantity}`);
  };
  const without = (asset: string) => {
    const { [asset]: _gone, ...rest } = script.balances;
    return rest;
  };
  const heldOf = (snapshot: { holdings: readonly { asset: string; quantity: string }[] }, asset: string) =>
    snapshot.holdings.filter((row) => row.asset === asset).map((row) => row.quantity);
  const suspect = (asset: string, suspicion: string, more: object = {}) => ({
    kind: "hold",
    reasons: [{ kind: "unconfirmed", suspects: [{ asset, suspicion, ...more }] }],
  });

  const venueRow = async () => (await database.db.select().from(venues).where(eq(venues.id, venueId)))[0]!;

  return {
    get ctx() {
      return ctx;
    },
    get script() {
      return script;
    },
    get portfolioId() {
      return portfolioId;
    },
    get venueId() {
      return venueId;
    },
    taken,
    check,
    changePolicy,
    withdrawals,
    without,
    heldOf,
    suspect,
    venueRow,
  };
}
