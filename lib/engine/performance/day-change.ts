/**
 * How far the value has come since this time yesterday. Deposits and withdrawals in between are not gains: they are
 * taken out of the change, and the ratio is of the value a day ago.
 */
import { type Notional, subtract, sum, toFloat } from "@/lib/money";

const DAY = 24 * 60 * 60 * 1000;
/** A history younger than this has no "yesterday". */
const GAP_MAX = 3 * 60 * 60 * 1000;

/**
 * `history` ascending by time (epoch ms). Takes the last value at or before `now - 24 h`, or the first within three
 * hours after it; null when there is none or it is zero.
 */
export function dayChange(
  history: readonly { at: number; value: Notional }[],
  value: Notional,
  now: number,
  flows: readonly Notional[] = [],
): { value: Notional; ratio: number } | null {
  const then = now - DAY;
  let base: { at: number; value: Notional } | undefined;
  for (const point of history) {
    if (point.at <= then || (base === undefined && point.at <= then + GAP_MAX)) base = point;
    else if (point.at > then) break;
  }
  if (base === undefined || toFloat(base.value) <= 0) return null;
  const change = subtract(subtract(value, base.value), sum(flows));
  return { value: change, ratio: toFloat(change) / toFloat(base.value) };
}
