/**
 * After a run is over, orders whose end was only concluded are queried now and then: those that halted it, because
 * most outages end, and those concluded absent, because a look-up can hide an order for longer than we waited. What is
 * found is booked late, as every fill is. Where money moved that nobody counted with, the portfolio halts until its
 * owner has seen it: its next plan would be made from books that were wrong a minute ago.
 */
import { and, eq, gt, inArray, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import { orders, portfolios, rebalances } from "@/drizzle/schema";
import { findOverfill } from "@/lib/engine/execution/find-overfill";
import { isOver } from "@/lib/engine/execution/life";
import { type FoundOrder, type OrderState, type RebalanceOutcome, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import { isMore } from "@/lib/money";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../../audit/record";
import type { ServiceContext } from "../../context";
import { newId } from "../../id";
import type { MachineContext } from "./advance";
import { announce } from "./events";
import { type ApprovedPart, loadApprovedPart, loadRun } from "./load-run";
import { createRunStore } from "./run-store";
import { createRunVenues } from "./run-venues";

const HALTED_FOR_MS = 7 * 86_400_000;
const ABSENT_FOR_MS = 86_400_000;
/** A question a minute at first; then a quarter of the order's age between two. */
const PAUSE_MS_MIN = 60_000;

/** Found after all, and its fills not all reported yet: nobody drives its run any more, so that it is followed here. */
const FOLLOWED: readonly OrderState[] = ["submitting", "unknown", "open", "cancelling"];

type OrderRow = typeof orders.$inferSelect;

export async function queryUncertainOrders(machine: MachineContext): Promise<void> {
  const now = machine.now();
  const youngerThan = (ms: number) => gt(orders.intentAt, new Date(now - ms));
  const uncertain = await machine.db
    .select({ order: orders, ownerId: portfolios.ownerId })
    .from(orders)
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .where(
      and(
        notInArray(rebalances.state, [...RUNNING_REBALANCE_STATES]),
        or(
          and(eq(orders.state, "halted"), youngerThan(HALTED_FOR_MS)),
          and(inArray(orders.state, ["absent", ...FOLLOWED]), youngerThan(ABSENT_FOR_MS)),
        ),
        or(isNull(orders.nextLookupAt), lte(orders.nextLookupAt, new Date(now))),
      ),
    );
  for (const { order, ownerId } of uncertain) {
    const ctx: ServiceContext = { ...machine, actor: { kind: "system", name: "worker", ownerId } };
    await queryOrder(ctx, order).catch((err) =>
      machine.log.warn({ err, orderId: order.id }, "An order could not be queried; it is queried again"),
    );
  }
}

async function queryOrder(ctx: ServiceContext, order: OrderRow): Promise<void> {
  const { rebalanceId, venueId } = order;
  const approved = await loadApprovedPart(ctx.db, rebalanceId);
  const store = createRunStore(ctx, approved, { rebalanceId, holder: newId() });
  const venues = createRunVenues(ctx);
  const timing = await venues.timing(venueId);
  const queriedAt = ctx.now();
  const ageMs = Math.max(0, queriedAt - (order.intentAt?.getTime() ?? queriedAt));
  const answer = await venues.lookup(venueId, order.clientOrderId, order.symbol);
  await store.commitAnswer(order.id, answer, { queriedAt, at: ctx.now(), timing, knownForMs: ageMs });
  const [after] = await ctx.db.select().from(orders).where(eq(orders.id, order.id));
  if (!after) return;
  if (!isOver(after.state) || after.state === order.state)
    await ctx.db
      .update(orders)
      .set({ nextLookupAt: new Date(ctx.now() + Math.max(PAUSE_MS_MIN, ageMs / 4)) })
      .where(and(eq(orders.id, order.id), eq(orders.state, after.state)));
  if (answer.kind === "report" && order.state === "absent") venues.learnLag?.(venueId, ageMs);
  await recordWhatWasFound(ctx, approved, order, after);
}

async function recordWhatWasFound(
  ctx: ServiceContext,
  approved: ApprovedPart,
  before: OrderRow,
  after: OrderRow,
): Promise<void> {
  const isBooked = isMore(after.filled, before.filled);
  const isDecided = after.state !== before.state && isOver(after.state);
  if (!isBooked && !isDecided) return;
  const { rebalanceId, portfolioId } = approved;
  const { side, symbol, state, filled } = after;
  const found: FoundOrder = {
    side,
    symbol,
    state,
    filled,
    wasAbsent: isBooked && before.state !== "halted",
    overfill: findOverfill(await loadRun(ctx.db, approved)),
  };
  const later: RebalanceOutcome = { kind: "found-later", order: found };
  await withTransaction(ctx, async (tx) => {
    if (isBooked)
      await tx
        .update(portfolios)
        .set({ haltedReason: { kind: "order-found", order: found } })
        .where(and(eq(portfolios.id, portfolioId), isNull(portfolios.haltedReason)));
    // The run is over and its outcome was shown: what it said is completed, not taken back.
    await tx
      .update(rebalances)
      .set({ outcome: sql`coalesce(${rebalances.outcome}, '[]'::jsonb) || ${JSON.stringify([later])}::jsonb` })
      .where(eq(rebalances.id, rebalanceId));
    await recordAudit(
      tx,
      ctx,
      { action: "order.find", order: found, isHalted: isBooked },
      { subjectKind: "rebalance", subjectId: rebalanceId, portfolioId: portfolioId },
    );
  });
  announce(rebalanceId);
}
