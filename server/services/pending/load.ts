import { and, asc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import type { PendingRebalance } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";

export const LIVE_STATES = ["open", "resting"] as const;

/** What is open or rests, and what was given up a short while ago; oldest first. */
export async function loadPending(
  db: Database | Transaction,
  portfolioId: string,
  now: number,
): Promise<readonly PendingRebalance[]> {
  return (await loadPendingOf(db, [portfolioId], now)).get(portfolioId) ?? [];
}

/** The same for many portfolios. */
export async function loadPendingOf(
  db: Database | Transaction,
  portfolioIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, readonly PendingRebalance[]>> {
  if (portfolioIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(pendingRebalances)
    .where(
      and(
        inArray(pendingRebalances.portfolioId, [...portfolioIds]),
        or(isNull(pendingRebalances.until), gt(pendingRebalances.until, new Date(now))),
        or(
          inArray(pendingRebalances.state, [...LIVE_STATES]),
          and(eq(pendingRebalances.state, "given-up"), gt(pendingRebalances.restUntil, new Date(now))),
        ),
      ),
    )
    .orderBy(asc(pendingRebalances.since), asc(pendingRebalances.id));
  return new Map(
    [...Map.groupBy(rows, (row) => row.portfolioId)].map(([portfolioId, own]) => [portfolioId, own.map(toPending)]),
  );
}

export function toPending(row: typeof pendingRebalances.$inferSelect): PendingRebalance {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    reasons: row.reasons,
    state: row.state,
    since: row.since.getTime(),
    until: row.until?.getTime() ?? null,
    attempts: row.attempts,
    restUntil: row.restUntil?.getTime() ?? null,
    driftAtDecline: row.driftAtDecline,
    restingSince: row.state === "open" ? null : (row.settledAt?.getTime() ?? null),
  };
}
