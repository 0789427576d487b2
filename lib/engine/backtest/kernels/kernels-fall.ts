/**
 * The deepest fall of fixed holdings over a stretch of bars, without writing anything by bar. A block is passed over
 * when its bounds allow neither a new peak nor a deeper fall; all others are marked like everywhere else, so the figure
 * is the same to the last bit as the least of the falls by bar. The search for breaches (kernels-search.ts) bounds and
 * marks the same blocks, so it updates the fall along the way.
 */

/** Margin for rounding in the sums of the bounds. */
const ROUNDING = 1e-12;

export interface Fall {
  /** Highest value so far. */
  peak: number;
  /** Deepest value / peak - 1 so far, 0 or below. */
  deepest: number;
}

/** Whether values up to `high` may hold a new peak. */
export function mayRise({ peak }: Fall, high: number): boolean {
  return high * (1 + ROUNDING) > peak;
}

/** Whether values down to `low` may be a deeper fall, where the peak is at most the larger of ours and `high`. */
export function mayDeepen({ peak, deepest }: Fall, low: number, high: number): boolean {
  return low * (1 - ROUNDING) < Math.max(peak, high * (1 + ROUNDING)) * (1 + deepest);
}

export function fallTo(fall: Fall, value: number): void {
  fall.peak = Math.max(fall.peak, value);
  if (fall.peak > 0) fall.deepest = Math.min(fall.deepest, value / fall.peak - 1);
}

/** The first `count` of `values`, in their order. */
export function fallThrough(fall: Fall, values: Float64Array, count: number): void {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let place = 0; place < count; place += 1) {
    const value = values[place]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const peak = Math.max(fall.peak, high);
  // Most blocks end here: rising or falling, it was deeper before.
  if (low / peak - 1 >= fall.deepest) fall.peak = peak;
  else for (let place = 0; place < count; place += 1) fallTo(fall, values[place]!);
}
