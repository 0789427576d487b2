/** What a plan is expected to leave: its orders filled at their expected prices, fees taken, valued as before. */
import type { Holding, Snapshot, TargetDrift } from "@/lib/engine/model";
import { measureDrift, weigh } from "@/lib/engine/valuation/kernels";
import { type Allocation, driftRows, isTradable } from "@/lib/engine/valuation/measure-allocation";
import { add, isPositive, isZero, type Quantity, subtract, toFloat } from "@/lib/money";
import { expectedExchange, type OrderDraft } from "./size-order";

/** Rows whose `postTrade` is the weight after the plan, and the portfolio drift then. */
export function expectAfter(
  allocation: Allocation,
  orders: readonly OrderDraft[],
): { after: TargetDrift[]; driftAfter: number } {
  const { layout, columns } = allocation;
  const values = Float64Array.from(columns.values);
  const move = (asset: string, units: number) => {
    const position = layout.positionOf.get(asset);
    const price = allocation.prices.get(asset);
    if (position !== undefined && price !== undefined)
      values[position] = Math.max(values[position]! + units * toFloat(price), 0);
  };
  for (const order of orders) {
    const { gives, receives } = expectedExchange(order);
    move(order.side === "buy" ? order.quote : order.base, -toFloat(gives));
    move(order.side === "buy" ? order.base : order.quote, toFloat(receives));
  }
  const weights = new Float64Array(values.length);
  const total = weigh(values, weights);
  const driftAfter = measureDrift(weights, columns.targets, new Float64Array(values.length));
  return { after: driftRows(layout, columns.weights, weights), driftAfter: total > 0 ? driftAfter : 0 };
}

/** The snapshot's holdings after the orders filled as expected. Used by previews, properties and simulations. */
export function applyOrders(snapshot: Snapshot, orders: readonly OrderDraft[]): Snapshot {
  const holdings = snapshot.holdings.map((holding) => ({ ...holding }));
  const venues = new Map(snapshot.venues.map((venue) => [venue.venueId, venue]));
  const change = (venueId: string, asset: string, by: Quantity) => {
    let rest = by;
    for (const holding of holdings) {
      if (holding.venueId !== venueId || holding.asset !== asset) continue;
      if (!isTradable(holding, venues.get(venueId))) continue;
      const free = add(holding.free, rest);
      const taken = isPositive(free) || isZero(free) ? rest : subtract("0" as Quantity, holding.free);
      holding.quantity = add(holding.quantity, taken);
      holding.free = add(holding.free, taken);
      rest = subtract(rest, taken);
      if (isZero(rest)) return;
    }
    const fresh: Holding = { venueId, asset, quantity: rest, free: rest, isLocked: false };
    holdings.push(fresh);
  };
  for (const order of orders) {
    const { gives, receives } = expectedExchange(order);
    change(order.venueId, order.side === "buy" ? order.quote : order.base, subtract("0" as Quantity, gives));
    change(order.venueId, order.side === "buy" ? order.base : order.quote, receives);
  }
  return { ...snapshot, holdings };
}
