/**
 * Writes down every slot that is due, once each, and tells which portfolios have something to do. Cron is only the
 * wake-up: a minute skipped, doubled or late changes nothing, because the table knows what has been run.
 */
import { and, eq, inArray, isNull, lt, lte, max, or } from "drizzle-orm";
import { policyVersions, portfolios, slots } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { Database } from "@/server/db/client";
import { newId } from "../id";
import { CLAIM_LEASE_MS } from "./claim";
import { CHECK_PURPOSE, dueSlots } from "./due";

export interface DuePortfolio {
  portfolioId: string;
  ownerId: string;
}

export async function wakeDueSlots(doors: { db: Database; now: () => number }): Promise<readonly DuePortfolio[]> {
  const now = doors.now();
  const rows = await doors.db
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
  const last = await lastSlots(
    doors.db,
    rows.map((row) => row.id),
    now,
  );
  const fresh = rows.flatMap((row) => newSlots(row, last, now));
  if (fresh.length > 0) await doors.db.insert(slots).values(fresh).onConflictDoNothing();
  const waiting = await doors.db
    .selectDistinct({ portfolioId: slots.portfolioId })
    .from(slots)
    .where(
      and(
        isNull(slots.finishedAt),
        lte(slots.slotAt, new Date(now)),
        or(isNull(slots.claimedAt), lt(slots.claimedAt, new Date(now - CLAIM_LEASE_MS))),
      ),
    );
  const ownerOf = new Map(rows.map((row) => [row.id, row.ownerId]));
  return waiting.flatMap(({ portfolioId }) => {
    const ownerId = ownerOf.get(portfolioId);
    return ownerId === undefined ? [] : [{ portfolioId, ownerId }];
  });
}

type LastSlots = ReadonlyMap<string, number>;
const slotKey = (portfolioId: string, purpose: string) => `${portfolioId} ${purpose}`;

/** Of those that have come: a check asked for at some later time does not stand for the ones before it. */
async function lastSlots(db: Database, portfolioIds: readonly string[], now: number): Promise<LastSlots> {
  const rows = await db
    .select({ portfolioId: slots.portfolioId, purpose: slots.purpose, slotAt: max(slots.slotAt) })
    .from(slots)
    .where(and(inArray(slots.portfolioId, [...portfolioIds]), lte(slots.slotAt, new Date(now))))
    .groupBy(slots.portfolioId, slots.purpose);
  return new Map(rows.map((row) => [slotKey(row.portfolioId, row.purpose), row.slotAt?.getTime() ?? 0]));
}

function newSlots(
  row: { id: string; policy: Policy; policyChangedAt: Date },
  last: LastSlots,
  now: number,
): (typeof slots.$inferInsert)[] {
  // A slot from before these triggers were set is nobody's wish.
  const since = row.policyChangedAt.getTime();
  return dueSlots(row.policy, since, now)
    .filter(({ purpose, slotAt }) => slotAt > (last.get(slotKey(row.id, purpose)) ?? Number.NEGATIVE_INFINITY))
    .map(({ purpose, slotAt }) => ({ id: newId(now), portfolioId: row.id, purpose, slotAt: new Date(slotAt) }));
}

/** Finished check slots older than this are of no more use; schedules' slots are few and stay. */
export async function dropOldSlots(doors: { db: Database; now: () => number }): Promise<void> {
  const before = new Date(doors.now() - 2 * 86_400_000);
  await doors.db.delete(slots).where(and(eq(slots.purpose, CHECK_PURPOSE), lt(slots.finishedAt, before)));
}
