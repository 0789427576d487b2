/** What a rebalance's state means for its page. */
import { type RebalanceState, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";

export const isRunning = (state: RebalanceState): boolean =>
  RUNNING_REBALANCE_STATES.some((running) => running === state);

export const hasEnded = (state: RebalanceState): boolean =>
  ["declined", "expired", "superseded", "settled", "incomplete", "stopped", "halted"].includes(state);

/** Over, after its orders could be sent: what happened is shown, not what was planned. */
export const hasTraded = (state: RebalanceState): boolean =>
  ["settled", "incomplete", "stopped", "halted"].includes(state);
