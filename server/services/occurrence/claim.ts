/**
 * Takes a portfolio's due occurrences for this worker. The claim is one conditional update, so of two workers one gets
 * them; a claim whose worker died is taken over after the lease. An occurrence that is claimed is written down as a
 * pending rebalance in the same transaction: from then on it is due until something ends it, whatever becomes of this
 * worker and its check.
 */
import { and, eq, inArray, isNull, lt, lte, or } from "drizzle-orm";
import { occurrences, policyVersions, portfolios } from "@/drizzle/schema";
import { callOf, type PendingCall } from "@/lib/engine/decide/pending";
import { type OccurrencePurpose, type Policy, scheduleOf } from "@/lib/engine/model";
import { occurrencesBetween } from "@/lib/engine/triggers/cron";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { openPending } from "../pending";
import { lockPortfolio } from "../pending/lock-portfolio";
import { triggerIndexOf } from "./due";

export const CLAIM_LEASE_MS = 2 * 60_000;

export interface ClaimedOccurrence {
  id: string;
  purpose: OccurrencePurpose;
  occurrenceAt: number;
  claimedAt: number;
}

export async function claimOccurrences(
  ctx: Pick<ServiceContext, "db" | "now">,
  portfolioId: string,
): Promise<readonly ClaimedOccurrence[]> {
  const claimedAt = ctx.now();
  return ctx.db.transaction(async (tx) => {
    await lockPortfolio(tx, portfolioId);
    const rows = await tx
      .update(occurrences)
      .set({ claimedAt: new Date(claimedAt) })
      .where(
        and(
          eq(occurrences.portfolioId, portfolioId),
          isNull(occurrences.finishedAt),
          lte(occurrences.occurrenceAt, new Date(claimedAt)),
          or(isNull(occurrences.claimedAt), lt(occurrences.claimedAt, new Date(claimedAt - CLAIM_LEASE_MS))),
        ),
      )
      .returning({ id: occurrences.id, purpose: occurrences.purpose, occurrenceAt: occurrences.occurrenceAt });
    const claimed = rows.map((row) => ({ ...row, occurrenceAt: row.occurrenceAt.getTime(), claimedAt }));
    await openOccurrences(tx, portfolioId, claimed);
    return claimed;
  });
}

async function openOccurrences(
  tx: Transaction,
  portfolioId: string,
  claimed: readonly ClaimedOccurrence[],
): Promise<void> {
  if (claimed.every((occurrence) => triggerIndexOf(occurrence.purpose) === null)) return;
  const [row] = await tx
    .select({ policy: policyVersions.policy, version: policyVersions.version })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(eq(portfolios.id, portfolioId));
  if (!row) return;
  const inOrder = [...claimed].sort((left, right) => left.occurrenceAt - right.occurrenceAt);
  for (const occurrence of inOrder)
    await openPending(tx, portfolioId, occurrence.claimedAt, occurrenceOf(row.policy, row.version, occurrence));
}

/**
 * An occurrence names its trigger by its place; after a change of the policy another trigger, or none, may stand there.
 */
function occurrenceOf(policy: Policy, version: number, occurrence: ClaimedOccurrence): readonly PendingCall[] {
  const trigger = policy.triggers[triggerIndexOf(occurrence.purpose) ?? -1];
  const schedule = trigger ? scheduleOf(trigger) : null;
  if (schedule === null) return [];
  const { cron, timeZone } = schedule;
  if (
    !occurrencesBetween(cron, timeZone, occurrence.occurrenceAt - 1, occurrence.occurrenceAt).includes(
      occurrence.occurrenceAt,
    )
  )
    return [];
  return [callOf({ kind: "schedule", cron, timeZone, occurrenceAt: occurrence.occurrenceAt }, version)];
}

/** Gives occurrences back after a failure, so that the next wake-up takes them again. */
export async function releaseOccurrences(
  ctx: Pick<ServiceContext, "db">,
  claimed: readonly ClaimedOccurrence[],
): Promise<void> {
  if (claimed.length === 0) return;
  await ctx.db
    .update(occurrences)
    .set({ claimedAt: null })
    .where(
      and(
        isNull(occurrences.finishedAt),
        inArray(
          occurrences.id,
          claimed.map((occurrence) => occurrence.id),
        ),
      ),
    );
}
