/**
 * Approves chosen proposals one after another, each by the approval it would have alone: with the hash of the plan that
 * was shown, and with a check of its own. What is refused says why and stays; the others go on. Where only the account is
 * busy with another portfolio's run, it is tried again when the rest has been asked, until it goes through.
 */
import type { ApiError } from "@/components/trpc/error";
import type { WaitingRow } from "./types";

export type Outcome =
  | { kind: "asking" }
  /** Its account trades for another portfolio just now. */
  | { kind: "queued" }
  | { kind: "approved" }
  /** `freshRebalanceId`: what would be proposed now, to be looked at anew. */
  | { kind: "refused"; message: string; freshRebalanceId: string | null };

export type Approvable = Pick<WaitingRow, "rebalanceId" | "planHash">;

export interface ApproveAllDependencies {
  /** Null when it was approved. */
  approve: (row: Approvable) => Promise<Refusal | null>;
  /** Until a busy account is asked again. */
  wait: () => Promise<void>;
  tell: (rebalanceId: string, outcome: Outcome | null) => void;
  /** The owner has said stop: nothing further is sent. */
  isStopped: () => boolean;
}

export type Refusal = Pick<ApiError, "message" | "reason"> & { freshRebalanceId: string | null };

/** An exchange's run takes seconds: an account that is busy for this many rounds is left to its owner. */
const ROUNDS_MAX = 150;

export async function approveAll(rows: readonly Approvable[], deps: ApproveAllDependencies): Promise<void> {
  let left = rows;
  for (let round = 1; left.length > 0 && !deps.isStopped(); round++) {
    if (round > 1) await deps.wait();
    left = await approveRound(left, deps, round === ROUNDS_MAX);
  }
  for (const row of left) deps.tell(row.rebalanceId, null);
}

/** What has to be asked again. */
async function approveRound(
  rows: readonly Approvable[],
  { approve, tell, isStopped }: ApproveAllDependencies,
  isLast: boolean,
): Promise<readonly Approvable[]> {
  const busy: Approvable[] = [];
  for (const [index, row] of rows.entries()) {
    if (isStopped()) return [...busy, ...rows.slice(index)];
    tell(row.rebalanceId, { kind: "asking" });
    const refusal = await approve(row);
    if (refusal === null) tell(row.rebalanceId, { kind: "approved" });
    else if (refusal.reason === "venue-busy" && !isLast) {
      busy.push(row);
      tell(row.rebalanceId, { kind: "queued" });
    } else {
      const { message, freshRebalanceId } = refusal;
      tell(row.rebalanceId, { kind: "refused", message, freshRebalanceId });
    }
  }
  return busy;
}
