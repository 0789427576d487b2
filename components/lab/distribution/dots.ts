/**
 * A quantile dot plot (Kay et al., CHI 2016): `count` dots stand at evenly spaced quantiles, so each is an equal share
 * of all runs and chances can be counted instead of guessed from an area. Dots that fall in one column are stacked.
 */
import { quantile } from "./summary";

export interface Dot {
  /** Middle of its column, px. */
  x: number;
  /** Place in its column, 0 at the bottom. */
  level: number;
  value: number;
}

export function quantileDots(
  sorted: ArrayLike<number>,
  count: number,
  xOf: (value: number) => number,
  columnWidth: number,
): readonly Dot[] {
  if (sorted.length === 0) return [];
  const shown = Math.min(count, sorted.length);
  // Columns are counted from holding's line, so that no column straddles it.
  const zero = xOf(0);
  const heights = new Map<number, number>();
  return Array.from({ length: shown }, (_, index) => {
    const value = quantile(sorted, (index + 0.5) / shown);
    const column =
      value > 0 ? Math.floor((xOf(value) - zero) / columnWidth) : Math.ceil((xOf(value) - zero) / columnWidth) - 1;
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    return { x: zero + (column + 0.5) * columnWidth, level, value };
  });
}

export const highestOf = (dots: readonly Dot[]) => dots.reduce((most, dot) => Math.max(most, dot.level + 1), 0);
