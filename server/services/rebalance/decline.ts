import { and, eq, inArray } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import type { RebalanceState } from "@/lib/engine/model";
import { titleOfRebalance } from "@/lib/format";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { addEvents, announce } from "./events";
import { getOwnedRebalance } from "./get-owned";

export async function declineRebalance(ctx: ServiceContext, rebalanceId: string): Promise<{ state: RebalanceState }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  if (rebalance.state === "declined") return { state: "declined" };
  const by = ctx.actor.kind === "owner" ? ctx.actor.name : "Evenkeel";
  await withTransaction(ctx, async (tx) => {
    const at = ctx.now();
    const [declined] = await tx
      .update(rebalances)
      .set({ state: "declined", finishedAt: new Date(at), outcome: `Declined by ${by}. No order was sent.` })
      .where(and(eq(rebalances.id, rebalanceId), inArray(rebalances.state, ["proposed", "blocked"])))
      .returning({ id: rebalances.id });
    if (!declined)
      throw new PreconditionError("It is no longer waiting for a decision.", {
        reason: "not-proposed",
        state: rebalance.state,
      });
    await addEvents(tx, [{ rebalanceId, event: "rebalance.declined", detail: { by }, at }]);
    await recordAudit(tx, ctx, {
      action: "rebalance.decline",
      summary: `Declined: ${titleOfRebalance(rebalance.plan, rebalance.reasons)} (${portfolio.name}).`,
      subjectKind: "rebalance",
      subjectId: rebalanceId,
      portfolioId: portfolio.id,
    });
  });
  announce(rebalanceId);
  return { state: "declined" };
}
