/** What the proposal page says about a rebalance's state, its sums and what it leaves undone. */
import { type Carried, type Plan, type RebalanceState, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import { isZero, sum } from "@/lib/money";
import { count } from "./order-track";

export const STATE_WORD: Record<RebalanceState, string> = {
  proposed: "Proposed",
  blocked: "Blocked",
  declined: "Declined",
  expired: "Expired",
  superseded: "Replaced",
  approved: "Approved",
  executing: "Executing",
  stopping: "Stopping",
  settled: "Settled",
  stopped: "Stopped",
  halted: "Halted",
};

export const isRunning = (state: RebalanceState): boolean =>
  RUNNING_REBALANCE_STATES.some((running) => running === state);

export const hasEnded = (state: RebalanceState): boolean =>
  ["declined", "expired", "superseded", "settled", "stopped", "halted"].includes(state);

/** "1 sell, 2 buys" */
export function sidesInWords(plan: Pick<Plan, "orders">): string {
  const sells = plan.orders.filter((order) => order.side === "sell").length;
  const buys = plan.orders.length - sells;
  return [sells > 0 ? count(sells, "sell") : null, buys > 0 ? count(buys, "buy") : null].filter(Boolean).join(", ");
}

export function sidesSum(plan: Pick<Plan, "orders">): { sold: string; bought: string } {
  const of = (side: "sell" | "buy") =>
    sum<string>(plan.orders.filter((order) => order.side === side).map((order) => order.notionalBase));
  return { sold: of("sell"), bought: of("buy") };
}

/** Approving says its size: "Approve 3 trades". */
export const approveLabel = (plan: Pick<Plan, "orders">): string => `Approve ${count(plan.orders.length, "trade")}`;

/** Why a wanted trade is not made now. Amounts come formatted, so that this stays free of number rules. */
export function carriedInWords(
  carried: Carried,
  money: (text: string, asset?: string) => string,
  base: string,
): string {
  const size = isZero(carried.notionalBase) ? "" : ` of ${money(carried.notionalBase)} ${base}`;
  const trade = `${carried.side === "sell" ? "Sell" : "Buy"} ${carried.asset}${size}`;
  const { reason } = carried;
  switch (reason.kind) {
    case "below-venue-minimum":
      return `${trade}: under ${reason.venue}'s smallest order of ${money(reason.notionalMin)}. Carried over until it is worth an order.`;
    case "below-policy-minimum":
      return `${trade}: under your smallest trade of ${money(reason.notionalMin)} ${base}. Carried over.`;
    case "no-market":
      return `${trade}: none of your venues has a market against ${reason.quote}. Add a venue that does, or change the quote asset.`;
    case "market-closed":
      return `${trade}: ${reason.symbol} is halted at the venue. Looked at again at the next check.`;
    case "not-enough-cash":
      return `${trade}: ${money(reason.missing)} ${base} short. Bought when a sale or a deposit brings it.`;
    case "locked":
      return `${trade}: it is locked, so it is counted but never traded.`;
    case "left-out":
      return `${trade}: you left it out. The next check may propose it again.`;
  }
}
