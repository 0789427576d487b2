/** The lives of a rebalance and of its orders (the transition tables are in engine/execution). */
export const REBALANCE_STATES = [
  "proposed",
  "blocked",
  "declined",
  "expired",
  "superseded",
  "approved",
  "executing",
  "stopping",
  "settled",
  /** Over, and not all of what was approved was done. */
  "incomplete",
  "stopped",
  "halted",
] as const;
export type RebalanceState = (typeof REBALANCE_STATES)[number];

/** States in which orders may still be sent or in flight: at most one such rebalance per portfolio. */
export const RUNNING_REBALANCE_STATES = ["approved", "executing", "stopping"] as const;

export const ORDER_STATES = [
  "planned",
  "submitting",
  "unknown",
  "open",
  "cancelling",
  "filled",
  "expired",
  "cancelled",
  "rejected",
  "absent",
  "dropped",
  "halted",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const REBALANCE_ORIGINS = [
  "first-purchase",
  "schedule",
  "threshold",
  "manual",
  "policy-change",
  "cash-flow",
  "stop",
  "unfinished-run",
] as const;
export type RebalanceOrigin = (typeof REBALANCE_ORIGINS)[number];

/** A line of a rebalance's timeline: a state that was reached, or something that happened on the way. Past tense. */
export type RunEventName =
  | `rebalance.${RebalanceState}`
  | "rebalance.replanned"
  | "rebalance.started"
  | "rebalance.stop-requested"
  | "rebalance.withdrawn"
  | "rebalance.settled-with-differences"
  | "rebalance.settled-uncompared"
  | "rebalance.differences-found"
  | "rebalance.differences-gone"
  | "rebalance.differences-accepted"
  | "rebalance.clock-stepped"
  | `order.${OrderState}`
  | "order.intent"
  | "order.accepted"
  | "order.partly-filled"
  | "order.queried"
  | "order.planned-anew"
  | "order.cancel-requested"
  | "order.undecidable";
