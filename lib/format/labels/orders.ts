/** An order's states by name. What a partly filled order says is in ../describe-order. */
import type { OrderState } from "@/lib/engine/model";

export interface OrderStateLabel {
  /** In a list of orders, where nothing of it was filled. */
  inList: string;
  /** Ends a sentence about a trade without a fill; null: it has not ended, or not without one. */
  unfilled: string | null;
}

export const ORDER_STATE_LABELS: Record<OrderState, OrderStateLabel> = {
  planned: { inList: "planned", unfilled: null },
  submitting: { inList: "being sent", unfilled: null },
  unknown: { inList: "unknown, being checked", unfilled: null },
  open: { inList: "open", unfilled: null },
  cancelling: { inList: "being cancelled", unfilled: null },
  filled: { inList: "filled", unfilled: null },
  expired: { inList: "expired, nothing filled", unfilled: "expired without a fill" },
  cancelled: { inList: "cancelled, nothing filled", unfilled: "was cancelled before it filled" },
  rejected: { inList: "refused", unfilled: "was refused by the venue" },
  absent: { inList: "never arrived", unfilled: "never arrived at the venue" },
  dropped: { inList: "not sent", unfilled: "was not sent" },
  halted: { inList: "halted, needs you", unfilled: null },
};
