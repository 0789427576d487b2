/**
 * What this process shares between accounts of the same exchange: one limiter per host, one keyless client that reads
 * market lists and quotes, one market list. Accounts only add their keys.
 */
import type { Market, MarketSymbol, Quote } from "@/lib/engine/model";
import type { CandleSource } from "@/server/market-data/candles";
import { monotonicNow } from "@/server/runtime/monotonic";
import type { PriceFeed } from "../../paper/feed";
import type { VenueSpec } from "../../registry";
import { type Credentials, type ExchangeDescription, type Venue, VenueError } from "../../venue";
import { createCandleSource } from "../market-data/candles";
import { createMarketBook, type MarketBook, type ReadList } from "../market-data/markets";
import { readQuotes, readSingly } from "../market-data/read-quotes";
import { readRecentCloses } from "../market-data/recent-closes";
import { findTradingRule } from "../market-data/trading-rules";
import { PRECISION_MODES, toMarket } from "../orders/normalize";
import { createCcxtVenue } from "../venue";
import { type Client, createClient } from "./client";
import { describeExchanges } from "./describe";
import { createHostLimiter, type HostLimiter } from "./limiter";

export interface ExchangeHub {
  openVenue(spec: Extract<VenueSpec, { kind: "exchange" }>): Promise<Venue>;
  publicFeed(exchangeId: string): Promise<PriceFeed>;
  candles(exchangeId: string): Promise<CandleSource>;
  describeExchanges(): Promise<readonly ExchangeDescription[]>;
  close(): Promise<void>;
}

interface Shared {
  client: Client;
  book: MarketBook<Market>;
}

export function createExchangeHub(options: {
  exchangeUrls: Readonly<Record<string, string>>;
  now: () => number;
  /** Ms by a clock nobody sets; absent: the process's own. */
  monotonic?: (() => number) | undefined;
}): ExchangeHub {
  const { exchangeUrls, now, monotonic = monotonicNow } = options;
  const limiters = new Map<string, HostLimiter>();
  const shared = new Map<string, Promise<Shared>>();

  function limiterOf(exchangeId: string): HostLimiter {
    const baseUrl = exchangeUrls[exchangeId];
    const host = baseUrl === undefined ? exchangeId : new URL(baseUrl).host;
    const limiter = limiters.get(host) ?? createHostLimiter(monotonic, undefined, now);
    limiters.set(host, limiter);
    return limiter;
  }

  const newClient = (exchangeId: string, credentials?: Credentials) =>
    createClient({
      exchangeId,
      baseUrl: exchangeUrls[exchangeId],
      limiter: limiterOf(exchangeId),
      ...(credentials ? { credentials } : {}),
    });

  function sharedOf(exchangeId: string): Promise<Shared> {
    const known = shared.get(exchangeId);
    if (known) return known;
    const making = newClient(exchangeId).then((client): Shared => {
      const load = () => readMarkets(client, exchangeId);
      return { client, book: createMarketBook({ load, now: monotonic }) };
    });
    shared.set(exchangeId, making);
    making.catch(() => shared.delete(exchangeId));
    return making;
  }

  async function loadMarkets(exchangeId: string, account: Client | null, load?: { isForced?: boolean }) {
    const { client, book } = await sharedOf(exchangeId);
    const markets = await book.get(load);
    if (account && account.exchange.markets !== client.exchange.markets)
      account.exchange.setMarketsFromExchange(client.exchange);
    return markets;
  }

  async function fetchQuotes(exchangeId: string, symbols: readonly MarketSymbol[]): Promise<readonly Quote[]> {
    const { client, book } = await sharedOf(exchangeId);
    const known = new Set((await book.get()).map((market) => market.symbol));
    const wanted = symbols.filter((symbol) => known.has(symbol));
    if (wanted.length === 0) return [];
    try {
      return await readQuotes(client, wanted, now);
    } catch (error) {
      if (!(error instanceof VenueError) || error.kind !== "market-closed") throw error;
      // A symbol of ours is gone: learn the new list, then query what is left.
      const fresh = new Set((await book.get({ isForced: true })).map((market) => market.symbol));
      const left = wanted.filter((symbol) => fresh.has(symbol));
      return left.length === 0 || left.length === wanted.length
        ? readSingly(client, left, now)
        : readQuotes(client, left, now);
    }
  }

  async function fetchRecentCloses(exchangeId: string, symbols: readonly MarketSymbol[]) {
    const { client, book } = await sharedOf(exchangeId);
    const known = new Set((await book.get()).map((market) => market.symbol));
    return readRecentCloses(
      client,
      symbols.filter((symbol) => known.has(symbol)),
      now,
    );
  }

  return {
    async openVenue({ venueId, exchangeId, credentials }) {
      const client = await newClient(exchangeId, credentials);
      return createCcxtVenue({
        venueId,
        exchangeId,
        client,
        rule: findTradingRule(exchangeId),
        loadMarkets: (account, load) => loadMarkets(exchangeId, account, load),
        fetchQuotes: (symbols) => fetchQuotes(exchangeId, symbols),
        fetchRecentCloses: (symbols) => fetchRecentCloses(exchangeId, symbols),
        now,
        monotonic: options.monotonic,
      });
    },
    async publicFeed(exchangeId) {
      const { client } = await sharedOf(exchangeId);
      return {
        isSimulated: false,
        label: client.name,
        loadMarkets: (load) => loadMarkets(exchangeId, null, load),
        fetchQuotes: (symbols) => fetchQuotes(exchangeId, symbols),
        fetchRecentCloses: (symbols) => fetchRecentCloses(exchangeId, symbols),
      };
    },
    async candles(exchangeId) {
      const { client } = await sharedOf(exchangeId);
      return createCandleSource({ client, loadMarkets: () => loadMarkets(exchangeId, null), now });
    },
    describeExchanges: async () => describeExchanges(),
    async close() {
      shared.clear();
    },
  };
}

/** Reads the list afresh. The client takes it over only when the book accepts it: an empty list would wipe it. */
async function readMarkets(client: Client, exchangeId: string): Promise<ReadList<Market>> {
  const listed = await client.read((exchange) => exchange.fetchMarkets());
  const terms = {
    venueId: exchangeId,
    precisionMode: client.exchange.precisionMode ?? PRECISION_MODES.tickSize,
    feeFrom: findTradingRule(exchangeId)?.feeFrom ?? null,
  };
  const spot = listed.filter((market) => market?.spot === true);
  const markets = spot.flatMap((market) => toMarket(market, terms) ?? []);
  if (exchangeId.startsWith("binance")) for (const market of spot) if (market) market.info = slimInfo(market.info);
  return { markets, adopt: () => void client.exchange.setMarkets(spot) };
}

/** Binance's own descriptions are half of the memory a list takes; of them ccxt reads only the order types again. */
function slimInfo(info: unknown): Record<string, unknown> {
  const { orderTypes } = typeof info === "object" && info !== null ? (info as { orderTypes?: unknown }) : {};
  return { orderTypes };
}
