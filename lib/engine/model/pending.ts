/**
 * A pending rebalance: what calls for one, since when, until when. It stays open until a run carries it out in full, a
 * check finds that nothing needs trading, the owner declines it, or the next occurrence replaces it. Nothing else ends
 * it: an outage, an expiry, a crash or a run that fell short leave it open.
 */
import type { TriggerReason } from "./decision";

export const PENDING_KINDS = [
  "occurrence",
  "band",
  "policy-change",
  "request",
  "cash-flow",
  "stop",
  "unfinished-run",
] as const;
export type PendingKind = (typeof PENDING_KINDS)[number];

export const PENDING_STATES = [
  "open",
  /** Declined: rests until drift grows by a step, or until a time the owner chose. Can be taken back. */
  "resting",
  "done",
  "not-needed",
  "declined",
  "replaced",
  /** Tried as often as we allow ourselves; the owner is notified. */
  "given-up",
] as const;
export type PendingState = (typeof PENDING_STATES)[number];

/** What a check is given of each open one. */
export interface PendingRebalance {
  id: string;
  kind: PendingKind;
  /** Distinguishes two of a kind: trigger and instant of an occurrence, version of a policy, id of a run. */
  subject: string;
  reasons: readonly TriggerReason[];
  state: PendingState;
  since: number;
  /** null: until something ends it. */
  until: number | null;
  /** Runs begun for it, and not before when the next may be. */
  attempts: number;
  restUntil: number | null;
  /** While resting after a decline: portfolio drift then, from which it must grow to return; null: not measured yet. */
  driftAtDecline: number | null;
  /** When it was declined or given up; null while it is open. */
  restingSince: number | null;
}

/** Drift must grow by this much (share) after a decline before the same thing is proposed again. */
export const DECLINE_STEP = 0.01;
