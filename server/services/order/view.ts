import { asc, eq, inArray } from "drizzle-orm";
import { fills, orders, venues } from "@/drizzle/schema";
import { absenceProvableAt } from "@/lib/engine/execution/apply-answer";
import { BOUNDS } from "@/lib/engine/execution/run";
import { describeOrderEnd } from "@/lib/format";
import { add } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";
import { chunksOf } from "../chunks";
import type { OrderView } from "./types";

type OrderRow = typeof orders.$inferSelect;
type FillRow = typeof fills.$inferSelect;

/** What querying a lost order takes at most, for "settled at the latest": the slowest venue we know of. */
const SLOWEST_VENUE = { requestValidityMs: 60_000, lookupLagMs: 10_000 };

/** A rebalance's orders as the screens show them: by leg, then by attempt. */
export async function orderViews(db: Database | Transaction, rebalanceId: string): Promise<OrderView[]> {
  const rows = await db
    .select({ order: orders, venueName: venues.name })
    .from(orders)
    .innerJoin(venues, eq(venues.id, orders.venueId))
    .where(eq(orders.rebalanceId, rebalanceId))
    .orderBy(asc(orders.leg), asc(orders.attempt));
  const booked = await fillsOf(
    db,
    rows.map((row) => row.order.id),
  );
  return rows.map((row) => orderView(row.order, row.venueName, booked.get(row.order.id) ?? []));
}

export async function fillsOf(
  db: Database | Transaction,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, readonly FillRow[]>> {
  const rows: FillRow[] = [];
  for (const ids of chunksOf(orderIds))
    rows.push(
      ...(await db.select().from(fills).where(inArray(fills.orderId, ids)).orderBy(asc(fills.at), asc(fills.id))),
    );
  return Map.groupBy(rows, (row) => row.orderId);
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

export function orderView(order: OrderRow, venueName: string, booked: readonly FillRow[]): OrderView {
  const [base = "", quote = ""] = order.symbol.split("/");
  const intentAt = ms(order.intentAt);
  const fees = new Map<string, string>();
  for (const fill of booked)
    for (const { asset, quantity } of [{ asset: fill.feeAsset, quantity: fill.fee }, ...fill.otherFees])
      fees.set(asset, add<string>(fees.get(asset) ?? "0", quantity));
  const isAsking = order.state === "unknown" || order.state === "submitting";
  return {
    id: order.id,
    leg: order.leg,
    attempt: order.attempt,
    symbol: order.symbol,
    side: order.side,
    base,
    quote,
    venueName,
    state: order.state,
    plannedQuantity: order.plannedQuantity,
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    filled: order.filled,
    filledQuote: order.filledQuote,
    fees: [...fees].map(([asset, quantity]) => ({ asset, quantity })),
    clientOrderId: order.clientOrderId,
    venueOrderId: order.venueOrderId,
    intentAt,
    sentAt: ms(order.sentAt),
    answeredAt: ms(order.answeredAt),
    doneAt: ms(order.doneAt),
    fillCount: booked.length,
    // A fill and its postings are one transaction: what is here is booked.
    bookedCount: booked.length,
    lookups: order.lookups,
    notFound: order.notFound,
    nextLookupAt: ms(order.nextLookupAt),
    settlesBy:
      isAsking && intentAt !== null
        ? absenceProvableAt({ intentAt }, SLOWEST_VENUE) + BOUNDS.notFoundMin * BOUNDS.notFoundPauseMs
        : null,
    problem: order.problem && describeOrderEnd(order.problem),
  };
}
