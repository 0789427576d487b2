/**
 * What rebalancing brought against holding, over one range: both start with the same value at the range's first point
 * and get the same deposits and withdrawals at the same instants. The holder keeps the mix the portfolio began with,
 * brought to that value, and never trades.
 *
 *   value   100 -> 130      held  80 -> 100      the holder ends at 100 x 100 / 80 = 125, rebalancing brought 5
 *
 * Over the whole history that is the lead itself: both were worth the same at its start. Money is exact to twelve
 * places, rounded down.
 */
import { add, divideDown, isPositive, multiply, type Notional, subtract } from "@/lib/money";

/** Columns of the same length, oldest first. `held`: what never rebalancing would be worth; null: not known then. */
export interface ValueColumns {
  at: readonly number[];
  value: readonly string[];
  held: readonly (string | null)[];
}

/** A deposit (positive) or withdrawal at its worth then, in the base currency; it is in the point at `index`. */
export interface PlacedFlow {
  index: number;
  worth: Notional;
}

export interface AgainstHolding {
  /** Indices of the points compared. */
  from: number;
  to: number;
  value: Notional;
  holding: Notional;
  /** `value` less `holding`: negative where holding won. */
  ahead: Notional;
  /** What `held` is multiplied by from each index on, so that it is this holder's value: for drawing the two lines. */
  scales: readonly { index: number; ratio: string }[];
}

const PLACES = 12;

/** null where fewer than two points know what holding is worth, or a flow falls where it is not known. */
export function measureAgainstHolding(
  { value, held }: ValueColumns,
  first: number,
  flows: readonly PlacedFlow[],
): AgainstHolding | null {
  const from = held.findIndex((each, index) => index >= first && each !== null && isPositive(each));
  const to = held.findLastIndex((each) => each !== null);
  if (from < 0 || to <= from) return null;
  let holding = value[from] as Notional;
  let base = held[from]!;
  const scales = [{ index: from, ratio: divideDown<string>(holding, base) }];
  for (const { index, worth } of flows) {
    if (index <= from || index > to) continue;
    const after = held[index];
    if (after == null || !isPositive(base)) return null;
    holding = add(grown(holding, subtract(after, worth), base), worth);
    base = after;
    if (isPositive(base)) scales.push({ index, ratio: divideDown<string>(holding, base) });
  }
  if (!isPositive(base)) return null;
  holding = grown(holding, held[to]!, base);
  const end = value[to] as Notional;
  return { from, to, value: end, holding, ahead: subtract(end, holding), scales };
}

const grown = (worth: Notional, to: string, from: string): Notional =>
  divideDown<Notional>(multiply(worth, to), from, PLACES);

/** A point of the holder's line, to eight places. */
export const scaleHeld = (held: string, ratio: string): string => divideDown<string>(multiply(held, ratio), "1", 8);
