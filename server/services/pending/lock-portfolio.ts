import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";

/** Whoever writes what a check builds on takes this lock first, as the check's own commit does: nobody waits in a circle. */
export async function lockPortfolio(tx: Transaction, portfolioId: string): Promise<void> {
  await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolioId)).for("update");
}
