/**
 * Sizes that shape a plan: how much of a slot orders as large as they may be can sell, and how much one run may trade.
 * Values are float64 in the base currency.
 */
import type { Aim } from "@/lib/engine/targets/aim";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { maximum, toFloat } from "@/lib/money";
import { largestValue, orderValue } from "./size-order";
import type { TradingRoom } from "./trading-room";

/** By slot: what can be sold of it, and how much of that orders as large as they may be still sell. */
export interface Sellable {
  free: Float64Array;
  within: Float64Array;
  /** The least that one order can sell; Infinity where none can. */
  least: Float64Array;
}

export function sellableOf({ layout }: Allocation, room: TradingRoom, smallest: Float64Array): Sellable {
  const count = layout.slots.length;
  const [free, within] = [new Float64Array(count), new Float64Array(count)];
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (const route of room.routes) {
    const slot = layout.slotOf.get(route.asset)!;
    const held = toFloat(room.free(route.venueId, route.asset)) * route.priceFloat;
    const most = Math.min(held, largestValue(route, "raise"));
    const step = orderValue(route, "raise", maximum(route.market.quantityStep, route.market.quantityMin));
    free[slot] = free[slot]! + held;
    within[slot] = within[slot]! + most;
    const one = Math.max(step, smallest[slot]!) * (1 + STEP_ROOM);
    if (one <= most) least[slot] = Math.min(least[slot]!, one);
  }
  return { free, within, least };
}

/** A hair over a step or a minimum, so that rounding down does not miss it. */
const STEP_ROOM = 1e-3;

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
 * every move alike would end under the smallest order. A run's first sale is never cut under its smallest order, and what
 * no order can sell uses up nothing, or the run would not end. Changes `wanted`, marks where in `sliced`.
 */
export function sliceToTurnover(
  wanted: Float64Array,
  cashSlot: number | null,
  { left, isBegun }: { left: number; isBegun: boolean },
  { within, least }: Sellable,
  sliced: Uint8Array,
): void {
  const sizes = wanted.map((move, slot) => {
    if (slot === cashSlot) return 0;
    return move < 0 ? (Number.isFinite(least[slot]!) ? Math.min(-move, within[slot]!) : 0) : move;
  });
  const traded = sizes.reduce((sum, size) => sum + size, 0);
  if (traded <= left) return;
  const part = Math.max(left, 0) / traded;
  const bySize = [...sizes.keys()].filter((slot) => sizes[slot]! > 0).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const direction of [-1, 1]) {
    const slots = bySize.filter((slot) => wanted[slot]! * direction > 0);
    let room = part * slots.reduce((sum, slot) => sum + sizes[slot]!, 0);
    const [first] = slots;
    if (direction < 0 && !isBegun && first !== undefined) room = Math.max(room, least[first]!);
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
