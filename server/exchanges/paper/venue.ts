/**
 * The paper venue: real rules and real (or simulated) prices, made-up money. Its memory is the store it is handed,
 * so it answers `findOrder` after a restart as an exchange does. Orders of one venue are taken one after the other.
 */
import type { Balance, Market, OrderRequest, Quote } from "@/lib/engine/model";
import { isPositive, type Quantity, type Rate } from "@/lib/money";
import type { PaperStore } from "../registry";
import { type Venue, VenueError } from "../venue";
import type { PriceFeed } from "./feed";
import { fillOnPaper } from "./fill";

const SAVES_MAX = 5;

export interface PaperOptions {
  venueId: string;
  feeRate: Rate;
  feed: PriceFeed;
  store: PaperStore;
  now: () => number;
}

export function createPaperVenue(options: PaperOptions): Venue {
  const { venueId, feeRate, feed, store, now } = options;
  let known: { from: readonly Market[]; markets: readonly Market[] } | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function loadMarkets(load?: { isForced?: boolean }): Promise<readonly Market[]> {
    const from = await feed.loadMarkets(load);
    if (known?.from !== from) {
      const own = { venueId, takerFeeRate: feeRate, makerFeeRate: feeRate, feeFrom: "received" } as const;
      known = { from, markets: from.map((market) => ({ ...market, ...own })) };
    }
    return known.markets;
  }

  /** A price that cannot be had means the order surely was not placed: nothing is open on paper. */
  async function priceFor(order: OrderRequest) {
    try {
      const market = (await loadMarkets()).find((candidate) => candidate.symbol === order.symbol);
      const [quote] = market ? await feed.fetchQuotes([order.symbol]) : [];
      return { market, quote };
    } catch (error) {
      throw new VenueError("rejected", `No live price for ${order.symbol}: ${(error as Error).message}`);
    }
  }

  /** Another process may have traded, or the owner changed a balance, in between: then once more from the new ones. */
  async function fillAndSave(order: OrderRequest, market: Market, quote: Quote) {
    for (let turn = 0; turn < SAVES_MAX; turn++) {
      const balances = new Map((await store.readBalances()).map((row) => [row.asset, row.quantity]));
      const held = (asset: string) => balances.get(asset) ?? ("0" as Quantity);
      const outcome = fillOnPaper(order, market, quote, held, now());
      try {
        return { report: outcome.report, isNew: await store.saveOrder(outcome.report, outcome.balances) };
      } catch (error) {
        if (error instanceof Error && error.name === "BalancesMovedError") continue;
        throw new VenueError("unknown-outcome", "The paper order could not be confirmed as saved.");
      }
    }
    throw new VenueError("rejected", "The balances kept changing while the order was filled; nothing was placed.");
  }

  async function place(order: OrderRequest) {
    const { market, quote } = await priceFor(order);
    if (!market?.isActive) throw new VenueError("market-closed", `${order.symbol} is not traded here.`);
    if (!quote || !isPositive(quote.bid) || !isPositive(quote.ask))
      throw new VenueError("market-closed", `${order.symbol} has no price now.`);
    const { report, isNew } = await fillAndSave(order, market, quote);
    if (!isNew)
      throw new VenueError("unknown-outcome", `An order with the id ${order.clientOrderId} is there already.`, {
        code: "duplicate",
      });
    return report;
  }

  return {
    kind: "paper",
    label: feed.isSimulated ? "Paper (simulated)" : `Paper (${feed.label} prices)`,
    limits: { requestValidityMs: 0, lookupLagMs: 0 },
    async testConnection() {
      const startedAt = now();
      await loadMarkets();
      return {
        permissions: {
          canRead: true,
          canTrade: true,
          canWithdraw: false,
          canTransfer: false,
          canMargin: false,
          canFutures: false,
        },
        latencyMs: now() - startedAt,
        clockOffsetMs: 0,
      };
    },
    loadMarkets,
    async fetchBalances() {
      const rows = await store.readBalances();
      return rows.map(({ asset, quantity }): Balance => ({ asset, total: quantity, free: quantity }));
    },
    fetchQuotes: (symbols) => feed.fetchQuotes(symbols),
    fetchRecentCloses: (symbols) => feed.fetchRecentCloses(symbols),
    fetchOpenOrders: async () => [],
    submitOrder(order) {
      const placed = queue.then(() => place(order));
      queue = placed.catch(() => undefined);
      return placed;
    },
    findOrder: (clientOrderId) => store.findOrder(clientOrderId),
    cancelOrder: (clientOrderId) => store.findOrder(clientOrderId),
    close: async () => undefined,
  };
}
