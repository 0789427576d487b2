import { and, eq, isNull } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { runDueSlots } from "@/server/services/slot/run";
import type { JobDoors } from "./doors";

/** The owner is read from the row, never from the payload; an archived portfolio is left alone. */
export async function evaluateDuePortfolio(doors: JobDoors, portfolioId: string): Promise<void> {
  const [row] = await doors.db
    .select({ ownerId: portfolios.ownerId })
    .from(portfolios)
    .where(and(eq(portfolios.id, portfolioId), isNull(portfolios.archivedAt)));
  if (!row) return;
  await runDueSlots(doors.contextFor({ kind: "system", name: "scheduler", ownerId: row.ownerId }), portfolioId);
}
