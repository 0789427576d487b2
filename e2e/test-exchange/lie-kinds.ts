/** What the exchange can be made to show that is not so. */
import type { Fixed } from "./decimal.ts";

/** A price of one place of the exchange: times a factor, or one figure whatever is so. */
export type PriceLie = { factor: Fixed } | { absolute: Fixed };

/** Bid and ask of tickers, the last trade, the depth and the candles can each lie on their own. */
export const PLACES_OF_PRICES = ["ticker", "last", "book", "candles"] as const;
export type PlaceOfPrices = (typeof PLACES_OF_PRICES)[number];

export interface MarketLies {
  prices: Partial<Record<PlaceOfPrices, PriceLie>>;
  /** The exchange's own time of the ticker stands still here; null: it goes with the clock. */
  tickerTime: number | null;
}

export interface BalanceLie {
  /** null: the asset is not in the answer at all. */
  factor: Fixed | null;
  /** It ends by itself then, epoch ms; null: on command. */
  until: number | null;
}
