/** Past prices of one exchange: its public candles, page by page, through the limiter its accounts share. */
import { type Market, timeframeMs } from "@/lib/engine/model";
import type { CandleSource } from "@/server/market-data/candles";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import { toCandlePage } from "./normalize-candles";

/** Where the exchange names no limit; small enough for all of them. */
const PAGE_BARS = 200;
const PAGE_BARS_MAX = 1_000;

function pageBarsOf(client: Client): number {
  const limit: unknown = client.exchange.features?.spot?.fetchOHLCV?.limit;
  return typeof limit === "number" && limit > 0 ? Math.min(limit, PAGE_BARS_MAX) : PAGE_BARS;
}

export function createCandleSource(options: {
  client: Client;
  loadMarkets: () => Promise<readonly Market[]>;
  now: () => number;
}): CandleSource {
  const { client, loadMarkets, now } = options;
  const pageBars = pageBarsOf(client);
  const has = (timeframe: string) =>
    client.exchange.has.fetchOHLCV === true && Object.hasOwn(client.exchange.timeframes ?? {}, timeframe);

  return {
    label: client.name,
    pageBars,
    has,
    async findSymbol(base, quote) {
      const markets = await loadMarkets();
      return markets.find((market) => market.base === base && market.quote === quote)?.symbol ?? null;
    },
    async fetchPage({ symbol, timeframe, from, until }) {
      const stepMs = timeframeMs(timeframe);
      if (stepMs === null || !has(timeframe)) {
        throw new VenueError("unsupported", `${client.name} has no prices by ${timeframe}. Choose another timeframe.`);
      }
      // The list must be known before ccxt can name a market.
      await loadMarkets();
      const limit = Math.min(pageBars, Math.max(1, Math.ceil((until - from) / stepMs)));
      const answer: unknown = await client.read((exchange) => exchange.fetchOHLCV(symbol, timeframe, from, limit));
      if (!Array.isArray(answer)) {
        throw new VenueError("bad-answer", `${client.name}'s answer is not a list of candles.`);
      }
      return toCandlePage(answer, { from, until, stepMs, now: now() });
    },
  };
}
