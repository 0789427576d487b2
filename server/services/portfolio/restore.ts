/**
 * Brings an archived portfolio back with its policy and its records, paused: its world has moved on meanwhile, and
 * nothing is proposed or traded before its owner has seen it and resumes it. Its accounts are claimed anew, by the rule
 * for any newcomer; those that were removed are left out. What was called for, and what fell due, before is not.
 */
import { and, eq, inArray } from "drizzle-orm";
import { allotments, portfolios, portfolioVenues } from "@/drizzle/schema";
import type { RestorePortfolioInput } from "@/lib/schemas/portfolio";
import type { Transaction } from "@/server/db/client";
import { claimAccounts } from "../allotment/claim-accounts";
import { bookAllOut } from "../allotment/give-back";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requestCheck } from "../occurrence/request-check";
import { skipMissed } from "../occurrence/skip-missed";
import { loadPending, settlePending } from "../pending";
import { lockPortfolio } from "../pending/lock-portfolio";
import { getArchivedPortfolio, loadPortfolio, venuesOfPortfolio } from "./get-owned";

export async function restorePortfolio(
  ctx: ServiceContext,
  { portfolioId, divideVenueIds = [] }: RestorePortfolioInput,
): Promise<{ portfolioId: string; left: readonly string[] }> {
  const now = ctx.now();
  const left = await ctx.db.transaction(async (tx) => {
    await lockPortfolio(tx, portfolioId);
    const { name } = await getArchivedPortfolio({ ...ctx, db: tx }, portfolioId);
    const spanned = await venuesOfPortfolio(tx, portfolioId);
    const removed = spanned.filter((venue) => venue.archivedAt !== null);
    const venues = spanned.filter((venue) => venue.archivedAt === null);
    await leaveVenues(
      tx,
      portfolioId,
      removed.map((venue) => venue.id),
    );
    await tx.update(portfolios).set({ archivedAt: null, isPaused: true }).where(eq(portfolios.id, portfolioId));
    await claimAccounts(tx, ctx, { portfolioId, venues, divideVenueIds });
    await beginWithNothing(tx, portfolioId, now);
    await forgetCalls(tx, ctx, portfolioId);
    const names = removed.map((venue) => venue.name);
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.restore", portfolio: name, left: names },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, now);
    return names;
  });
  return { portfolioId, left };
}

async function leaveVenues(tx: Transaction, portfolioId: string, venueIds: readonly string[]): Promise<void> {
  if (venueIds.length === 0) return;
  await tx
    .delete(portfolioVenues)
    .where(and(eq(portfolioVenues.portfolioId, portfolioId), inArray(portfolioVenues.venueId, [...venueIds])));
}

/** Of an account that is divided by quantity its old part was given back: by its books it would be claimed again. */
async function beginWithNothing(tx: Transaction, portfolioId: string, now: number): Promise<void> {
  const divided = await tx
    .select({ venueId: allotments.venueId })
    .from(allotments)
    .where(and(eq(allotments.portfolioId, portfolioId), eq(allotments.kind, "quantity")));
  for (const { venueId } of divided) await bookAllOut(tx, portfolioId, venueId, now);
}

async function forgetCalls(tx: Transaction, ctx: ServiceContext, portfolioId: string): Promise<void> {
  const now = ctx.now();
  const calls = await loadPending(tx, portfolioId, now);
  const ids = calls.map((call) => call.id);
  await settlePending(tx, portfolioId, ids, { state: "not-needed", by: null, at: now });
  const { policy, policyChangedAt } = await loadPortfolio({ ...ctx, db: tx }, portfolioId);
  await skipMissed(tx, portfolioId, { policy, since: policyChangedAt }, now);
}
