/** What an order is, in a line: its state in a list, the sides of a plan, why a trade is made. */
import type { OrderReason, OrderState } from "@/lib/engine/model";
import { ORDER_STATE_LABELS } from "./labels/orders";
import { formatPoints, UNIT_SPACE } from "./number";
import { plural } from "./plural";

/** Partly filled is said, also when the order itself has ended: "75 % filled, rest expired". `filledShare` is 0 to 1. */
export function describeOrderState(state: OrderState, filledShare: number): string {
  if (filledShare <= 0 || (state !== "expired" && state !== "cancelled")) return ORDER_STATE_LABELS[state].inList;
  const percent = wholePercent(filledShare);
  return percent === 100 ? ORDER_STATE_LABELS.filled.inList : `${percent}${UNIT_SPACE}% filled, rest ${state}`;
}

/** Never says 100 before it is, never 0 once something is filled. */
export function wholePercent(share: number): number {
  return share >= 1 ? 100 : Math.max(1, Math.floor(share * 100));
}

/** "1 sell, 2 buys" */
export function describeSides(orders: readonly { side: "buy" | "sell" }[]): string {
  const sells = orders.filter((order) => order.side === "sell").length;
  const buys = orders.length - sells;
  return [sells > 0 ? plural(sells, "sell") : null, buys > 0 ? plural(buys, "buy") : null].filter(Boolean).join(", ");
}

/** Why this one trade: "4.9 pp over its band". */
export function describeOrderReason(reason: OrderReason): string {
  switch (reason.kind) {
    case "over-target":
      return reason.excess > 0 ? `${points(reason.excess)} over its band` : `${points(reason.drift)} over its target`;
    case "under-target":
      return reason.excess > 0 ? `${points(reason.excess)} under its band` : `${points(reason.drift)} under its target`;
    case "untargeted":
      return "in no target";
    case "raises-cash":
      return `raises ${reason.asset}`;
  }
}

const points = (share: number) => formatPoints(Math.abs(share), { isSigned: false });
