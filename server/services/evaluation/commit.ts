/**
 * Writes down what one check found, in one transaction under a lock of the portfolio's row: the slots it ran for,
 * the evaluation, the value series, and the proposal if there is one. Either all of it is there or nothing.
 */
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import { evaluations, portfolios, portfolioVenues, slots } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import { saveConfirmations } from "../confirmation/save";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { newId } from "../id";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { requestCheck } from "../slot/request-check";
import type { Committed, Finding } from "./finding";
import { noteFlows } from "./note-flows";
import { noteValue } from "./note-value";
import { settleProposal } from "./settle-proposal";

/** Snapshots are wide; this many hours of them are kept beside the evaluations. */
const SNAPSHOTS_KEPT_MS = 48 * 3_600_000;

export async function commitEvaluation(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding,
): Promise<Committed> {
  const { portfolio } = loaded;
  return ctx.db.transaction(async (tx) => {
    await refuseOldGround(tx, loaded);
    await finishSlots(tx, finding);
    await askAgainSoon(tx, portfolio.id, finding);
    await saveConfirmations(tx, portfolio.id, finding.confirmations, finding.at);
    await noteFlows(tx, ctx, loaded, finding.snapshot);
    await noteValue(tx, loaded, finding);
    const endedRebalanceIds: string[] = [];
    const rebalanceId = await settleProposal(tx, ctx, loaded, finding, endedRebalanceIds);
    const evaluationId = newId(finding.at);
    await tx.insert(evaluations).values({
      id: evaluationId,
      portfolioId: portfolio.id,
      at: new Date(finding.at),
      policyVersion: portfolio.policyVersion,
      outcome: finding.decision.kind,
      decision: finding.decision,
      snapshot: finding.snapshot,
      rebalanceId,
      slotAt: null,
    });
    await dropOldSnapshot(tx, portfolio.id, finding.at);
    return { evaluationId, rebalanceId, endedRebalanceIds };
  });
}

/**
 * Locks the portfolio's row. What its owner changed while the venues were asked undoes this whole check: a plan for the
 * policy or the venues of a moment ago would stand, and be executed, after they were taken back.
 */
async function refuseOldGround(tx: Transaction, { portfolio, venues }: LoadedPortfolio): Promise<void> {
  const [now] = await tx.select().from(portfolios).where(eq(portfolios.id, portfolio.id)).for("update");
  const spanned = await tx
    .select({ id: portfolioVenues.venueId })
    .from(portfolioVenues)
    .where(eq(portfolioVenues.portfolioId, portfolio.id));
  const seen = new Set(venues.map((venue) => venue.id));
  const isSame =
    now !== undefined &&
    now.policyVersion === portfolio.policyVersion &&
    now.isPaused === portfolio.isPaused &&
    now.haltedReason === portfolio.haltedReason &&
    now.archivedAt === null &&
    spanned.length === seen.size &&
    spanned.every(({ id }) => seen.has(id));
  if (!isSame)
    throw new PreconditionError("The portfolio was changed while it was checked. Check it again.", {
      reason: "changed-meanwhile",
    });
}

/** When a doubted answer is to be asked for again; null when none is. */
function askAgainAt({ snapshot }: Finding): number | null {
  const instants = [
    ...snapshot.venues.flatMap(({ problem }) => problem?.askAgainAt ?? []),
    ...(snapshot.doubts ?? []).flatMap((doubt) => doubt.askAgainAt ?? []),
  ];
  return instants.length > 0 ? Math.min(...instants) : null;
}

/** Nothing was decided because something is asked again soon: what called for this check still does. */
function endsInQuestion(finding: Finding): boolean {
  const { decision } = finding;
  if (askAgainAt(finding) === null || decision.kind !== "hold") return false;
  return decision.reasons.some((reason) => reason.kind === "in-doubt" || reason.kind === "venue-down");
}

/** A doubt lasts seconds, not until the next schedule: a check of its own asks again. */
async function askAgainSoon(tx: Transaction, portfolioId: string, finding: Finding): Promise<void> {
  const at = askAgainAt(finding);
  if (at !== null) await requestCheck(tx, portfolioId, finding.at, at);
}

/**
 * A slot is finished by the one who claimed it; a claim that was taken over meanwhile undoes this whole check. A check
 * that ends in a question has finished nothing: its slots are given back, and the check that asks again takes them.
 */
async function finishSlots(tx: Transaction, finding: Finding): Promise<void> {
  for (const slot of finding.claimedSlots) {
    const [finished] = await tx
      .update(slots)
      .set(
        endsInQuestion(finding)
          ? { claimedAt: null }
          : { finishedAt: new Date(finding.at), outcome: finding.decision.kind },
      )
      .where(and(eq(slots.id, slot.id), eq(slots.claimedAt, new Date(slot.claimedAt)), isNull(slots.finishedAt)))
      .returning({ id: slots.id });
    if (!finished) throw new PreconditionError("Another worker ran this slot meanwhile.", { reason: "slot-taken" });
  }
}

/** Keeps the table narrow: the snapshot that has just become too old is let go; rebalances keep their own. */
async function dropOldSnapshot(tx: Transaction, portfolioId: string, now: number): Promise<void> {
  const stale = await tx
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(and(eq(evaluations.portfolioId, portfolioId), lt(evaluations.at, new Date(now - SNAPSHOTS_KEPT_MS))))
    .orderBy(desc(evaluations.at))
    .limit(3);
  if (stale.length > 0)
    await tx
      .update(evaluations)
      .set({ snapshot: null })
      .where(
        inArray(
          evaluations.id,
          stale.map((row) => row.id),
        ),
      );
}
