/**
 * Sizes that shape a plan: how much of a slot orders as large as they may be can sell, and how much one run may trade.
 * Values are float64 in the base currency.
 */
import type { Policy } from "@/lib/engine/model";
import type { Aim } from "@/lib/engine/targets/aim";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { isLess, toFloat } from "@/lib/money";
import { leastQuantity } from "./least-order";
import { largestValue, orderValue, sizeOrder } from "./size-order";
import type { TradingRoom } from "./trading-room";

/** By slot: what can be sold of it, and how much of that orders as large as they may be still sell. */
export interface Sellable {
  free: Float64Array;
  within: Float64Array;
}

/** By slot: the most and the least that orders in whole steps can sell; 0 and Infinity where no order can. */
export interface Orderable {
  most: Float64Array;
  least: Float64Array;
}

export function sellableOf({ layout }: Allocation, room: TradingRoom): Sellable {
  const count = layout.slots.length;
  const [free, within] = [new Float64Array(count), new Float64Array(count)];
  for (const route of room.routes) {
    const slot = layout.slotOf.get(route.asset)!;
    const held = toFloat(room.free(route.venueId, route.asset)) * route.priceFloat;
    free[slot] = free[slot]! + held;
    within[slot] = within[slot]! + Math.min(held, largestValue(route, "raise"));
  }
  return { free, within };
}

/** `smallest`: the least value of a slot that is worth trading, whichever orders it takes. */
export function orderableOf(
  policy: Policy,
  { layout }: Allocation,
  room: TradingRoom,
  smallest: Float64Array,
): Orderable {
  const count = layout.slots.length;
  const [most, least] = [new Float64Array(count), new Float64Array(count).fill(Number.POSITIVE_INFINITY)];
  const { tradeNotionalMin, limits } = policy;
  for (const route of room.routes) {
    const slot = layout.slotOf.get(route.asset)!;
    const free = room.free(route.venueId, route.asset);
    const all = sizeOrder(route, "raise", toFloat(free) * route.priceFloat, free, limits.slippageBpsMax);
    const one = leastQuantity(route, "raise", tradeNotionalMin, limits.slippageBpsMax);
    if (all === null || one === null || isLess(all.quantity, one)) continue;
    most[slot] = most[slot]! + orderValue(route, "raise", all.quantity);
    least[slot] = Math.min(least[slot]!, orderValue(route, "raise", one));
  }
  for (let slot = 0; slot < count; slot += 1) {
    if (most[slot]! < smallest[slot]!) {
      most[slot] = 0;
      least[slot] = Number.POSITIVE_INFINITY;
    }
    least[slot] = Math.max(least[slot]!, smallest[slot]!);
  }
  return { most, least };
}

/** Where the aim asks for a larger sale than orders may be; by slot the share that is left unsold then. */
export function cutSales({ layout, columns, value }: Allocation, sellable: Sellable | null, aim: Aim, noise: number) {
  const { slots, cashSlot } = layout;
  const unsellable = new Float64Array(slots.length);
  const cut = new Uint8Array(slots.length);
  if (sellable === null) return { unsellable, cut };
  for (let slot = 0; slot < slots.length; slot += 1) {
    const [free, within] = [sellable.free[slot]!, sellable.within[slot]!];
    const sale = columns.values[slot]! - aim.goals[slot]! * aim.value;
    if (slot === cashSlot || !(within < free) || sale <= within + noise) continue;
    cut[slot] = 1;
    unsellable[slot] = Math.max(columns.values[slot]! - within, 0) / toFloat(value);
  }
  return { unsellable, cut };
}

/**
 * Cuts moves down to what may be traded, sales and purchases by the same factor, and of each the largest first: slices of
 * every move alike would end under the smallest order. A run's first sale is never cut under its smallest order, or a run
 * whose every step is worth more than its turnover would never begin. What no order can sell is not wanted, so that it
 * neither uses up the turnover nor stands before what can be sold. Changes `wanted`, marks where in `sliced`.
 */
export function sliceToTurnover(
  wanted: Float64Array,
  cashSlot: number | null,
  { left, isBegun }: { left: number; isBegun: boolean },
  { most, least }: Orderable,
  sliced: Uint8Array,
): void {
  const sizes = wanted.map((move, slot) => {
    if (slot === cashSlot) return 0;
    return move < 0 ? Math.min(-move, most[slot]!) : move;
  });
  const traded = sizes.reduce((sum, size) => sum + size, 0);
  if (traded <= left) return;
  const part = Math.max(left, 0) / traded;
  const bySize = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const direction of [-1, 1]) {
    const slots = bySize.filter((slot) => slot !== cashSlot && wanted[slot]! * direction > 0);
    let room = part * slots.reduce((sum, slot) => sum + sizes[slot]!, 0);
    const [first] = slots;
    if (direction < 0 && !isBegun && first !== undefined && sizes[first]! > 0) room = Math.max(room, least[first]!);
    for (const slot of slots) {
      const move = Math.min(sizes[slot]!, room);
      if (move < sizes[slot]!) sliced[slot] = 1;
      room -= move;
      wanted[slot] = direction * move;
    }
  }
  if (cashSlot === null) return;
  wanted[cashSlot] = 0;
  wanted[cashSlot] = -wanted.reduce((sum, move) => sum + move, 0);
}
