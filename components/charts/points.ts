/** A series as points for a drawing. A hole in the record becomes a break in the line, never a bridge. */
import type { SeriesView } from "./types";

/** Room around the plot for its axes, in px. */
export const PLOT = { left: 44, right: 8, top: 10, bottom: 24 } as const;
/** The stacked drawing has its names at the right. */
export const STACKED_PLOT = { left: 34, right: 132, top: 10, bottom: 24 } as const;

export interface ValuePoint {
  at: number;
  value: number | null;
  held: number | null;
  /** Place in the series; null at a break. */
  index: number | null;
}

/** Indexes after which the record has a hole: at least three times the usual distance, and more than three hours. */
export function holesIn(at: readonly number[]): ReadonlySet<number> {
  const steps = at.slice(1).map((each, index) => each - (at[index] ?? each));
  const usual = [...steps].sort((left, right) => left - right)[Math.floor(steps.length * 0.75)] ?? 0;
  const bar = Math.max(usual * 3, 3 * 3_600_000);
  return new Set(steps.flatMap((step, index) => (step > bar ? [index] : [])));
}

export function toValuePoints(series: Pick<SeriesView, "at" | "value" | "held">): readonly ValuePoint[] {
  const holes = holesIn(series.at);
  return series.at.flatMap((at, index) => {
    const held = series.held[index];
    const point = { at, value: Number(series.value[index]), held: held == null ? null : Number(held), index };
    return holes.has(index) ? [point, { at: at + 1, value: null, held: null, index: null }] : [point];
  });
}

/** Place of the point nearest to an instant, by halving. */
export function nearestIndex(at: readonly number[], wanted: number): number {
  let low = 0;
  let high = at.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return Math.abs((at[high] ?? 0) - wanted) < Math.abs((at[low] ?? 0) - wanted) ? high : low;
}
