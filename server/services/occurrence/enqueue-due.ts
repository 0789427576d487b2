/**
 * Records every occurrence that is due, once each, and returns which portfolios have something to do. Cron is only the
 * wake-up: a minute skipped, doubled or late changes nothing, because the table knows what has been run.
 */
import { and, eq, inArray, isNull, lt, lte, max, or } from "drizzle-orm";
import { occurrences, policyVersions, portfolios } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { Database } from "@/server/db/client";
import { newId } from "../id";
import { CLAIM_LEASE_MS } from "./claim";
import { CHECK_PURPOSE, dueOccurrences } from "./due";

export interface DuePortfolio {
  portfolioId: string;
  ownerId: string;
}

export async function enqueueDueChecks(deps: { db: Database; now: () => number }): Promise<readonly DuePortfolio[]> {
  const now = deps.now();
  const rows = await deps.db
    .select({
      id: portfolios.id,
      ownerId: portfolios.ownerId,
      policy: policyVersions.policy,
      policyChangedAt: policyVersions.createdAt,
    })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(isNull(portfolios.archivedAt));
  if (rows.length === 0) return [];
  const last = await lastOccurrences(
    deps.db,
    rows.map((row) => row.id),
    now,
  );
  const fresh = rows.flatMap((row) => newOccurrences(row, last, now));
  if (fresh.length > 0) await deps.db.insert(occurrences).values(fresh).onConflictDoNothing();
  const waiting = await deps.db
    .selectDistinct({ portfolioId: occurrences.portfolioId })
    .from(occurrences)
    .where(
      and(
        isNull(occurrences.finishedAt),
        lte(occurrences.occurrenceAt, new Date(now)),
        or(isNull(occurrences.claimedAt), lt(occurrences.claimedAt, new Date(now - CLAIM_LEASE_MS))),
      ),
    );
  const ownerOf = new Map(rows.map((row) => [row.id, row.ownerId]));
  return waiting.flatMap(({ portfolioId }) => {
    const ownerId = ownerOf.get(portfolioId);
    return ownerId === undefined ? [] : [{ portfolioId, ownerId }];
  });
}

type LastOccurrences = ReadonlyMap<string, number>;
const occurrenceKey = (portfolioId: string, purpose: string) => `${portfolioId} ${purpose}`;

/** Of those that have come: a check requested for some later time does not stand for the ones before it. */
async function lastOccurrences(db: Database, portfolioIds: readonly string[], now: number): Promise<LastOccurrences> {
  const rows = await db
    .select({
      portfolioId: occurrences.portfolioId,
      purpose: occurrences.purpose,
      occurrenceAt: max(occurrences.occurrenceAt),
    })
    .from(occurrences)
    .where(and(inArray(occurrences.portfolioId, [...portfolioIds]), lte(occurrences.occurrenceAt, new Date(now))))
    .groupBy(occurrences.portfolioId, occurrences.purpose);
  return new Map(rows.map((row) => [occurrenceKey(row.portfolioId, row.purpose), row.occurrenceAt?.getTime() ?? 0]));
}

function newOccurrences(
  row: { id: string; policy: Policy; policyChangedAt: Date },
  last: LastOccurrences,
  now: number,
): (typeof occurrences.$inferInsert)[] {
  // An occurrence from before these triggers were set is wanted by nobody.
  const since = row.policyChangedAt.getTime();
  return dueOccurrences(row.policy, since, now)
    .filter(
      ({ purpose, occurrenceAt }) =>
        occurrenceAt > (last.get(occurrenceKey(row.id, purpose)) ?? Number.NEGATIVE_INFINITY),
    )
    .map(({ purpose, occurrenceAt }) => ({
      id: newId(now),
      portfolioId: row.id,
      purpose,
      occurrenceAt: new Date(occurrenceAt),
    }));
}

/** Finished checks older than this are of no more use; schedules' occurrences are few and stay. */
export async function dropOldOccurrences(deps: { db: Database; now: () => number }): Promise<void> {
  const before = new Date(deps.now() - 2 * 86_400_000);
  await deps.db
    .delete(occurrences)
    .where(and(eq(occurrences.purpose, CHECK_PURPOSE), lt(occurrences.finishedAt, before)));
}
