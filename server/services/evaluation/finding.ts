/** What one check found, on its way into the database, and what became of it there. */
import type { Confirmations, Decision, LimitCheck, Plan, RebalanceOrigin, Snapshot } from "@/lib/engine/model";

export interface NewProposal {
  plan: Plan;
  origin: RebalanceOrigin;
  limitChecks: readonly LimitCheck[];
  isBlocked: boolean;
  /** Past what the autopilot may do by itself, and nothing worse: it waits for a person. */
  needsPerson?: boolean;
}

export interface Finding {
  at: number;
  /** When the venues were asked: a run that ended later is not in the snapshot. */
  lookedAt: number;
  snapshot: Snapshot;
  /** What is believed and doubted after this look. */
  confirmations: Confirmations;
  decision: Decision;
  /** null: nothing new is proposed. */
  proposal: NewProposal | null;
  /** The open (or blocked) proposal the check knew of, and whether it is left standing. */
  known: { rebalanceId: string; isKept: boolean } | null;
  claimedSlots: readonly { id: string; claimedAt: number }[];
}

export interface Committed {
  evaluationId: string;
  rebalanceId: string | null;
  /** Superseded or expired by this check: whoever watches them is to be told. */
  endedRebalanceIds: readonly string[];
}
