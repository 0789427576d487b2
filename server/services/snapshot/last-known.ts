/** The newest stored snapshot of a portfolio: what counts for a venue that does not answer. */
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { evaluations } from "@/drizzle/schema";
import type { Snapshot } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";

export async function findLastSnapshot(
  ctx: { db: Database | Transaction },
  portfolioId: string,
): Promise<Snapshot | null> {
  const [row] = await ctx.db
    .select({ snapshot: evaluations.snapshot })
    .from(evaluations)
    .where(and(eq(evaluations.portfolioId, portfolioId), isNotNull(evaluations.snapshot)))
    .orderBy(desc(evaluations.at))
    .limit(1);
  return row?.snapshot ?? null;
}
