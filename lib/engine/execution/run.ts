/**
 * The values execution works on. A run is a rebalance under way: what was approved, every order it made, what those
 * brought, and the balances it opened with. Everything here is plain data, so the same functions serve the database,
 * the simulation and the screens.
 */
import type { Price, Quantity } from "@/lib/money";
import type {
  AssetId,
  AssetPrice,
  Balance,
  Market,
  MarketSymbol,
  OrderProblem,
  OrderState,
  PlannedOrder,
  PolicyLimits,
  Quote,
  RebalanceState,
  Side,
  StopReason,
  VenueFill,
  VenueId,
  VenueProblem,
  VenueTiming,
} from "../model";

export type { DropReason, StopReason } from "../model";

export interface RunOrder {
  id: string;
  leg: number;
  attempt: number;
  venueId: VenueId;
  symbol: MarketSymbol;
  base: AssetId;
  quote: AssetId;
  side: Side;
  plannedQuantity: Quantity;
  /** What was really sent; null before the intent. */
  quantity: Quantity | null;
  limitPrice: Price;
  state: OrderState;
  clientOrderId: string;
  venueOrderId: string | null;
  /** Sums of the booked fills, in base and quote units. */
  filled: Quantity;
  filledQuote: Quantity;
  intentAt: number | null;
  sentAt: number | null;
  answeredAt: number | null;
  doneAt: number | null;
  lookups: number;
  notFound: number;
  /** When to query next; for a planned order: not to be sent before. */
  nextLookupAt: number | null;
  problem: OrderProblem | null;
  fills: readonly VenueFill[];
}

export interface OpeningBalance extends Pick<Balance, "asset" | "free" | "total"> {
  venueId: VenueId;
}

/** A venue of the run as it is stored: its name for people, and the trouble recorded of it. */
export interface RunVenue {
  venueId: VenueId;
  name: string;
  problem: VenueProblem | null;
}

export interface Run {
  rebalanceId: string;
  state: RebalanceState;
  approvedAt: number;
  /** A stop requested from outside: the owner, the kill switch. */
  stopReason: StopReason | null;
  /** What was approved, leg by leg. */
  legs: readonly PlannedOrder[];
  orders: readonly RunOrder[];
  markets: readonly Market[];
  /** Balances when the run started; empty until then. */
  opening: readonly OpeningBalance[];
  /** Of the policy it was proposed under. */
  limits: PolicyLimits;
  /** Prices in the base currency it was approved at: what an order's size is judged by. */
  prices?: readonly AssetPrice[];
  venues?: readonly RunVenue[];
}

/**
 * A quote as we read it: null when the venue had none for that symbol. `readAt` and the quote's own `at` are instants of
 * the run's time (see run-time.ts), so that a clock set anew ages neither.
 */
export interface ReadQuote {
  venueId: VenueId;
  symbol: MarketSymbol;
  quote: Quote | null;
  readAt: number;
}

/** Everything is bounded. */
export const BOUNDS = {
  /** An intent older than this is not sent any more, so that "not found" counts in the end. */
  sendWithinMs: 2_000,
  /** Orders per leg, the first included. */
  attemptsMax: 3,
  /** In its first minute no order is taken for absent, however quick a venue says its look-ups are. */
  absentMsMin: 60_000,
  /** Clean "not found"s, after validity and lag, that make an order absent. */
  notFoundMin: 3,
  /** Pause between those. */
  notFoundPauseMs: 500,
  /** About half an hour of queries. */
  lookupsMax: 60,
  /** An immediate-or-cancel order still open after this is cancelled. */
  openMsMax: 10_000,
  durationMsMax: 600_000,
  /** Oldest quote an order may be sent by. */
  quoteAgeMsMax: 10_000,
  /** Oldest reading of whether a market is open that an order may be sent by. */
  marketsAgeMsMax: 60_000,
  /** A key that was refused is tried once more, and no oftener: the run ends. */
  keyRefusalsMax: 2,
  /** Balances are given this long to show our fills before a difference is one. */
  balanceLagMs: 120_000,
} as const;

/** How long after the intent a venue's "not found" proves nothing: it may still arrive, or be there and not be shown. */
export function absenceAfterMs({ requestValidityMs, lookupLagMs, slowestLookupMs = 0 }: VenueTiming): number {
  const hiddenMs = Math.max(lookupLagMs, slowestLookupMs);
  return Math.max(BOUNDS.absentMsMin, BOUNDS.sendWithinMs + requestValidityMs + hiddenMs);
}

const LOOKUP_PAUSES_MS = [200, 400, 800, 1_500, 3_000, 5_000, 5_000, 10_000];

/** Pause before the next query, growing with the queries made. */
export function lookupPauseMs(lookups: number): number {
  return LOOKUP_PAUSES_MS[lookups] ?? 30_000;
}
