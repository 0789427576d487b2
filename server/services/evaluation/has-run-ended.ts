import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import type { Database, Transaction } from "@/server/db/client";

/** Whether a run of the portfolio has ended; `when` bounds its `finishedAt`. */
export async function hasRunEnded(db: Database | Transaction, portfolioId: string, when: SQL): Promise<boolean> {
  const [ended] = await db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(and(eq(rebalances.portfolioId, portfolioId), isNotNull(rebalances.startedAt), when))
    .limit(1);
  return ended !== undefined;
}
