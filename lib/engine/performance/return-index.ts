/**
 * A series of values as an index: 1 at its first known point, deposits and withdrawals taken out (time-weighted), so
 * that a deposit is no gain and a withdrawal no fall. NaN where the value is not known; what came in meanwhile is taken
 * out at the next known point. Floats: for returns on screen only.
 */
import { toFloat } from "@/lib/money";
import type { PlacedFlow } from "./against-holding";

export function returnIndex(values: readonly (string | null)[], flows: readonly PlacedFlow[]): Float64Array {
  const cameAt = new Map<number, number>();
  for (const { index, worth } of flows) cameAt.set(index, (cameAt.get(index) ?? 0) + toFloat(worth));
  const index = new Float64Array(values.length).fill(Number.NaN);
  let level = Number.NaN;
  let before = 0;
  let came = 0;
  for (let place = 0; place < values.length; place += 1) {
    came += cameAt.get(place) ?? 0;
    const text = values[place];
    if (text == null) continue;
    const value = toFloat(text);
    if (Number.isNaN(level)) level = 1;
    else if (before > 0) level *= Math.max((value - came) / before, 0);
    index[place] = level;
    before = value;
    came = 0;
  }
  return index;
}

/** From the last known level at or before `from` to the last at or before `to`; null where there is none. */
export function returnBetween(index: Float64Array, from: number, to: number): number | null {
  const [start, end] = [levelAt(index, from), levelAt(index, to)];
  return start === null || end === null || start <= 0 ? null : end / start - 1;
}

function levelAt(index: Float64Array, place: number): number | null {
  for (let at = place; at >= 0; at -= 1) if (!Number.isNaN(index[at]!)) return index[at]!;
  return null;
}

export interface Fall {
  /** Below zero, or 0 where it never fell. */
  share: number;
  /** Places of the peak and of the lowest point after it. */
  peak: number;
  trough: number;
}

/** The deepest fall from a peak, from `first` on. */
export function deepestFall(index: Float64Array, first: number): Fall {
  let deepest: Fall = { share: 0, peak: first, trough: first };
  let peak = first;
  for (let place = first; place < index.length; place += 1) {
    const level = index[place]!;
    if (Number.isNaN(level)) continue;
    if (Number.isNaN(index[peak]!) || level > index[peak]!) peak = place;
    const share = index[peak]! > 0 ? level / index[peak]! - 1 : 0;
    if (share < deepest.share) deepest = { share, peak, trough: place };
  }
  return deepest;
}
