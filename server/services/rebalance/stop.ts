import { eq } from "drizzle-orm";
import { portfolios, rebalances } from "@/drizzle/schema";
import { transitionRebalance } from "@/lib/engine/execution/life";
import type { RebalanceState } from "@/lib/engine/model";
import { describeStop } from "@/lib/format/describe-execution";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { addEvents, announce } from "./events";
import { getOwnedRebalance } from "./get-owned";
import { kickRebalance } from "./kick";

/** Stops before the next order; what is in flight is followed to its end. Asking twice is the same as once. */
export async function stopRebalance(ctx: ServiceContext, rebalanceId: string): Promise<{ state: RebalanceState }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  const by = ctx.actor.kind === "owner" ? ctx.actor.name : "Evenkeel";
  const state = await withTransaction(ctx, async (tx) => {
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolio.id)).for("update");
    const [row] = await tx
      .select({ state: rebalances.state })
      .from(rebalances)
      .where(eq(rebalances.id, rebalance.id))
      .for("update");
    const current = row?.state ?? rebalance.state;
    if (current === "proposed" || current === "blocked")
      throw new PreconditionError("It is not running. Decline it instead.", { reason: "not-running", state: current });
    if (current !== "approved" && current !== "executing") return current;
    await beginStop(
      tx,
      ctx,
      { rebalanceId, portfolioId: portfolio.id, state: current },
      describeStop({ kind: "asked", by }),
    );
    return "stopping" as const;
  });
  announce(rebalanceId);
  if (state === "stopping") kickRebalance(ctx, rebalanceId);
  return { state };
}

/** The turn to `stopping`, with its reason: from the owner, the kill switch, a bound, or a refused key. */
export async function beginStop(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  run: { rebalanceId: string; portfolioId: string; state: RebalanceState },
  why: string,
): Promise<void> {
  if (run.state === "stopping") return;
  await tx
    .update(rebalances)
    .set({ state: transitionRebalance(run.state, "stop"), outcome: why })
    .where(eq(rebalances.id, run.rebalanceId));
  await addEvents(tx, [
    { rebalanceId: run.rebalanceId, event: "rebalance.stop-asked", detail: { why }, at: ctx.now() },
  ]);
  await recordAudit(tx, ctx, {
    action: "rebalance.stop",
    summary: `${why}: no further order is sent.`,
    subjectKind: "rebalance",
    subjectId: run.rebalanceId,
    portfolioId: run.portfolioId,
  });
}
