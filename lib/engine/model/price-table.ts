/**
 * Past prices, as the engine reads them: live from stored candles, in a backtest from the rows given. Closes are
 * float64: they are figures for statistics and simulation, never money that is sent, booked or stored.
 */
import type { AssetId } from "./asset";

export interface PriceTable {
  /** One column each, in this order. */
  assets: readonly AssetId[];
  /** What the closes are counted in, for example "USDT"; worth 1 of itself without a column. */
  quote: AssetId;
  /** Epoch ms of each bar as its source dates it, strictly ascending. */
  times: Float64Array;
  /** Column by column: the close of asset a at bar t is closes[a * times.length + t]. Finite and above zero. */
  closes: Float64Array;
}

/** What a coin is worth in all, for capitalisation weights. */
export interface Capitalisation {
  asset: AssetId;
  /** In US dollars; only proportions matter. */
  value: number;
  /** Epoch ms the source gives for it. */
  at: number;
  /** For people: "CoinGecko", "your file caps.csv". */
  source: string;
}

/** The same by day, oldest first, for backtests. */
export interface CapitalisationTable {
  assets: readonly AssetId[];
  times: Float64Array;
  /** Column by column, like closes; 0 where nothing is known yet. */
  values: Float64Array;
}
