/** The misbehaving exchange of lib/testing behind the real port: answers become reports and VenueErrors. */
import type { Answer } from "@/lib/engine/execution/apply-answer";
import type { Market, Quote } from "@/lib/engine/model";
import { type Random, seededRandom } from "@/lib/testing/random";
import { type Misbehaviour, ScriptedExchange, WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { type OrderReport, type Venue, VenueError } from "@/server/exchanges/venue";

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
  /** Awaited before each order is taken: a test may hold it, or look at the database meanwhile. */
  beforeSubmit: () => Promise<void>;
  /** Change at will; read at every call. */
  readonly quotes: Quote[];
}

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
    fetchBalances: async () => exchange.balances() ?? unavailable(),
    fetchQuotes: async (symbols) => exchange.readQuotes(symbols) ?? unavailable(),
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
