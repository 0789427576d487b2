/** The portfolio's drift as points in percentage points; a hole in the record becomes a break in the line. */
import { holesIn } from "@/components/charts/points";
import type { SeriesView } from "@/components/charts/types";

export interface DriftPoint {
  at: number;
  drift: number | null;
}

export function toDriftPoints(series: Pick<SeriesView, "at" | "portfolioDrift">): readonly DriftPoint[] {
  const holes = holesIn(series.at);
  return series.at.flatMap((at, index): DriftPoint[] => {
    const point = { at, drift: (series.portfolioDrift[index] ?? 0) * 100 };
    return holes.has(index) ? [point, { at: at + 1, drift: null }] : [point];
  });
}

/** Where drift stood widest, for the sentence before the line. */
export function widestDrift(series: Pick<SeriesView, "at" | "portfolioDrift">): { at: number; drift: number } | null {
  let widest = -1;
  for (let index = 0; index < series.at.length; index++)
    if (widest < 0 || (series.portfolioDrift[index] ?? 0) > (series.portfolioDrift[widest] ?? 0)) widest = index;
  return widest < 0 ? null : { at: series.at[widest] ?? 0, drift: series.portfolioDrift[widest] ?? 0 };
}
