import { eq, inArray } from "drizzle-orm";
import { allotments, auditEntries, portfolios, venues } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";

/**
 * Deletes what a sandbox's user owns, and nothing else's. Portfolios go before venues: their orders and parts name
 * venues, and go with them.
 */
export async function clearSandbox(tx: Transaction, userId: string): Promise<void> {
  const own = tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.ownerId, userId));
  await tx.delete(allotments).where(inArray(allotments.portfolioId, own));
  await tx.delete(portfolios).where(eq(portfolios.ownerId, userId));
  await tx.delete(venues).where(eq(venues.ownerId, userId));
  await tx.delete(auditEntries).where(eq(auditEntries.ownerId, userId));
}
