/** What the proposal page says about a rebalance's state, and its sums. */
import { type OrderReason, type Plan, type RebalanceState, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
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
  incomplete: "Not all done",
  stopped: "Stopped",
  halted: "Halted",
};

export const isRunning = (state: RebalanceState): boolean =>
  RUNNING_REBALANCE_STATES.some((running) => running === state);

export const hasEnded = (state: RebalanceState): boolean =>
  ["declined", "expired", "superseded", "settled", "incomplete", "stopped", "halted"].includes(state);

/** Over, after its orders could be sent: what happened is shown, not what was planned. */
export const hasTraded = (state: RebalanceState): boolean =>
  ["settled", "incomplete", "stopped", "halted"].includes(state);

/** "1 sell, 2 buys" */
export function sidesInWords(plan: Pick<Plan, "orders">): string {
  const sells = plan.orders.filter((order) => order.side === "sell").length;
  const buys = plan.orders.length - sells;
  return [sells > 0 ? count(sells, "sell") : null, buys > 0 ? count(buys, "buy") : null].filter(Boolean).join(", ");
}

/** Approving says its size: "Approve 3 trades". */
export const approveLabel = (plan: Pick<Plan, "orders">): string => `Approve ${count(plan.orders.length, "trade")}`;

const points = (share: number) => `${(Math.abs(share) * 100).toFixed(1)} pp`;

/** Why this one trade: "4.9 pp over its band". */
export function reasonInWords(reason: OrderReason): string {
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
