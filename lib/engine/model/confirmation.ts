/**
 * What is confirmed of the world, and what is suspect. Only a confirmed price and a confirmed balance decide, plan or
 * trade; a suspect one stands beside the last confirmed one until another observation and another source, or the owner,
 * says which is so. All of it is plain JSON and part of a portfolio's state.
 */
import type { Price, Quantity } from "@/lib/money";
import type { AssetId, VenueId } from "./asset";

/** A second observation counts when it comes at least this much later. */
export const CONFIRM_AFTER_MS = 60_000;

export const PRICE_SUSPICIONS = [
  /** Moved further than the bound from the last confirmed price. */
  "moved",
  /** Never seen before, and no second source has confirmed it yet. */
  "first-look",
  /** Bid and ask lie too far apart to mean anything. */
  "wide-spread",
  /** The exchange's own time stands still. */
  "stale",
  /** Sources contradict each other: book, last trade, candles, another venue. */
  "contradicted",
  /** Zero, negative or crossed. */
  "unusable",
  /** Nobody quotes it. */
  "missing",
  /** Confirmed, and off what it is pegged to: counted at its market, and nothing buys it. */
  "off-peg",
] as const;
export type PriceSuspicion = (typeof PRICE_SUSPICIONS)[number];

export const BALANCE_SUSPICIONS = [
  /** There at the last observation, not in the answer any more. */
  "vanished",
  /** Less than before, and no fill, withdrawal or trade in the records explains it. */
  "shrank",
  /** More than before, and no fill, deposit or trade in the records explains it. */
  "grew",
  /** Below zero: borrowed. */
  "negative",
] as const;
export type BalanceSuspicion = (typeof BALANCE_SUSPICIONS)[number];

/** A price that passed the rule. `at`: when the exchange made it, epoch ms. */
export interface ConfirmedPrice {
  asset: AssetId;
  price: Price;
  at: number;
  source: string;
  /**
   * What it was when another source last agreed: small steps may not lead away from it unseen. Absent: none ever did.
   */
  proven?: Price;
}

/** A price that waits for a second observation and a second source. */
export interface SuspectPrice {
  asset: AssetId;
  /** As last observed; "0" where there was none to see. */
  price: Price;
  suspicion: PriceSuspicion;
  /** First and last observation that showed it (ours, epoch ms). */
  since: number;
  seenAt: number;
  /** Since when it has been seen about here: a second observation counts from then. */
  steadySince?: number;
  source: string;
}

/** What a venue's account held when it was last confirmed. */
export interface ConfirmedBalance {
  venueId: VenueId;
  asset: AssetId;
  quantity: Quantity;
  at: number;
}

export interface SuspectBalance {
  venueId: VenueId;
  asset: AssetId;
  /** What the venue says now, and what is counted meanwhile. */
  seen: Quantity;
  counted: Quantity;
  suspicion: BalanceSuspicion;
  since: number;
  seenAt: number;
  observations: number;
}

/** All that is confirmed and suspect for a portfolio, from one check to the next. */
export interface Confirmations {
  prices: readonly ConfirmedPrice[];
  suspectPrices: readonly SuspectPrice[];
  balances: readonly ConfirmedBalance[];
  suspectBalances: readonly SuspectBalance[];
}

export const NOTHING_CONFIRMED: Confirmations = { prices: [], suspectPrices: [], balances: [], suspectBalances: [] };

/**
 * A suspect fact as a snapshot holds it, for decisions and for people. `counted` is what counts meanwhile (null:
 * nothing was ever confirmed); `recheckAt` is when another observation may settle it; `needsOwner` says that it has
 * been checked often enough and the owner must say which is so.
 */
export type SuspectFact =
  | {
      about: "price";
      asset: AssetId;
      suspicion: PriceSuspicion;
      seen: Price | null;
      counted: Price | null;
      source: string;
      since: number;
      recheckAt: number | null;
      needsOwner: boolean;
    }
  | {
      about: "balance";
      venueId: VenueId;
      venue: string;
      asset: AssetId;
      suspicion: BalanceSuspicion;
      seen: Quantity;
      counted: Quantity;
      since: number;
      recheckAt: number | null;
      needsOwner: boolean;
    };

/** An asset that is not counted because what there is of it is dust, or was never worth anything known. */
export interface SetAside {
  venueId: VenueId;
  asset: AssetId;
  quantity: Quantity;
  /** Share of the portfolio at its last confirmed price; null: it never had one. */
  share: number | null;
}
