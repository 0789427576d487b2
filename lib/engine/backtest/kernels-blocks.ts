/**
 * Lowest and highest close of each column in blocks of bars, made once per table. What fixed holdings can be worth, and
 * what any weight can be, somewhere inside a block follows from them, so that blocks where nothing can happen are passed
 * over whole. The bounds take every asset at its own extreme at once: safe, never tight.
 */
import type { PriceTable } from "@/lib/engine/model";

/** Bars per block. */
export const BLOCK = 32;

export interface BlockExtremes {
  /** Column by column, as closes are; block b covers bars [b x BLOCK, (b + 1) x BLOCK). */
  lows: Float64Array;
  highs: Float64Array;
}

/** Blocks a column of so many bars has; column c begins at c x this in `lows` and `highs`. */
export const blocksIn = (bars: number) => Math.ceil(bars / BLOCK);

/** A table does not change, and many runs share one. */
const known = new WeakMap<Float64Array, BlockExtremes>();

export function blockExtremesOf({ times, closes, assets }: PriceTable): BlockExtremes {
  const before = known.get(closes);
  if (before !== undefined) return before;
  const bars = times.length;
  const count = blocksIn(bars);
  const lows = new Float64Array(count * assets.length);
  const highs = new Float64Array(count * assets.length);
  for (let place = 0; place < lows.length; place += 1) {
    const column = Math.floor(place / count);
    const from = column * bars + (place % count) * BLOCK;
    const to = Math.min(from + BLOCK, (column + 1) * bars);
    let low = closes[from]!;
    let high = low;
    for (let at = from + 1; at < to; at += 1) {
      const close = closes[at]!;
      if (close < low) low = close;
      if (close > high) high = close;
    }
    lows[place] = low;
    highs[place] = high;
  }
  const made = { lows, highs };
  known.set(closes, made);
  return made;
}
