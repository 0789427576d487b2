/** What a row of the order list says of its state. Partly filled is said, also when the order itself has ended. */

import { filledShare } from "@/components/rebalance/order-track";
import type { OrderView } from "@/components/rebalance/types";
import type { OrderState } from "@/lib/engine/model";

const WORDS: Record<OrderState, string> = {
  planned: "planned",
  submitting: "being sent",
  unknown: "unknown, being asked",
  open: "open",
  cancelling: "being cancelled",
  filled: "filled",
  expired: "expired, nothing filled",
  cancelled: "cancelled, nothing filled",
  rejected: "refused",
  absent: "never arrived",
  dropped: "not sent",
  halted: "halted, needs you",
};

type Order = Pick<OrderView, "state" | "filled" | "quantity" | "plannedQuantity">;

export function orderWords(order: Order): string {
  const share = filledShare(order);
  if (share > 0 && (order.state === "expired" || order.state === "cancelled")) {
    const percent = share >= 1 ? 100 : Math.max(1, Math.floor(share * 100));
    return percent === 100 ? "filled" : `${percent} % filled, rest ${order.state}`;
  }
  return WORDS[order.state];
}

export function orderTone(order: Pick<OrderView, "state">): "warning" | "negative" | "neutral" {
  if (order.state === "unknown") return "warning";
  return order.state === "halted" || order.state === "rejected" ? "negative" : "neutral";
}
