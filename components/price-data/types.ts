import type { RouterOutputs } from "@/components/trpc/types";
import type { AssetId } from "@/lib/engine/model";

export type SeriesList = RouterOutputs["history"]["series"];
/** One asset's stored prices from one source. */
export type SeriesView = SeriesList["series"][number];
export type AssetGap = RouterOutputs["history"]["gaps"][number];

/** Prices by their name: what a run needs, and what it can have after this dialog. */
export interface PricesChoice {
  /** "simulated", "exchange:<ccxt id>" or "import:<id>". */
  source: string;
  quote: AssetId;
  timeframe: string;
  assets: readonly AssetId[];
}
