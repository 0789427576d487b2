/**
 * The deepest fall of fixed holdings over a stretch of bars, without writing anything by bar. A block is passed over when
 * its bounds allow neither a new peak nor a deeper fall; all others are marked like everywhere else, so the figure is the
 * same to the last bit as the least of the falls by bar.
 */
import { BLOCK, type BlockExtremes, blocksIn, type TableExtremes, WIDE_BLOCK } from "./kernels-blocks";
import { type Held, markValues } from "./kernels-mark";

/** Room for rounding in the sums of the bounds. */
const ROUNDING = 1e-12;

export interface Fall {
  /** Highest value so far. */
  peak: number;
  /** Deepest value / peak - 1 so far, 0 or below. */
  deepest: number;
}

/** Carries `fall` over bars [from, to). `values` is scratch for one block; `bars` is the length of a column. */
export function measureFall(
  fall: Fall,
  held: Held,
  extremes: TableExtremes,
  bars: number,
  values: Float64Array,
  from: number,
  to: number,
): void {
  if (to - from <= BLOCK) {
    markValues(held, from, to, values, from);
    measureValues(fall, values, to - from);
    return;
  }
  const wideCount = blocksIn(bars, WIDE_BLOCK);
  const count = blocksIn(bars, BLOCK);
  // In a stretch shorter than a wide block bounding it clears little.
  let lookedAt = to - from < WIDE_BLOCK ? Math.floor(from / WIDE_BLOCK) : -1;
  for (let bar = from; bar < to; ) {
    const wide = Math.floor(bar / WIDE_BLOCK);
    if (wide > lookedAt) {
      lookedAt = wide;
      if (!mayMatter(fall, held, extremes.wide, wideCount, wide)) {
        bar = (wide + 1) * WIDE_BLOCK;
        continue;
      }
    }
    const block = Math.floor(bar / BLOCK);
    const end = Math.min((block + 1) * BLOCK, to);
    if (mayMatter(fall, held, extremes.blocks, count, block)) {
      markValues(held, bar, end, values, bar);
      measureValues(fall, values, end - bar);
    }
    bar = end;
  }
}

/** Whether a block may hold a new peak or a deeper fall. */
function mayMatter(fall: Fall, held: Held, extremes: BlockExtremes, blocks: number, block: number): boolean {
  const { columns, units, count, cash } = held;
  const { lows, highs } = extremes;
  let low = cash;
  let high = cash;
  for (let leg = 0; leg < count; leg += 1) {
    const place = columns[leg]! * blocks + block;
    low += units[leg]! * lows[place]!;
    high += units[leg]! * highs[place]!;
  }
  const { peak, deepest } = fall;
  return high * (1 + ROUNDING) > peak || low * (1 - ROUNDING) < peak * (1 + deepest);
}

function measureValues(fall: Fall, values: Float64Array, count: number): void {
  let low = values[0]!;
  let high = low;
  for (let place = 1; place < count; place += 1) {
    const value = values[place]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const peak = Math.max(fall.peak, high);
  // Most blocks end here: rising or falling, they were deeper before.
  if (low / peak - 1 >= fall.deepest) {
    fall.peak = peak;
    return;
  }
  for (let place = 0; place < count; place += 1) {
    const value = values[place]!;
    fall.peak = Math.max(fall.peak, value);
    fall.deepest = Math.min(fall.deepest, value / fall.peak - 1);
  }
}
