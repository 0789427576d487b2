/**
 * The drifted portfolio, approved and half-way: the sell is filled and booked, the buy was sent and nobody answered.
 * For eight minutes nothing is queried, so that there is something to see; then it resolves itself as any run does.
 */
import { eq } from "drizzle-orm";
import { orders, rebalances } from "@/drizzle/schema";
import type { PlannedOrder, Snapshot } from "@/lib/engine/model";
import { multiply, type Quantity, quantity } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import { fillOnPaper } from "@/server/exchanges/paper/fill";
import type { ServiceContext } from "@/server/services/context";
import { commitApproval } from "@/server/services/rebalance/approval/commit-approval";
import { getOwnedRebalance } from "@/server/services/rebalance/proposal/get-owned";
import { bookFills } from "@/server/services/rebalance/run/book-fills";
import { addEvents } from "@/server/services/rebalance/run/events";
import { loadRunOrders } from "@/server/services/rebalance/run/load-run";
import { createPaperStore } from "@/server/services/venue/paper-store";
import { buildDrifted } from "./drifted";

/** A run may last ten minutes: what is left is enough to end well. */
const QUIET_MS = 8 * 60_000;

export async function buildMidRebalance(ctx: ServiceContext) {
  const built = await buildDrifted(ctx);
  const rebalanceId = built.rebalanceId;
  if (rebalanceId === null) return built;
  await ctx.db.transaction(async (tx) => {
    const inside: ServiceContext = { ...ctx, db: tx };
    const loaded = await getOwnedRebalance(inside, rebalanceId);
    const { plan, snapshot, portfolioId } = loaded.rebalance;
    if (!(await commitApproval(inside, loaded, plan.planHash))) return;
    const at = ctx.now();
    await begin(tx, rebalanceId, snapshot, at);
    const [sell, buy] = plan.orders;
    if (sell) await fillFirst(tx, portfolioId, rebalanceId, sell, snapshot, at + 120);
    if (buy) await loseAnswer(tx, rebalanceId, buy, at + 700);
  });
  return built;
}

async function begin(tx: Transaction, rebalanceId: string, snapshot: Snapshot, at: number): Promise<void> {
  await tx
    .update(rebalances)
    .set({ state: "executing", startedAt: new Date(at) })
    .where(eq(rebalances.id, rebalanceId));
  const opening = snapshot.holdings.map(({ venueId, asset, free, quantity: total }) => ({
    venueId,
    asset,
    free,
    total,
  }));
  await addEvents(tx, [{ rebalanceId, event: "rebalance.started", detail: { opening }, at }]);
}

async function orderOf(tx: Transaction, rebalanceId: string, leg: number) {
  const all = await loadRunOrders(tx, rebalanceId);
  return all.find((order) => order.leg === leg)!;
}

async function fillFirst(
  tx: Transaction,
  portfolioId: string,
  rebalanceId: string,
  planned: PlannedOrder,
  snapshot: Snapshot,
  at: number,
): Promise<void> {
  const order = await orderOf(tx, rebalanceId, planned.leg);
  const venue = snapshot.venues.find((each) => each.venueId === planned.venueId);
  const market = venue?.markets.find((each) => each.symbol === planned.symbol);
  const quote = venue?.quotes.find((each) => each.symbol === planned.symbol);
  if (!market || !quote) return;
  const store = createPaperStore(tx, planned.venueId);
  const held = new Map((await store.readBalances()).map((row) => [row.asset, row.quantity]));
  const outcome = fillOnPaper(
    { ...planned, clientOrderId: order.clientOrderId },
    market,
    quote,
    (asset) => held.get(asset) ?? quantity("0"),
    at + 90,
  );
  await store.saveOrder(outcome.report, outcome.balances);
  await bookFills(tx, portfolioId, order, outcome.report.fills, at + 95);
  const [fill] = outcome.report.fills;
  await tx
    .update(orders)
    .set({
      state: "filled",
      quantity: planned.quantity,
      venueOrderId: outcome.report.venueOrderId,
      filled: outcome.report.filled,
      filledQuote: fill ? multiply<Quantity>(fill.quantity, fill.price) : quantity("0"),
      intentAt: new Date(at),
      sentAt: new Date(at + 3),
      answeredAt: new Date(at + 90),
      doneAt: new Date(at + 95),
    })
    .where(eq(orders.id, order.id));
  const detail = { filled: outcome.report.filled, of: planned.quantity };
  await addEvents(tx, [
    { rebalanceId, orderId: order.id, ...intentOf(planned, at) },
    { rebalanceId, orderId: order.id, event: "order.filled", detail, at: at + 95 },
  ]);
}

async function loseAnswer(tx: Transaction, rebalanceId: string, planned: PlannedOrder, at: number): Promise<void> {
  const order = await orderOf(tx, rebalanceId, planned.leg);
  await tx
    .update(orders)
    .set({
      state: "unknown",
      quantity: planned.quantity,
      intentAt: new Date(at),
      sentAt: new Date(at + 3),
      lookups: 2,
      notFound: 2,
      nextLookupAt: new Date(at + QUIET_MS),
      problem: { kind: "venue", venueMessage: "The connection closed before the venue answered." },
    })
    .where(eq(orders.id, order.id));
  const queried = { rebalanceId, orderId: order.id, event: "order.queried", detail: { answer: "not-found" } } as const;
  await addEvents(tx, [
    { rebalanceId, orderId: order.id, ...intentOf(planned, at) },
    { rebalanceId, orderId: order.id, event: "order.unknown", at: at + 300 },
    { ...queried, at: at + 700 },
    { ...queried, at: at + 1_500 },
  ]);
}

const intentOf = ({ quantity, base }: PlannedOrder, at: number) =>
  ({ event: "order.intent", detail: { quantity, base }, at }) as const;
