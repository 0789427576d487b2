/** The one transaction that turns a proposal into a run. Of two approvals at once one finds nothing to approve. */
import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { orders, portfolios, rebalances, venues } from "@/drizzle/schema";
import { clientOrderId } from "@/lib/engine/execution/client-order-id";
import { transitionRebalance } from "@/lib/engine/execution/life";
import { RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { enqueue } from "@/server/queue";
import { auditActorOf, recordAudit } from "../../audit/record";
import { actorNameOf, type ServiceContext } from "../../context";
import { PreconditionError } from "../../errors";
import { newId } from "../../id";
import type { LoadedRebalance, RebalanceRecord } from "../proposal/get-owned";
import { addEvents } from "../run/events";

/** False when it is no longer proposed, no longer this plan, or expired meanwhile: nothing was changed then. */
export async function commitApproval(
  ctx: ServiceContext,
  { rebalance, portfolio }: LoadedRebalance,
  planHash: string,
): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const at = ctx.now();
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolio.id)).for("update");
    await refuseSecondRun(tx, rebalance);
    const [approved] = await tx
      .update(rebalances)
      .set({
        state: transitionRebalance("proposed", "approve"),
        approvedAt: new Date(at),
        approvedBy: auditActorOf(ctx.actor),
      })
      .where(
        and(
          eq(rebalances.id, rebalance.id),
          eq(rebalances.state, "proposed"),
          eq(rebalances.planHash, planHash),
          gt(rebalances.expiresAt, new Date(at)),
        ),
      )
      .returning();
    if (!approved) return false;
    await insertPlannedOrders(tx, approved, at);
    const by = actorNameOf(ctx);
    await addEvents(tx, [{ rebalanceId: approved.id, event: "rebalance.approved", detail: { by, planHash }, at }]);
    await recordAudit(
      tx,
      ctx,
      { action: "rebalance.approve", portfolio: portfolio.name, tradeCount: approved.plan.orders.length, planHash },
      { subjectKind: "rebalance", subjectId: approved.id, portfolioId: portfolio.id },
    );
    await enqueue(tx, "advance-rebalance", { rebalanceId: approved.id });
    return true;
  });
}

/**
 * One run a portfolio (the database has an index for that, too), and one run an exchange account: two portfolios
 * that share one would each count the other's cash as their own.
 */
async function refuseSecondRun(tx: Transaction, rebalance: RebalanceRecord): Promise<void> {
  const venueIds = [...new Set(rebalance.plan.orders.map((order) => order.venueId))];
  if (venueIds.length === 0) return;
  await tx
    .select({ id: venues.id })
    .from(venues)
    .where(inArray(venues.id, venueIds))
    .orderBy(asc(venues.id))
    .for("update");
  const running = await tx
    .select({ portfolioId: rebalances.portfolioId, plan: rebalances.plan })
    .from(rebalances)
    .where(and(inArray(rebalances.state, [...RUNNING_REBALANCE_STATES]), ne(rebalances.id, rebalance.id)));
  if (running.some((row) => row.portfolioId === rebalance.portfolioId))
    throw new PreconditionError("Another rebalance of this portfolio is under way. Approve this one when it is over.", {
      reason: "already-running",
    });
  if (running.some((row) => row.plan.orders.some((order) => venueIds.includes(order.venueId))))
    throw new PreconditionError(
      "Another portfolio is trading at the same venue just now. Approve this one when it is over.",
      { reason: "venue-busy" },
    );
}

/** Ids are functions of rebalance, leg and attempt: there from the beginning, never made up on the way. */
async function insertPlannedOrders(tx: Transaction, approved: RebalanceRecord, at: number): Promise<void> {
  if (approved.plan.orders.length === 0) return;
  await tx.insert(orders).values(
    approved.plan.orders.map((leg) => ({
      id: newId(at),
      rebalanceId: approved.id,
      leg: leg.leg,
      attempt: 0,
      venueId: leg.venueId,
      symbol: leg.symbol,
      side: leg.side,
      plannedQuantity: leg.quantity,
      limitPrice: leg.limitPrice,
      state: "planned" as const,
      clientOrderId: clientOrderId(approved.id, leg.leg, 0),
      createdAt: new Date(at),
    })),
  );
}
