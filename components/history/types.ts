import type { RouterOutputs } from "@/components/trpc/types";

export type SeriesList = RouterOutputs["history"]["series"];
/** One asset's stored prices from one source. */
export type SeriesView = SeriesList["series"][number];
export type AssetGap = RouterOutputs["history"]["gaps"][number];
