/** The misbehaving exchange of lib/testing behind the real port: answers become reports and VenueErrors. */
import type { Answer } from "@/lib/engine/execution/apply-answer";
import type { AccountTrade, Balance, Market, OrderReport, Quote, Transfer } from "@/lib/engine/model";
import { add, divideDown, multiply, type Price, quantity } from "@/lib/money";
import { type Random, seededRandom } from "@/lib/testing/random";
import { type Misbehaviour, ScriptedExchange, WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { type Venue, VenueError } from "@/server/exchanges/venue";

export interface ScriptedVenueOptions {
  venueId: string;
  markets: readonly Market[];
  quotes: Quote[];
  balances: Readonly<Record<string, string>>;
  now: () => number;
  manners?: Partial<Misbehaviour>;
  random?: Random;
}

export interface ScriptedVenue extends Venue {
  /** What really happened there. */
  readonly exchange: ScriptedExchange;
  /** Awaited before each order is taken: a test may hold it, or read the database meanwhile. */
  beforeSubmit: () => Promise<void>;
  /** Change at will; read at every call. */
  readonly quotes: Quote[];
  /** What its answers say beside the truth; empty: nothing but the truth. Change at will. */
  readonly lies: Lies;
}

/** Each answer may lie by itself. */
export interface Lies {
  /** Factors on bid and ask, and on the last trade, by symbol. */
  book: Record<string, number>;
  last: Record<string, number>;
  /** Factor on the candles' closes by symbol; null: it has none. */
  candles: Record<string, number | null>;
  /** Balances it shows instead, by asset; null: absent from the answer. */
  balances: Record<string, string | null>;
  /** The exchange's own time, where it stands still, by symbol. */
  standsAt: Record<string, number>;
  transfers: Transfer[];
  trades: AccountTrade[];
}

export const noLies = (): Lies => ({
  book: {},
  last: {},
  candles: {},
  balances: {},
  standsAt: {},
  transfers: [],
  trades: [],
});

export function createScriptedVenue(options: ScriptedVenueOptions): ScriptedVenue {
  const { markets, quotes, now } = options;
  const exchange = new ScriptedExchange({
    markets: markets.map((market) => ({ ...market, venueId: options.venueId })),
    quotes,
    balances: options.balances,
    random: options.random ?? seededRandom(1),
    manners: { ...WELL_BEHAVED, ...options.manners },
    timing: { requestValidityMs: 5_000, lookupLagMs: 1_000 },
    clock: { now },
  });
  const lies = noLies();
  const venue: ScriptedVenue = {
    exchange,
    quotes,
    beforeSubmit: async () => {},
    kind: "exchange",
    label: "Scripted",
    limits: exchange.timing,
    testConnection: async () => ({
      permissions: { canRead: true, canTrade: true, canWithdraw: false, canTransfer: false },
      latencyMs: 1,
      clockOffsetMs: 0,
    }),
    loadMarkets: async () => markets.map((market) => ({ ...market, venueId: options.venueId })),
    lies,
    fetchBalances: async () => lyingBalances(exchange.balances() ?? unavailable(), lies),
    fetchQuotes: async (symbols) =>
      (exchange.readQuotes(symbols) ?? unavailable()).map((quote) => lyingQuote(quote, lies)),
    // By the truth alone: a query must not use up the chance that the exchange's other answers are drawn from.
    fetchRecentCloses: async (symbols) =>
      quotes.flatMap(({ symbol, bid, ask }) => {
        const factor = lies.candles[symbol];
        if (factor === null || !symbols.includes(symbol)) return [];
        return [{ symbol, close: scaled(divideDown<Price>(add(bid, ask), "2"), factor ?? 1), at: now() }];
      }),
    fetchTransfers: async (since) => lies.transfers.filter((transfer) => transfer.at >= since),
    fetchAccountTrades: async (symbols, since) =>
      lies.trades.filter((trade) => trade.at >= since && symbols.includes(trade.symbol)),
    fetchOpenOrders: async () => [],
    async submitOrder(order) {
      await venue.beforeSubmit();
      return reportOf(exchange.submit(order)) ?? unavailable();
    },
    findOrder: async (clientOrderId) => reportOf(exchange.lookup(clientOrderId)),
    cancelOrder: async (clientOrderId) => reportOf(exchange.lookup(clientOrderId)),
    close: async () => {},
  };
  return venue;
}

export function lyingQuote(quote: Quote, lies: Lies): Quote {
  const { symbol } = quote;
  const book = lies.book[symbol] ?? 1;
  return {
    symbol,
    bid: scaled(quote.bid, book),
    ask: scaled(quote.ask, book),
    last: scaled(quote.last, lies.last[symbol] ?? 1),
    at: lies.standsAt[symbol] ?? quote.at,
  };
}

export function lyingBalances(balances: readonly Balance[], { balances: shown }: Lies): readonly Balance[] {
  const rows = balances.filter(({ asset }) => shown[asset] === undefined);
  const lies = Object.entries(shown).flatMap(([asset, total]): Balance[] =>
    total === null ? [] : [{ asset, total: quantity(total), free: quantity(total) }],
  );
  return [...rows, ...lies];
}

const scaled = (figure: Price, factor: number): Price =>
  factor === 1 ? figure : multiply<Price>(figure, String(factor));

function unavailable(): never {
  throw new VenueError("unavailable", "503 Service Unavailable");
}

function reportOf(answer: Answer): OrderReport | null {
  switch (answer.kind) {
    case "report":
      return answer.report;
    case "not-found":
      return null;
    case "failed":
      return unavailable();
    case "refused":
      if (answer.refusal === "not-sent") return unavailable();
      throw new VenueError(answer.refusal, answer.message, { retryAfterMs: answer.retryAfterMs });
    default:
      throw new VenueError("unknown-outcome", "The connection closed before an answer came.");
  }
}
