/**
 * Where bars of past prices come from. A source answers one page at a time, so that a long fill can be stored, shown
 * and resumed page by page. Bars are dated at their beginning; only finished ones leave a source.
 *
 * Columns, not rows: they are stored and read by column, and a row object a bar would cost more than the bar.
 */
import type { AssetId, MarketSymbol, Timeframe } from "@/lib/engine/model";
import type { PriceSeries } from "@/lib/schemas/price-file/model";

/** Ascending by time, each time once. NaN in a figure the source did not give; null where it gives none of a kind. */
export type BarColumns = Omit<PriceSeries, "asset" | "gaps">;

export interface CandlePage {
  bars: BarColumns;
  /** Rows that were no bars: nulls, prices of zero or less. Left out, not repaired. */
  dropped: number;
}

export interface CandleRequest {
  symbol: MarketSymbol;
  timeframe: Timeframe;
  /** The span requested: from <= time < until, epoch ms. */
  from: number;
  until: number;
}

export interface CandleSource {
  /** For people: "Binance". */
  readonly label: string;
  /** Most bars one page may bring. */
  readonly pageBars: number;
  /** The market that prices `base` in `quote`; null: there is none. */
  findSymbol(base: AssetId, quote: AssetId): Promise<MarketSymbol | null>;
  /** false: the source has no bars of this length. */
  has(timeframe: Timeframe): boolean;
  /** Bars inside the requested span, the earliest first, at most a page; empty when it has none. Throws VenueError. */
  fetchPage(request: CandleRequest): Promise<CandlePage>;
}
