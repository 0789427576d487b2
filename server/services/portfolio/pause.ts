import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { getOwnedPortfolio } from "./get-owned";
import { withdrawProposals } from "./withdraw-proposals";

/** Checks go on, nothing new is proposed or traded. A run under way goes on to its end, or is stopped by itself. */
export async function pausePortfolio(ctx: ServiceContext, portfolioId: string) {
  const { name } = await getOwnedPortfolio(ctx, portfolioId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(portfolios).set({ isPaused: true }).where(eq(portfolios.id, portfolioId));
    await withdrawProposals(tx, portfolioId, ctx.now(), "paused");
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.pause", portfolio: name },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
  });
  return { portfolioId };
}
