/**
 * Own fills outrank balances. What an account held at an opening plus what our fills did since is what it must hold now;
 * balances that say otherwise lag behind, or somebody else moved something. Either way nothing is planned from them, and
 * nothing is sent in the place of an order that they may have paid for.
 *
 *   opened  BTC 1   ·   sold 0.5   ·   balance says 1     -> contradicts: it does not know the sale yet
 *   opened  BTC 1   ·   sold 0.5 (queried, not found)   ·   balance says 0.5   -> moved: the sale may well be there
 */
import { absolute, add, isMore, maximum, multiply, type Quantity, subtract } from "@/lib/money";
import { feesOfFill } from "../ledger/post-fill";
import type { AssetId, VenueId } from "../model";
import { ownDelta } from "./balances";
import type { OpeningBalance, Run, RunOrder } from "./run";
import { marketOf } from "./size-order";

/** An account as our ledger has it. */
export interface BookedAccount {
  opening: readonly OpeningBalance[];
  /** Every order that filled since then. */
  orders: readonly RunOrder[];
}

export interface Contradiction {
  venueId: VenueId;
  asset: AssetId;
  ledger: Quantity;
  venue: Quantity;
  /** The earliest fill that the balance may not know of, epoch ms. */
  since: number;
}

/** Venues round fees to eight decimals: less than this is equal. */
export const BALANCE_ROUNDING = "0.00000001" as Quantity;
const ZERO = "0" as Quantity;

/** Only assets that fills touched can contradict them. `precision`: the smallest figure the venue shows of balances. */
export function contradictsFills(
  account: BookedAccount,
  balances: readonly OpeningBalance[],
  precision: Quantity = BALANCE_ROUNDING,
): readonly Contradiction[] {
  const touched = new Map<string, { venueId: VenueId; asset: AssetId; since: number }>();
  for (const order of account.orders)
    for (const fill of order.fills)
      for (const asset of [order.base, order.quote, ...feesOfFill(fill).map((fee) => fee.asset)]) {
        const key = `${order.venueId} ${asset}`;
        const since = Math.min(touched.get(key)?.since ?? fill.at, fill.at);
        touched.set(key, { venueId: order.venueId, asset, since });
      }
  return [...touched.values()].flatMap(({ venueId, asset, since }) => {
    const ledger = bookedTotal(account, venueId, asset);
    const venue = totalOf(balances, venueId, asset);
    return isApart(ledger, venue, precision) ? [{ venueId, asset, ledger, venue, since }] : [];
  });
}

/**
 * Whether the account moved in the asset an order trades without our ledger knowing why. In whichever direction: a
 * balance that does not show our own fills proves nothing of an order, either.
 */
export function hasMoved(run: Run, order: RunOrder, balances: readonly OpeningBalance[]): boolean {
  const half = multiply<Quantity>(marketOf(run, order)?.quantityStep ?? ZERO, "0.5");
  const ledger = bookedTotal(run, order.venueId, order.base);
  return isApart(ledger, totalOf(balances, order.venueId, order.base), maximum(half, BALANCE_ROUNDING));
}

export function bookedTotal(account: BookedAccount, venueId: VenueId, asset: AssetId): Quantity {
  return add(totalOf(account.opening, venueId, asset), ownDelta(account, venueId, asset));
}

export function totalOf(rows: readonly OpeningBalance[], venueId: VenueId, asset: AssetId): Quantity {
  return rows.find((row) => row.venueId === venueId && row.asset === asset)?.total ?? ZERO;
}

export function isApart(ledger: Quantity, venue: Quantity, precision: Quantity): boolean {
  return isMore(absolute(subtract(ledger, venue)), precision);
}
