/**
 * What a venue is sent and what it answers: the one set of nouns that adapters translate into, execution works on and
 * services store. Plain data; the port itself, with its promises and errors, is server/exchanges/venue.
 */
import type { Price, Quantity } from "@/lib/money";
import type { AssetId, MarketSymbol } from "./asset";
import type { FillFee } from "./execution";
import type { Side } from "./plan";

export interface Balance {
  asset: AssetId;
  total: Quantity;
  free: Quantity;
  /** The venue's own code where `asset` is its underlying ("LDBTC", "XBT.F"): counted, never traded. */
  venueCode?: string;
}

export interface OrderRequest {
  clientOrderId: string;
  symbol: MarketSymbol;
  side: Side;
  quantity: Quantity;
  /** Limit of an immediate-or-cancel order: what is not filled at once expires. */
  limitPrice: Price;
  /** When the intent was committed, epoch ms: the timestamp the request carries, so that its validity fences it. */
  intentAt?: number;
  /** By the monotonic clock (`monotonicNow`, ms): past it the order is not sent, wherever it was held up. */
  sendBefore?: number;
}

/** One movement of money in the exchange's own records. */
export interface Transfer {
  kind: "deposit" | "withdrawal";
  asset: AssetId;
  /** Positive; what left or came, fee included. */
  quantity: Quantity;
  at: number;
  id: string;
}

/** A recent trade of this account that we may or may not have made. */
export interface AccountTrade {
  symbol: MarketSymbol;
  side: Side;
  quantity: Quantity;
  price: Price;
  at: number;
  venueOrderId: string;
}

/** What recent candles say of a market: a source independent of ticker and book. */
export interface RecentClose {
  symbol: MarketSymbol;
  close: Price;
  /** End of the bar, or now for the running one. */
  at: number;
}

export const VENUE_ORDER_STATES = ["open", "filled", "expired", "cancelled", "rejected"] as const;
export type VenueOrderState = (typeof VENUE_ORDER_STATES)[number];

export interface VenueFill {
  /** The venue's own id, unique inside a market: what makes booking idempotent. */
  fillId: string;
  quantity: Quantity;
  price: Price;
  fee: Quantity;
  feeAsset: AssetId;
  /** Fees taken beside the first, in other assets: one line an asset. */
  otherFees?: readonly FillFee[];
  at: number;
}

/** What the venue says of an order now. Expired, cancelled and rejected orders may carry fills. */
export interface OrderReport {
  clientOrderId: string;
  venueOrderId: string;
  symbol: MarketSymbol;
  side: Side;
  state: VenueOrderState;
  quantity: Quantity;
  filled: Quantity;
  /** Fills known so far; may lag `filled`: the caller queries again until they sum to it. */
  fills: readonly VenueFill[];
  at: number;
  /** Why the rest of it expired, where the venue says so. */
  expiryReason?: string;
}

/** What a key may do, where the venue says; null or absent: the venue does not say. */
export interface KeyPermissions {
  canRead: boolean | null;
  canTrade: boolean | null;
  canWithdraw: boolean | null;
  canTransfer: boolean | null;
  /** More than we need, shown to the owner and not refused: borrowing, and contracts. */
  canMargin?: boolean | null;
  canFutures?: boolean | null;
  /** When the right to trade lapses by itself, epoch ms; null: it does not. */
  tradingEndsAt?: number | null;
}

/** How long a venue may still take a request in, and how long its lookups may lag behind. */
export interface VenueTiming {
  /** A request older than this is refused by the venue: after it, plus lag, "not found" is certain. */
  requestValidityMs: number;
  lookupLagMs: number;
  /** The longest an order of ours was seen to be hidden from lookups there; absent: never. */
  slowestLookupMs?: number;
}
