/** A rebalance's states and origins by name. */
import type { RebalanceOrigin, RebalanceState } from "@/lib/engine/model";

export const REBALANCE_STATE_LABELS: Record<RebalanceState, string> = {
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

/** Follows "proposed". */
export const REBALANCE_ORIGIN_LABELS: Record<RebalanceOrigin, string> = {
  "first-purchase": "as its first purchase",
  schedule: "by its schedule",
  threshold: "by its bands",
  manual: "asked for",
  "policy-change": "after a policy change",
  "cash-flow": "after a deposit or withdrawal",
  stop: "by its portfolio stop",
  "unfinished-run": "to finish a run",
};
