import type { HoldReason } from "@/lib/engine/model";

/** What follows from a hold, kind by kind, so that a new one has to say. */
export const HOLD_MEANINGS: Readonly<Record<HoldReason["kind"], HoldMeaning>> = {
  "inside-bands": { isGrave: false, isUndecided: false },
  "not-due": { isGrave: false, isUndecided: false },
  "drift-below-minimum": { isGrave: false, isUndecided: false },
  cooldown: { isGrave: false, isUndecided: false },
  "nothing-to-trade": { isGrave: false, isUndecided: false },
  "cannot-trade": { isGrave: false, isUndecided: true },
  "no-value": { isGrave: true, isUndecided: false },
  "trend-guard": { isGrave: false, isUndecided: false },
  "no-flow": { isGrave: false, isUndecided: false },
  "one-sided": { isGrave: false, isUndecided: false },
  "stopped-out": { isGrave: false, isUndecided: false },
  "policy-unresolved": { isGrave: true, isUndecided: true },
  unconfirmed: { isGrave: true, isUndecided: true },
  "unexplained-difference": { isGrave: true, isUndecided: true },
  declined: { isGrave: false, isUndecided: false },
  resting: { isGrave: false, isUndecided: false },
  "price-missing": { isGrave: true, isUndecided: true },
  "venue-down": { isGrave: true, isUndecided: true },
  "in-progress": { isGrave: true, isUndecided: false },
  "waiting-for-approval": { isGrave: false, isUndecided: false },
  stopped: { isGrave: true, isUndecided: false },
  paused: { isGrave: true, isUndecided: false },
};

interface HoldMeaning {
  /** Recorded as it is, though an open proposal stands. */
  isGrave: boolean;
  /** Another check, soon, may settle it. */
  isUndecided: boolean;
}
