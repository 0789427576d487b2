/** What one check found, on its way into the database, and what became of it there. */
import type { Decision, LimitCheck, PendingRebalance, Plan, RebalanceOrigin, Snapshot } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import type { ComparedRun } from "./compare-run";
import type { NextState } from "./state";

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
  /** When the venues were read: a run that ended later is not in the snapshot. */
  checkedAt: number;
  snapshot: Snapshot;
  /** The snapshot measured against the policy of the check, once for all steps. */
  allocation: Allocation;
  /** What was decided, and what is recorded: with a proposal that stands the check says that it waits for it. */
  decision: Decision;
  recorded: Decision;
  /** null: nothing new is proposed. */
  proposal: NewProposal | null;
  /** The open (or blocked) proposal the check knew of, and whether it is left standing. */
  known: { rebalanceId: string; isKept: boolean } | null;
  /** The version of the state this check read, and what it leaves behind. */
  stateVersion: number;
  nextState: NextState;
  /** What called, or rested, when it was read. */
  pending: readonly PendingRebalance[];
  /** Policies that only watch trade nothing, so that nothing stays to be done. */
  isWatching: boolean;
  /** What this check says of a run whose end was still open; null: there is none. */
  compared: ComparedRun | null;
  claimedOccurrences: readonly { id: string; claimedAt: number }[];
}

export interface Committed {
  evaluationId: string;
  rebalanceId: string | null;
  /** Superseded or expired by this check: whoever watches them is to be notified. */
  endedRebalanceIds: readonly string[];
}
