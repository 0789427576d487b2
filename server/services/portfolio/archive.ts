import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { giveBack } from "../allotment/give-back";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { getOwnedPortfolio, venuesOfPortfolio } from "./get-owned";
import { assertNothingRuns, withdrawProposals } from "./withdraw-proposals";

/** Puts a portfolio away. Its history stays in the database; holdings at the venues are not touched. */
export async function archivePortfolio(ctx: ServiceContext, portfolioId: string) {
  const { name } = await getOwnedPortfolio(ctx, portfolioId);
  await ctx.db.transaction(async (tx) => {
    await assertNothingRuns(tx, portfolioId, "Archive the portfolio");
    await withdrawProposals(tx, portfolioId, ctx.now(), "archived");
    await tx
      .update(portfolios)
      .set({ archivedAt: new Date(ctx.now()) })
      .where(eq(portfolios.id, portfolioId));
    const spanned = await venuesOfPortfolio(tx, portfolioId);
    const venueIds = spanned.map((venue) => venue.id);
    await giveBack(tx, ctx, portfolioId, venueIds, "closed");
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.archive", portfolio: name },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
  });
  return { portfolioId };
}
