import type { SeriesView } from "@/components/charts/types";

/** Where drift stood widest, for the sentence before the line. */
export function widestDrift(series: Pick<SeriesView, "at" | "portfolioDrift">): { at: number; drift: number } | null {
  let widest = -1;
  for (let index = 0; index < series.at.length; index++)
    if (widest < 0 || (series.portfolioDrift[index] ?? 0) > (series.portfolioDrift[widest] ?? 0)) widest = index;
  return widest < 0 ? null : { at: series.at[widest] ?? 0, drift: series.portfolioDrift[widest] ?? 0 };
}
