import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import type { RenamePortfolioInput } from "@/lib/schemas/portfolio";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { getOwnedPortfolio } from "./get-owned";

export async function renamePortfolio(ctx: ServiceContext, { portfolioId, name }: RenamePortfolioInput) {
  const before = await getOwnedPortfolio(ctx, portfolioId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(portfolios).set({ name }).where(eq(portfolios.id, portfolioId));
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.rename", before: before.name, portfolio: name },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
  });
  return { portfolioId };
}
