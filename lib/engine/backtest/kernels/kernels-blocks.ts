/**
 * Lowest and highest close of each column in blocks of bars, made once per table, in two sizes. What fixed holdings can be
 * worth, and what any weight can be, somewhere inside a block follows from them, so that stretches where nothing can
 * happen are passed over whole. The bounds take every asset at its own extreme at once: safe, never tight.
 */
import type { PriceTable } from "@/lib/engine/model";

/** Bars per block, and per wide block. */
export const BLOCK = 32;
export const WIDE_BLOCK = 512;

/**
 * Least and most of each column, block by block, so that what is read together lies together: block b of column c, bars
 * [b x size, (b + 1) x size), has its low at 2 (b x columns + c) and its high right behind.
 */
export type BlockExtremes = Float64Array;

export interface TableExtremes {
  /** Columns of the table. */
  columns: number;
  blocks: BlockExtremes;
  wide: BlockExtremes;
}

/** A table does not change, and many runs share one. */
const known = new WeakMap<Float64Array, TableExtremes>();

export function extremesOf({ times, closes, assets }: PriceTable): TableExtremes {
  const before = known.get(closes);
  if (before !== undefined) return before;
  const columns = assets.length;
  const blocks = extremesOfBars(closes, times.length, columns);
  const made = { columns, blocks, wide: extremesOfBlocks(blocks, columns) };
  known.set(closes, made);
  return made;
}

function extremesOfBars(closes: Float64Array, bars: number, columns: number): BlockExtremes {
  const blocks = noExtremes(Math.ceil(bars / BLOCK) * columns);
  for (let column = 0; column < columns; column += 1) {
    for (let bar = 0; bar < bars; bar += 1) {
      const close = closes[column * bars + bar]!;
      widen(blocks, 2 * (Math.floor(bar / BLOCK) * columns + column), close, close);
    }
  }
  return blocks;
}

function extremesOfBlocks(blocks: BlockExtremes, columns: number): BlockExtremes {
  const count = blocks.length / 2 / Math.max(columns, 1);
  const wide = noExtremes(Math.ceil((count * BLOCK) / WIDE_BLOCK) * columns);
  for (let block = 0; block < count; block += 1) {
    for (let column = 0; column < columns; column += 1) {
      const place = 2 * (block * columns + column);
      const wider = 2 * (Math.floor((block * BLOCK) / WIDE_BLOCK) * columns + column);
      widen(wide, wider, blocks[place]!, blocks[place + 1]!);
    }
  }
  return wide;
}

function noExtremes(count: number): BlockExtremes {
  return Float64Array.from({ length: 2 * count }, (_, place) => (place % 2 === 0 ? 1 : -1) * Number.POSITIVE_INFINITY);
}

function widen(extremes: BlockExtremes, place: number, low: number, high: number): void {
  extremes[place] = Math.min(extremes[place]!, low);
  extremes[place + 1] = Math.max(extremes[place + 1]!, high);
}
