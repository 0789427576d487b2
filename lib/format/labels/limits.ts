/** Limits by name: where they are set, and where a plan is held against them. */
import type { LimitKind } from "@/lib/engine/model";

export const LIMIT_LABELS: Record<LimitKind, string> = {
  turnover: "Turnover, one run",
  "turnover-per-day": "Turnover, 24 hours",
  "order-notional": "Largest order",
  "price-age": "Oldest price",
  "price-missing": "Prices present",
  "price-jump": "Price jump",
  slippage: "Slippage",
  "cash-min": "Cash at least",
  "venue-health": "Venues",
  "kill-switch": "Kill switch",
};
