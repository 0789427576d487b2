import { and, eq, isNull } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { runDueOccurrences } from "@/server/services/occurrence/run";
import type { JobDependencies } from "./dependencies";

/** The owner is read from the row, never from the payload; an archived portfolio is left alone. */
export async function evaluateDuePortfolio(deps: JobDependencies, portfolioId: string): Promise<void> {
  const [row] = await deps.db
    .select({ ownerId: portfolios.ownerId })
    .from(portfolios)
    .where(and(eq(portfolios.id, portfolioId), isNull(portfolios.archivedAt)));
  if (!row) return;
  await runDueOccurrences(deps.contextFor({ kind: "system", name: "scheduler", ownerId: row.ownerId }), portfolioId);
}
