/**
 * One account at an exchange, through ccxt. Orders are immediate-or-cancel limits with our own id, sent once. Market
 * lists, quotes and candles come from the hub, shared by all accounts of the exchange. Every signed request goes past
 * the key's guard (a refused key is not tried for ever), every order past the key's rights.
 */
import type { Market, MarketSymbol, Quote, RecentClose } from "@/lib/engine/model";
import { isUrgent, urgently } from "../urgent";
import { type Venue, VenueError } from "../venue";
import type { Client } from "./client/client";
import { clockOffset, syncClock } from "./client/clock";
import { createKeyGuard, type KeyGuard } from "./client/key-guard";
import { createOptionalRead, createRead } from "./client/read";
import { createPermissionWatch } from "./errors/permission-watch";
import { createAccountMarkets } from "./market-data/account-markets";
import { listedCodes, nameBalances } from "./market-data/identity";
import { type TradingRule, toWireId } from "./market-data/trading-rules";
import { fetchAccountTrades } from "./orders/account-trades";
import { findOrder, orderIdFor } from "./orders/find-order";
import { toBalances, venueCodes } from "./orders/normalize";
import { fetchOpenOrders } from "./orders/open-orders";
import { submitOrder } from "./orders/submit-order";
import { fetchTransfers } from "./orders/transfers";

export interface CcxtVenueOptions {
  venueId: string;
  exchangeId: string;
  client: Client;
  /** null: this exchange is read, never traded on. */
  rule: TradingRule | null;
  /** The exchange's markets, shared; makes sure the client knows them too. */
  loadMarkets(client: Client, options?: { isForced?: boolean }): Promise<readonly Market[]>;
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
  /** Absent: this exchange has no candles of its own. */
  fetchRecentCloses?(symbols: readonly MarketSymbol[]): Promise<readonly RecentClose[]>;
  now: () => number;
  /** Measures the age of what the key may do; the process's own clock unless a test brings one. */
  monotonic?: (() => number) | undefined;
}

/** Exchanges that list every asset, zeros too: an empty list from them is never an empty account. */
const LISTS_ALL_ASSETS = new Set(["binance", "binanceus"]);

/** Orders and cancels go past the guard as reads do, with all they are handed. */
function guarded(client: Client, guard: KeyGuard): Client {
  const order = (...call: Parameters<Client["order"]>) => guard.run(() => client.order(...call));
  return { ...client, order: order as Client["order"] };
}

export function createCcxtVenue(options: CcxtVenueOptions): Venue {
  const { venueId, exchangeId, now } = options;
  const guard = createKeyGuard(options.client.name);
  const client = guarded(options.client, guard);
  const read = createRead(client, now, guard);
  const readOptional = createOptionalRead(client, now, guard);
  const permissions = createPermissionWatch({ exchangeId, client, read, now, monotonic: options.monotonic });
  const withOwnFees = createAccountMarkets(venueId, client, read, now);
  const loadMarkets = (load?: { isForced?: boolean }) => options.loadMarkets(client, load);

  function tradingRule(): TradingRule {
    if (options.rule) return options.rule;
    throw new VenueError("unsupported", `${client.name} is only watched: orders cannot be traced safely there.`);
  }

  async function find(clientOrderId: string, symbol: MarketSymbol) {
    const rule = tradingRule();
    await loadMarkets();
    return findOrder({ exchangeId, client, rule, read, now }, clientOrderId, symbol);
  }

  async function cancel(clientOrderId: string, symbol: MarketSymbol) {
    const rule = tradingRule();
    await loadMarkets();
    await syncClock(client, now);
    const wireId = toWireId(rule, clientOrderId);
    try {
      await client.order((exchange) =>
        exchange.cancelOrder(orderIdFor(exchangeId, wireId), symbol, { [rule.lookupParam]: wireId }),
      );
    } catch (error) {
      // "Not found" on a cancel may be a fill that won the race: query it.
      if (!(error instanceof VenueError) || error.code !== "not-found") throw error;
    }
  }

  return {
    kind: "exchange",
    label: client.name,
    limits: {
      requestValidityMs: options.rule?.requestValidityMs ?? 60_000,
      lookupLagMs: options.rule?.lookupLagMs ?? 10_000,
    },

    async testConnection(test) {
      if (test?.isForced) guard.allowOneTry();
      guard.refuseDead();
      await syncClock(client, now, { isForced: true });
      await loadMarkets();
      const startedAt = now();
      const found = await permissions.query();
      if (found.canRead === null) await read((exchange) => exchange.fetchBalance());
      const latencyMs = now() - startedAt;
      const hasLapsed = found.tradingEndsAt != null && found.tradingEndsAt <= now();
      return {
        permissions: options.rule && !hasLapsed ? found : { ...found, canTrade: false },
        latencyMs,
        clockOffsetMs: clockOffset(client),
      };
    },

    loadMarkets: async (load) => withOwnFees(await loadMarkets(load)),

    async fetchBalances() {
      await permissions.checkPower();
      const markets = await loadMarkets();
      // A run reads balances before it orders: what the key may do is then known when the first order is due.
      if (isUrgent() && options.rule) permissions.prepare();
      const answer = await read<unknown>((exchange) => exchange.fetchBalance());
      const { balances, listed } = toBalances(answer);
      if (listed === 0 && LISTS_ALL_ASSETS.has(exchangeId))
        throw new VenueError("bad-answer", `${client.name} answered with no balances at all.`, { reason: "malformed" });
      const codes = venueCodes(answer, (id) => client.exchange.safeCurrencyCode(id));
      return nameBalances(exchangeId, balances, listedCodes(markets), (code) => codes.get(code) ?? code);
    },

    fetchQuotes: (symbols) => options.fetchQuotes(symbols),

    fetchRecentCloses: async (symbols) => (await options.fetchRecentCloses?.(symbols)) ?? [],

    async fetchOpenOrders(symbols) {
      await loadMarkets();
      return fetchOpenOrders({ read, rule: options.rule, now }, symbols);
    },

    async fetchTransfers(since) {
      await loadMarkets();
      return fetchTransfers(client, readOptional, since);
    },

    async fetchAccountTrades(symbols, since) {
      const listed = new Set((await loadMarkets()).map((market) => market.symbol));
      const known = symbols.filter((symbol) => listed.has(symbol));
      return fetchAccountTrades({ exchangeId, client, read: readOptional }, known, since);
    },

    async submitOrder(order) {
      const rule = tradingRule();
      return urgently(async () => {
        await permissions.checkBeforeOrder();
        return submitOrder({ exchangeId, client, rule, loadMarkets, now }, order);
      });
    },

    findOrder: (clientOrderId, symbol) => urgently(() => find(clientOrderId, symbol)),

    cancelOrder: (clientOrderId, symbol) =>
      urgently(async () => {
        await cancel(clientOrderId, symbol);
        return find(clientOrderId, symbol);
      }),

    close: async () => undefined,
  };
}
