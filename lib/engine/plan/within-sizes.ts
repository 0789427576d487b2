/**
 * Sizes that shape a plan: how much of a position orders as large as they may be can sell, and how much a run may
 * trade. Values are float64 in the base currency.
 */
import type { Policy } from "@/lib/engine/model";
import type { PostTradeWeights } from "@/lib/engine/targets/post-trade-weights";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { isLess, toFloat } from "@/lib/money";
import { leastQuantity } from "./least-order";
import { largestValue, orderValue, sizeOrder } from "./size-order";
import type { TradingCapacity } from "./trading-capacity";

/** By position: what can be sold of it, and how much of that orders as large as they may be still sell. */
export interface Sellable {
  free: Float64Array;
  within: Float64Array;
}

/** By position: the most and the least that orders in whole steps can sell; 0 and Infinity where no order can. */
export interface Orderable {
  most: Float64Array;
  least: Float64Array;
}

export function sellableOf({ layout }: Allocation, capacity: TradingCapacity): Sellable {
  const count = layout.positions.length;
  const [free, within] = [new Float64Array(count), new Float64Array(count)];
  for (const route of capacity.routes) {
    const position = layout.positionOf.get(route.asset)!;
    const held = toFloat(capacity.free(route.venueId, route.asset)) * route.priceFloat;
    free[position] = free[position]! + held;
    within[position] = within[position]! + Math.min(held, largestValue(route, "raise"));
  }
  return { free, within };
}

/** `smallest`: the least value of a position that is worth trading, whichever orders it takes. */
export function orderableOf(
  policy: Policy,
  { layout }: Allocation,
  capacity: TradingCapacity,
  smallest: Float64Array,
): Orderable {
  const count = layout.positions.length;
  const [most, least] = [new Float64Array(count), new Float64Array(count).fill(Number.POSITIVE_INFINITY)];
  const { tradeNotionalMin, limits } = policy;
  for (const route of capacity.routes) {
    const position = layout.positionOf.get(route.asset)!;
    const free = capacity.free(route.venueId, route.asset);
    const all = sizeOrder(route, "raise", toFloat(free) * route.priceFloat, free, limits.slippageBpsMax);
    const one = leastQuantity(route, "raise", tradeNotionalMin, limits.slippageBpsMax);
    if (all === null || one === null || isLess(all.quantity, one)) continue;
    most[position] = most[position]! + orderValue(route, "raise", all.quantity);
    least[position] = Math.min(least[position]!, orderValue(route, "raise", one));
  }
  for (let position = 0; position < count; position += 1) {
    if (most[position]! < smallest[position]!) {
      most[position] = 0;
      least[position] = Number.POSITIVE_INFINITY;
    }
    least[position] = Math.max(least[position]!, smallest[position]!);
  }
  return { most, least };
}

/** Where a larger sale is wanted than orders may be; by position the share that is left unsold then. */
export function cutSales(
  { layout, columns, value }: Allocation,
  sellable: Sellable | null,
  destination: PostTradeWeights,
  noise: number,
) {
  const { positions, cashPosition } = layout;
  const unsellable = new Float64Array(positions.length);
  const cut = new Uint8Array(positions.length);
  if (sellable === null) return { unsellable, cut };
  for (let position = 0; position < positions.length; position += 1) {
    const [free, within] = [sellable.free[position]!, sellable.within[position]!];
    const sale = columns.values[position]! - destination.postTradeWeights[position]! * destination.value;
    if (position === cashPosition || !(within < free) || sale <= within + noise) continue;
    cut[position] = 1;
    unsellable[position] = Math.max(columns.values[position]! - within, 0) / toFloat(value);
  }
  return { unsellable, cut };
}

/**
 * Cuts moves down to what may be traded, sales and purchases by the same factor, and of each the largest first: slices
 * of every move alike would end under the smallest order. A run's first sale is never cut under its smallest order, or
 * a run whose every step is worth more than its turnover would never begin. What no order can sell is not wanted, so
 * that it neither uses up the turnover nor stands before what can be sold. Changes `wanted`, marks where in `sliced`.
 */
export function sliceToTurnover(
  wanted: Float64Array,
  cashPosition: number | null,
  turnover: { left: number; isBegun: boolean },
  { most, least }: Orderable,
  sliced: Uint8Array,
): void {
  const sizes = wanted.map((move, position) => {
    if (position === cashPosition) return 0;
    return move < 0 ? Math.min(-move, most[position]!) : move;
  });
  const traded = sizes.reduce((sum, size) => sum + size, 0);
  if (traded <= turnover.left) return;
  const part = Math.max(turnover.left, 0) / traded;
  const bySize = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const direction of [-1, 1]) {
    const positions = bySize.filter((position) => position !== cashPosition && wanted[position]! * direction > 0);
    let left = part * positions.reduce((sum, position) => sum + sizes[position]!, 0);
    const [first] = positions;
    if (direction < 0 && !turnover.isBegun && first !== undefined && sizes[first]! > 0)
      left = Math.max(left, least[first]!);
    for (const position of positions) {
      const move = Math.min(sizes[position]!, left);
      if (move < sizes[position]!) sliced[position] = 1;
      left -= move;
      wanted[position] = direction * move;
    }
  }
  if (cashPosition === null) return;
  wanted[cashPosition] = 0;
  wanted[cashPosition] = -wanted.reduce((sum, move) => sum + move, 0);
}
