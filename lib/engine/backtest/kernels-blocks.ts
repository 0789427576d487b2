/**
 * Lowest and highest close of each column in blocks of bars, made once per table, in two sizes. What fixed holdings can be
 * worth, and what any weight can be, somewhere inside a block follows from them, so that stretches where nothing can
 * happen are passed over whole. The bounds take every asset at its own extreme at once: safe, never tight.
 */
import type { PriceTable } from "@/lib/engine/model";

/** Bars per block, and per wide block. */
export const BLOCK = 32;
export const WIDE_BLOCK = 512;

/** Block b covers bars [b x size, (b + 1) x size). Column by column, as closes are. */
export interface BlockExtremes {
  lows: Float64Array;
  highs: Float64Array;
}

export interface TableExtremes {
  blocks: BlockExtremes;
  wide: BlockExtremes;
}

/** Blocks of a size that a column of so many bars has; column c begins at c x this. */
export const blocksIn = (bars: number, size: number) => Math.ceil(bars / size);

/** A table does not change, and many runs share one. */
const known = new WeakMap<Float64Array, TableExtremes>();

export function extremesOf({ times, closes, assets }: PriceTable): TableExtremes {
  const before = known.get(closes);
  if (before !== undefined) return before;
  const closely = { lows: closes, highs: closes };
  const blocks = summarise(closely, times.length, assets.length, BLOCK);
  const wide = summarise(blocks, blocksIn(times.length, BLOCK), assets.length, WIDE_BLOCK / BLOCK);
  const made = { blocks, wide };
  known.set(closes, made);
  return made;
}

/** Extremes of groups of `size` entries, column by column. */
function summarise({ lows, highs }: BlockExtremes, length: number, columns: number, size: number): BlockExtremes {
  const count = blocksIn(length, size);
  const made = { lows: new Float64Array(count * columns), highs: new Float64Array(count * columns) };
  for (let place = 0; place < count * columns; place += 1) {
    const column = Math.floor(place / count);
    const from = column * length + (place % count) * size;
    const to = Math.min(from + size, (column + 1) * length);
    let low = lows[from]!;
    let high = highs[from]!;
    for (let at = from + 1; at < to; at += 1) {
      low = Math.min(low, lows[at]!);
      high = Math.max(high, highs[at]!);
    }
    made.lows[place] = low;
    made.highs[place] = high;
  }
  return made;
}
