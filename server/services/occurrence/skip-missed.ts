import { and, eq, isNull } from "drizzle-orm";
import { occurrences } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { newId } from "../id";
import { CHECK_PURPOSE, dueOccurrences } from "./due";

/** What fell due while a portfolio was put away is wanted by nobody: it stands as run, and the next one is its first. */
export async function skipMissed(
  tx: Transaction,
  portfolioId: string,
  { policy, since }: { policy: Policy; since: number },
  now: number,
): Promise<void> {
  const finishedAt = new Date(now);
  await tx
    .update(occurrences)
    .set({ finishedAt })
    .where(and(eq(occurrences.portfolioId, portfolioId), isNull(occurrences.finishedAt)));
  const missed = dueOccurrences(policy, since, now)
    .filter(({ purpose }) => purpose !== CHECK_PURPOSE)
    .map(({ purpose, occurrenceAt }) => ({
      id: newId(now),
      portfolioId,
      purpose,
      occurrenceAt: new Date(occurrenceAt),
      finishedAt,
    }));
  if (missed.length > 0) await tx.insert(occurrences).values(missed).onConflictDoNothing();
}
