/**
 * Our own ledger of a run: the balances it opened with plus what its fills did. Venue balances lag behind fills, so
 * every size is computed from this and never from a balance fetched in between.
 */
import { add, maximum, type Quantity, sum } from "@/lib/money";
import { feesOfFill, type OrderOfFill, postFill } from "../ledger/post-fill";
import type { AssetId, PlannedOrder, VenueFill, VenueId } from "../model";
import type { Run, RunOrder } from "./run";

const ZERO = "0" as Quantity;

/** What one fill changes at the venue, fee included; quantities are signed. The ledger's own booking, seen from there. */
export function fillDeltas(order: OrderOfFill, fill: VenueFill): readonly { asset: AssetId; quantity: Quantity }[] {
  return postFill(fill, order).filter((posting) => posting.account === `venue:${order.venueId}`);
}

/** Net change of one asset at one venue by all fills of the run. */
export function ownDelta(run: Pick<Run, "orders">, venueId: VenueId, asset: AssetId): Quantity {
  let total = ZERO;
  for (const order of run.orders) {
    if (order.venueId !== venueId) continue;
    for (const fill of order.fills)
      for (const delta of fillDeltas(order, fill)) if (delta.asset === asset) total = add(total, delta.quantity);
  }
  return total;
}

/** What an order may use now: free at the opening plus own fills; never negative. */
export function ownFree(run: Pick<Run, "orders" | "opening">, venueId: VenueId, asset: AssetId): Quantity {
  const opening = run.opening.find((row) => row.venueId === venueId && row.asset === asset)?.free ?? ZERO;
  return maximum(ZERO, add(opening, ownDelta(run, venueId, asset)));
}

/** Booked fills of a leg over all its attempts. */
export function filledOfLeg(orders: readonly RunOrder[], leg: number): Quantity {
  return sum(orders.filter((order) => order.leg === leg).map((order) => order.filled));
}

/** Assets a run's fills or plan touch, per venue, in a stable order. */
export function touchedAssets(
  legs: readonly PlannedOrder[],
  orders: readonly RunOrder[],
): readonly { venueId: VenueId; asset: AssetId }[] {
  const keys = new Map<string, { venueId: VenueId; asset: AssetId }>();
  const touch = (venueId: VenueId, asset: AssetId) => keys.set(`${venueId} ${asset}`, { venueId, asset });
  for (const leg of legs) {
    touch(leg.venueId, leg.base);
    touch(leg.venueId, leg.quote);
  }
  for (const order of orders)
    for (const fill of order.fills) for (const fee of feesOfFill(fill)) touch(order.venueId, fee.asset);
  return [...keys.values()];
}
