import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../../audit/record";
import { actorNameOf, type ServiceContext } from "../../context";
import { PreconditionError } from "../../errors";
import { moveState } from "../../evaluation/state";
import { requestCheck } from "../../occurrence/request-check";
import { lockPortfolio } from "../../pending/lock-portfolio";
import { getOwnedRebalance } from "../proposal/get-owned";
import { addEvents, announce } from "../run/events";

/**
 * The owner has seen the differences and takes the venue's word: the next check books them as a cash flow and plans
 * again.
 */
export async function acceptDifferences(ctx: ServiceContext, rebalanceId: string): Promise<{ acceptedAt: number }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  const at = ctx.now();
  if (rebalance.differencesAcceptedAt !== null) return { acceptedAt: rebalance.differencesAcceptedAt.getTime() };
  await withTransaction(ctx, async (tx) => {
    await lockPortfolio(tx, portfolio.id);
    await moveState(tx, portfolio.id);
    const [accepted] = await tx
      .update(rebalances)
      .set({ differencesAcceptedAt: new Date(at) })
      .where(
        and(
          eq(rebalances.id, rebalanceId),
          isNotNull(rebalances.differences),
          isNull(rebalances.differencesAcceptedAt),
        ),
      )
      .returning({ differences: rebalances.differences });
    if (!accepted)
      throw new PreconditionError("Our books and the venue agree, so there is nothing to accept.", {
        reason: "no-differences",
      });
    const by = actorNameOf(ctx);
    await addEvents(tx, [{ rebalanceId, event: "rebalance.differences-accepted", detail: { by }, at }]);
    await recordAudit(
      tx,
      ctx,
      { action: "rebalance.accept-differences", portfolio: portfolio.name, differences: accepted.differences ?? [] },
      { subjectKind: "rebalance", subjectId: rebalanceId, portfolioId: portfolio.id },
    );
    await requestCheck(tx, portfolio.id, at);
  });
  announce(rebalanceId);
  return { acceptedAt: at };
}
