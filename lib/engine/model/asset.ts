/** The nouns of markets and holdings. Ids are plain text, so that a plan is the same bytes everywhere. */
import type { Notional, Price, Quantity, Rate } from "@/lib/money";

/** An asset's common code in upper case, for example "BTC". */
export type AssetId = string;
/** Our own id of a venue (an exchange account, the paper venue, a manual holding list). */
export type VenueId = string;
/** "BTC/USDT": base, slash, quote. Unique inside a venue. */
export type MarketSymbol = string;

export const VENUE_KINDS = ["exchange", "paper", "manual"] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];

/** How an account used by several portfolios is divided: whole assets, or quantities by the ledger. */
export const ALLOTMENT_KINDS = ["asset", "quantity"] as const;
export type AllotmentKind = (typeof ALLOTMENT_KINDS)[number];

export interface Market {
  venueId: VenueId;
  symbol: MarketSymbol;
  base: AssetId;
  quote: AssetId;
  /** Quantities are whole multiples of this many base units. */
  quantityStep: Quantity;
  /** Prices sent to the venue are whole multiples of this. */
  priceStep: Price;
  quantityMin: Quantity;
  /** null: the venue names no maximum. */
  quantityMax: Quantity | null;
  /** Smallest order the venue takes, in quote units. */
  notionalMin: Notional;
  takerFeeRate: Rate;
  makerFeeRate: Rate;
  /** Which asset a fee is taken from: what the order brings in ("received"), or always the quote asset. */
  feeFrom: "received" | "quote";
  /** false while the venue halts or delists the market. */
  isActive: boolean;
}

/** A market's top of book at one instant. All in quote units per base unit. */
export interface Quote {
  symbol: MarketSymbol;
  bid: Price;
  ask: Price;
  last: Price;
  /** Epoch ms of the venue's own timestamp, else of receipt. */
  at: number;
}

export interface Holding {
  venueId: VenueId;
  asset: AssetId;
  /** All that is there: free and in open orders. */
  quantity: Quantity;
  /** What an order may use now. */
  free: Quantity;
  /** Counted in weights, never traded (cold storage). */
  isLocked: boolean;
  /**
   * The venue's own code where `asset` is its underlying: "LDBTC" and "XBT.F" are BTC that earns, counted and locked.
   */
  venueCode?: string;
}

/** Price of one unit of an asset in the portfolio's base currency. */
export interface AssetPrice {
  asset: AssetId;
  price: Price;
  at: number;
  /** Where it comes from, for people: "Binance BTC/USDT", "simulated". */
  source: string;
  /** The last confirmed price, because the one seen now is suspect: counted, never traded by. */
  isFrozen?: true;
}
