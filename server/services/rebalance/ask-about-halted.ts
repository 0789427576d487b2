/**
 * After a run was halted its order is asked about now and then, because most outages end. What is found is booked
 * late, as every fill is; the portfolio stays halted until its owner has looked.
 */
import { and, eq, gt, isNull, lte, or } from "drizzle-orm";
import { orders, portfolios, rebalances } from "@/drizzle/schema";
import { isOver } from "@/lib/engine/execution/life";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { newId } from "../id";
import type { MachineContext } from "./advance";
import { loadApprovedPart } from "./load-run";
import { createRunStore } from "./run-store";
import { createRunVenues } from "./run-venues";

const ASKED_FOR_MS = 7 * 86_400_000;

export async function askAboutHaltedOrders(machine: MachineContext): Promise<void> {
  const now = machine.now();
  const doubtful = await machine.db
    .select({ order: orders, ownerId: portfolios.ownerId })
    .from(orders)
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .where(
      and(
        eq(orders.state, "halted"),
        gt(orders.intentAt, new Date(now - ASKED_FOR_MS)),
        or(isNull(orders.nextLookupAt), lte(orders.nextLookupAt, new Date(now))),
      ),
    );
  for (const { order, ownerId } of doubtful) {
    const ctx: ServiceContext = { ...machine, actor: { kind: "system", name: "worker", ownerId } };
    await ask(ctx, order);
  }
}

async function ask(ctx: ServiceContext, order: typeof orders.$inferSelect): Promise<void> {
  const { rebalanceId, venueId } = order;
  const approved = await loadApprovedPart(ctx.db, rebalanceId);
  const store = createRunStore(ctx, approved, { rebalanceId, holder: newId() });
  const venues = createRunVenues(ctx);
  const timing = await venues.timing(venueId);
  const askedAt = ctx.now();
  const answer = await venues.lookup(venueId, order.clientOrderId, order.symbol);
  await store.commitAnswer(order.id, answer, { askedAt, at: ctx.now(), timing });
  const [after] = await ctx.db.select().from(orders).where(eq(orders.id, order.id));
  if (!after || after.state === "halted" || !isOver(after.state)) return;
  await recordAudit(ctx.db, ctx, {
    action: "order.find",
    summary: `An order that could not be found out about is now known: ${after.side} ${after.symbol} was ${after.state === "absent" ? "never placed" : `${after.state}, ${after.filled} filled`}. Look at the portfolio, then resume it.`,
    subjectKind: "rebalance",
    subjectId: rebalanceId,
    portfolioId: approved.portfolioId,
  });
}
