/** Where a paper venue's prices come from: the simulated market, or an exchange's public, keyless data. */
import type { Market, MarketSymbol, Quote } from "@/lib/engine/model";
import type { Rate } from "@/lib/money";
import { simulatedMarkets, simulatedQuote } from "@/server/market-data/simulated";

export interface PriceFeed {
  readonly isSimulated: boolean;
  /** "simulated", or the exchange's name. */
  readonly label: string;
  loadMarkets(options?: { isForced?: boolean }): Promise<readonly Market[]>;
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
}

export function createSimulatedFeed(seed: number, now: () => number): PriceFeed {
  const markets = simulatedMarkets("simulated", "0.001" as Rate);
  const bySymbol = new Map(markets.map((market) => [market.symbol, market]));
  return {
    isSimulated: true,
    label: "simulated",
    loadMarkets: async () => markets,
    async fetchQuotes(symbols) {
      const at = now();
      return symbols.flatMap((symbol) => {
        const market = bySymbol.get(symbol);
        return (market && simulatedQuote(seed, market, at)) ?? [];
      });
    },
  };
}
