/** Stored prices as screens see them. Instants are epoch ms. */
import type { AssetId, CandleState } from "@/lib/engine/model";
import type { PriceFileForm, PriceFileNote } from "@/lib/schemas/price-file/model";

/** One asset's bars from one source. Instants are epoch ms. */
export interface SeriesView {
  id: string;
  /** "exchange:binance", "simulated", "import:<id>". */
  source: string;
  /** "Binance", "Simulated market", "closes.csv". */
  sourceName: string;
  asset: AssetId;
  quote: AssetId;
  timeframe: string;
  state: CandleState;
  /** Times of the first and last stored bar; null while there is none. */
  firstAt: number | null;
  lastAt: number | null;
  bars: number;
  /** Bars that lack between the first and the last. */
  missing: number;
  wantedFrom: number | null;
  /** The source has nothing before this. */
  emptyBefore: number | null;
  /** 0 to 1. */
  doneShare: number;
  problem: string | null;
  filledAt: number | null;
}

export interface PriceImportView {
  id: string;
  name: string;
  form: PriceFileForm;
  createdAt: number;
}

export interface SeriesList {
  series: readonly SeriesView[];
  imports: readonly PriceImportView[];
  /** Exchanges that can be queried, by name. */
  exchanges: readonly { id: string; name: string }[];
}

export interface AssetGap {
  asset: AssetId;
  /** Times of the bars on either side. */
  from: number;
  to: number;
  bars: number;
}

export interface ImportedPrices {
  importId: string;
  source: string;
  assets: readonly AssetId[];
  quote: AssetId;
  timeframe: string;
  firstAt: number;
  lastAt: number;
  bars: number;
  gaps: number;
  notes: readonly PriceFileNote[];
}

/** Header of the binary answer of GET /api/prices. */
export interface PricesHeader {
  assets: readonly AssetId[];
  quote: AssetId;
  timeframe: string;
  bars: number;
  gaps: readonly AssetGap[];
  sources: readonly { asset: AssetId; name: string; symbol: string; firstAt: number; lastAt: number }[];
}
