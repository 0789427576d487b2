import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requestCheck } from "../occurrence/request-check";
import { getOwnedPortfolio } from "./get-owned";

/** Ends a pause, and a halt that an assertion of ours caused: the owner has seen it and says go on. */
export async function resumePortfolio(ctx: ServiceContext, portfolioId: string) {
  const before = await getOwnedPortfolio(ctx, portfolioId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(portfolios).set({ isPaused: false, haltedReason: null }).where(eq(portfolios.id, portfolioId));
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.resume", portfolio: before.name, halt: before.haltedReason },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, ctx.now());
  });
  return { portfolioId };
}
