import { and, eq } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { moveState } from "../evaluation/state";
import { requestCheck } from "../occurrence/request-check";
import { getOwnedPortfolio } from "../portfolio/get-owned";
import { lockPortfolio } from "./lock-portfolio";

/** Takes a decline back: what rests calls again, and a check runs at once. */
export async function resumeDeclined(ctx: ServiceContext, portfolioId: string): Promise<{ resumed: number }> {
  const portfolio = await getOwnedPortfolio(ctx, portfolioId);
  const now = ctx.now();
  const resumed = await withTransaction(ctx, async (tx) => {
    await lockPortfolio(tx, portfolioId);
    await moveState(tx, portfolioId);
    const rows = await tx
      .update(pendingRebalances)
      .set({ state: "open", restUntil: null, driftAtDecline: null, settledAt: null })
      .where(and(eq(pendingRebalances.portfolioId, portfolioId), eq(pendingRebalances.state, "resting")))
      .returning({ id: pendingRebalances.id });
    if (rows.length === 0)
      throw new PreconditionError("Nothing you declined is at rest, so there is nothing to take back.", {
        reason: "nothing-declined",
      });
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.resume-declined", portfolio: portfolio.name },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, now);
    return rows.length;
  });
  return { resumed };
}
