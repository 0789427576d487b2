/** A series as points for a drawing. A hole in the record becomes a break in the line, never a bridge. */
import type { Curve } from "./curves/curve-path";

/** Margins around a drawing for its axes and names, in px. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The stacked drawing has its names at the right. */
export const STACKED_PLOT: Plot = { left: 34, right: 132, top: 10, bottom: 24 };

/** Indexes after which the record has a hole: at least three times the usual distance, and more than three hours. */
export function holesIn(at: readonly number[]): ReadonlySet<number> {
  const steps = at.slice(1).map((each, index) => each - (at[index] ?? each));
  const usual = [...steps].sort((left, right) => left - right)[Math.floor(steps.length * 0.75)] ?? 0;
  const longest = Math.max(usual * 3, 3 * 3_600_000);
  return new Set(steps.flatMap((step, index) => (step > longest ? [index] : [])));
}

/** A recorded series as a line: a figure that is not known, and a hole in the record, break it. */
export function toCurve(at: readonly number[], figureAt: (index: number) => number | null): Curve {
  const holes = holesIn(at);
  const times = new Float64Array(at.length + holes.size);
  const values = new Float64Array(at.length + holes.size);
  let place = 0;
  const add = (time: number, value: number | null) => {
    times[place] = time;
    values[place] = value ?? Number.NaN;
    place += 1;
  };
  for (const [index, time] of at.entries()) {
    add(time, figureAt(index));
    if (holes.has(index)) add(time + 1, null);
  }
  return { times, values };
}

/** Place of the point nearest to an instant, by halving. */
export function nearestIndex(at: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = at.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return Math.abs((at[high] ?? 0) - wanted) < Math.abs((at[low] ?? 0) - wanted) ? high : low;
}
