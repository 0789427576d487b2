/** Where a paper venue's prices come from: the simulated market, or an exchange's public, keyless data. */
import type { Market, MarketSymbol, Quote, RecentClose } from "@/lib/engine/model";
import type { Rate } from "@/lib/money";
import { simulatedMarkets, simulatedQuote } from "@/server/market-data/simulated";

export interface PriceFeed {
  readonly isSimulated: boolean;
  /** "simulated", or the exchange's name. */
  readonly label: string;
  loadMarkets(options?: { isForced?: boolean }): Promise<readonly Market[]>;
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
  fetchRecentCloses(symbols: readonly MarketSymbol[]): Promise<readonly RecentClose[]>;
}

export function createSimulatedFeed(seed: number, now: () => number): PriceFeed {
  const markets = simulatedMarkets("simulated", "0.001" as Rate);
  const bySymbol = new Map(markets.map((market) => [market.symbol, market]));
  const quotesOf = (symbols: readonly MarketSymbol[]): readonly Quote[] => {
    const at = now();
    return symbols.flatMap((symbol) => {
      const market = bySymbol.get(symbol);
      return (market && simulatedQuote(seed, market, at)) ?? [];
    });
  };
  return {
    isSimulated: true,
    label: "simulated",
    loadMarkets: async () => markets,
    fetchQuotes: async (symbols) => quotesOf(symbols),
    // The simulated market's last trade is its last close: both come from the same seed and instant.
    fetchRecentCloses: async (symbols) =>
      quotesOf(symbols).map(({ symbol, last, at }) => ({ symbol, close: last, at })),
  };
}
