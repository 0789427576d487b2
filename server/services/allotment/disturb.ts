/**
 * A portfolio's part is about to change: refused while it runs, its proposals are taken back, a check that is under way
 * commits nothing of what it saw before, and a new one is requested.
 */
import { eq, sql } from "drizzle-orm";
import { portfolioStates } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { requestCheck } from "../occurrence/request-check";
import { assertNothingRuns, withdrawProposals } from "../portfolio/withdraw-proposals";

/** Portfolios before venues, in the order of their ids: an approval locks in this order, too. */
export async function disturbPortfolios(
  tx: Transaction,
  ctx: Pick<ServiceContext, "now">,
  portfolioIds: readonly string[],
  action: string,
): Promise<void> {
  const now = ctx.now();
  for (const portfolioId of [...new Set(portfolioIds)].sort()) {
    await assertNothingRuns(tx, portfolioId, action);
    await withdrawProposals(tx, portfolioId, now, "allotment-changed");
    await advanceState(tx, portfolioId, now);
    await requestCheck(tx, portfolioId, now);
  }
}

/** Of a portfolio without a row nothing was ever confirmed: its first check writes one. */
async function advanceState(tx: Transaction, portfolioId: string, now: number): Promise<void> {
  await tx
    .update(portfolioStates)
    .set({ version: sql`${portfolioStates.version} + 1`, updatedAt: new Date(now) })
    .where(eq(portfolioStates.portfolioId, portfolioId));
}
