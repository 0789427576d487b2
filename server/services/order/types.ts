/**
 * Orders as screens see them.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { OrderState } from "@/lib/engine/model";

/** An order whose fate is not known: it may be filled, and is never shown as not made. */
export interface UnknownOrderView {
  orderId: string;
  rebalanceId: string;
  portfolioId: string;
  venueId: string;
  queriedSince: number;
  /** Querying has not settled it: its owner must act. */
  needsOwner: boolean;
  /** What it is, who is queried since when, and whether anything is needed. */
  sentence: string;
}

export interface OrderView {
  id: string;
  leg: number;
  attempt: number;
  symbol: string;
  side: "buy" | "sell";
  base: string;
  quote: string;
  venueName: string;
  state: OrderState;
  plannedQuantity: string;
  quantity: string | null;
  limitPrice: string;
  filled: string;
  filledQuote: string;
  fees: readonly { asset: string; quantity: string }[];
  clientOrderId: string;
  venueOrderId: string | null;
  intentAt: number | null;
  sentAt: number | null;
  answeredAt: number | null;
  doneAt: number | null;
  fillCount: number;
  bookedCount: number;
  lookups: number;
  notFound: number;
  nextLookupAt: number | null;
  settlesBy: number | null;
  problem: string | null;
}
