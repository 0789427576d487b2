/**
 * Writes down what one check found, in one transaction under a lock of the portfolio's row and only over the state it
 * read: the occurrences it ran for, what it confirmed, what stays pending, the evaluation, the value series, and the
 * proposal if there is one. Either all of it is there or nothing.
 */
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, inArray, isNull, lt } from "drizzle-orm";
import { evaluations, occurrences, portfolios, portfolioVenues } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { newId } from "../id";
import { requestCheck } from "../occurrence/request-check";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { unexplainedOf } from "./compare-run";
import type { Committed, Finding } from "./finding";
import { recheckAt } from "./recheck";
import { recordCashFlows } from "./record-cash-flows";
import { recordPending } from "./record-pending";
import { recordRun } from "./record-run";
import { recordValue } from "./record-value";
import { settleProposal } from "./settle-proposal";
import { saveState } from "./state";

/** Snapshots are wide; this many hours of them are kept beside the evaluations. */
const SNAPSHOTS_STORED_MS = 48 * 3_600_000;

export async function commitEvaluation(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding,
): Promise<Committed> {
  const { portfolio } = loaded;
  return ctx.db.transaction(async (tx) => {
    await refuseOldGround(tx, loaded);
    await saveState(tx, portfolio.id, finding.stateVersion, finding.nextState);
    await finishOccurrences(tx, finding);
    await recheckSoon(tx, portfolio.id, finding);
    await recordRun(tx, portfolio.id, finding);
    // What our own fills may still explain is nobody's deposit.
    if (unexplainedOf(finding.compared) === null) await recordCashFlows(tx, ctx, loaded, finding.snapshot);
    await recordValue(tx, loaded, finding);
    const { policyVersion } = portfolio;
    const pendingIds = await recordPending(tx, { portfolioId: portfolio.id, policyVersion }, finding);
    const endedRebalanceIds: string[] = [];
    const rebalanceId = await settleProposal(tx, ctx, loaded, { ...finding, pendingIds }, endedRebalanceIds);
    const evaluationId = newId(finding.at);
    await tx.insert(evaluations).values({
      id: evaluationId,
      portfolioId: portfolio.id,
      at: new Date(finding.at),
      policyVersion: portfolio.policyVersion,
      decision: finding.recorded,
      snapshot: finding.snapshot,
      rebalanceId,
    });
    await dropOldSnapshot(tx, portfolio.id, finding.at);
    return { evaluationId, rebalanceId, endedRebalanceIds };
  });
}

/**
 * Locks the portfolio's row. What its owner changed while the venues were read undoes this whole check: a plan for the
 * policy or the venues of a minute ago would stand, and be executed, after they were taken back.
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
    isDeepStrictEqual(now.haltedReason, portfolio.haltedReason) &&
    now.archivedAt === null &&
    spanned.length === seen.size &&
    spanned.every(({ id }) => seen.has(id));
  if (!isSame)
    throw new PreconditionError("The portfolio was changed while it was checked. Check it again.", {
      reason: "changed-meanwhile",
    });
}

/** A suspicion lasts seconds, and what is pending waits for no schedule: a check of its own reads again. */
async function recheckSoon(tx: Transaction, portfolioId: string, finding: Finding): Promise<void> {
  const at = recheckAt(finding);
  if (at !== null) await requestCheck(tx, portfolioId, finding.at, at);
}

/**
 * An occurrence is finished by the one who claimed it; a claim that was taken over meanwhile undoes this whole check.
 * What the occurrence called for is pending since the claim, and stays so however this check ended.
 */
async function finishOccurrences(tx: Transaction, finding: Finding): Promise<void> {
  for (const occurrence of finding.claimedOccurrences) {
    const [finished] = await tx
      .update(occurrences)
      .set({ finishedAt: new Date(finding.at) })
      .where(
        and(
          eq(occurrences.id, occurrence.id),
          eq(occurrences.claimedAt, new Date(occurrence.claimedAt)),
          isNull(occurrences.finishedAt),
        ),
      )
      .returning({ id: occurrences.id });
    if (!finished)
      throw new PreconditionError("Another worker ran this occurrence meanwhile.", { reason: "occurrence-taken" });
  }
}

/** Keeps the table narrow: the snapshot that has just become too old is let go; rebalances keep their own. */
async function dropOldSnapshot(tx: Transaction, portfolioId: string, now: number): Promise<void> {
  const stale = await tx
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(and(eq(evaluations.portfolioId, portfolioId), lt(evaluations.at, new Date(now - SNAPSHOTS_STORED_MS))))
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
