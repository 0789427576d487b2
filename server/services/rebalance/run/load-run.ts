/** Reads a run as the engine wants it. What was approved never changes, so it is read once and kept. */

import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import {
  orders,
  ownerSettings,
  policyVersions,
  portfolios,
  rebalanceEvents,
  rebalances,
  venues,
} from "@/drizzle/schema";
import type { OpeningBalance, Run, RunOrder, RunVenue } from "@/lib/engine/execution/run";
import type { HaltReason, StopReason, VenueFill } from "@/lib/engine/model";
import { describeVenueStatement } from "@/lib/format";
import type { Database, Transaction } from "@/server/db/client";
import { NotFoundError } from "../../errors";
import { fillsOf } from "../../order/view";

type OrderRow = typeof orders.$inferSelect;

export type ApprovedPart = Pick<Run, "rebalanceId" | "approvedAt" | "legs" | "markets" | "limits" | "prices"> & {
  portfolioId: string;
  ownerId: string;
};

export async function loadApprovedPart(db: Database | Transaction, rebalanceId: string): Promise<ApprovedPart> {
  const [row] = await db
    .select({
      plan: rebalances.plan,
      snapshot: rebalances.snapshot,
      approvedAt: rebalances.approvedAt,
      portfolioId: rebalances.portfolioId,
      ownerId: portfolios.ownerId,
      policy: policyVersions.policy,
    })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, rebalances.portfolioId), eq(policyVersions.version, rebalances.policyVersion)),
    )
    .where(eq(rebalances.id, rebalanceId));
  if (!row?.approvedAt) throw new NotFoundError("There is no such approved rebalance.");
  return {
    rebalanceId,
    portfolioId: row.portfolioId,
    ownerId: row.ownerId,
    approvedAt: row.approvedAt.getTime(),
    legs: row.plan.orders,
    markets: row.snapshot.venues.flatMap((venue) => venue.markets),
    limits: row.policy.limits,
    prices: row.snapshot.prices,
  };
}

/** `known`: the run as loaded before; its opening balances, once there, are never written again. */
export async function loadRun(
  db: Database | Transaction,
  approved: ApprovedPart,
  known: Run | null = null,
): Promise<Run> {
  const { rebalanceId, ownerId: _ownerId, portfolioId: _portfolioId, ...part } = approved;
  const [row] = await db
    .select({
      state: rebalances.state,
      stoppedAt: ownerSettings.stoppedAt,
      haltedReason: portfolios.haltedReason,
    })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .leftJoin(ownerSettings, eq(ownerSettings.ownerId, portfolios.ownerId))
    .where(eq(rebalances.id, rebalanceId));
  if (!row) throw new NotFoundError("There is no such rebalance.");
  return {
    ...part,
    rebalanceId,
    state: row.state,
    stopReason: stopReasonOf(row),
    orders: await loadRunOrders(db, rebalanceId),
    opening: known && known.opening.length > 0 ? known.opening : await loadOpening(db, rebalanceId),
    venues: await loadVenues(db, approved),
  };
}

/** The trouble of a venue may be recorded while the run is on, by whoever checks venues. */
async function loadVenues(
  db: Database | Transaction,
  { legs }: Pick<ApprovedPart, "legs">,
): Promise<readonly RunVenue[]> {
  const ids = [...new Set(legs.map((leg) => leg.venueId))];
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      venueId: venues.id,
      name: venues.name,
      problem: venues.problem,
      kind: venues.problemKind,
      since: venues.problemSince,
    })
    .from(venues)
    .where(inArray(venues.id, ids));
  return rows.map(({ venueId, name, problem, kind, since }) => ({
    venueId,
    name,
    problem:
      problem === null
        ? null
        : { message: describeVenueStatement(problem), since: since?.getTime() ?? 0, ...(kind ? { kind } : {}) },
  }));
}

export function stopReasonOf(row: { stoppedAt: Date | null; haltedReason: HaltReason | null }): StopReason | null {
  if (row.stoppedAt) return { kind: "kill-switch" };
  return row.haltedReason === null ? null : { kind: "portfolio-halted" };
}

export const loadRunOrders = (db: Database | Transaction, rebalanceId: string): Promise<RunOrder[]> =>
  loadOrdersWhere(db, eq(orders.rebalanceId, rebalanceId));

export async function loadOrdersWhere(db: Database | Transaction, which: SQL): Promise<RunOrder[]> {
  const rows = await db.select().from(orders).where(which).orderBy(asc(orders.leg), asc(orders.attempt));
  // A fill and its order's total are one transaction: where nothing is filled there are no fills to read.
  const filled = rows.filter((row) => Number(row.filled) > 0).map((row) => row.id);
  const booked = await fillsOf(db, filled);
  return rows.map((row) =>
    toRunOrder(
      row,
      (booked.get(row.id) ?? []).map((fill) => ({
        fillId: fill.venueFillId,
        quantity: fill.quantity,
        price: fill.price,
        fee: fill.fee,
        feeAsset: fill.feeAsset,
        ...(fill.otherFees.length > 0 ? { otherFees: fill.otherFees } : {}),
        at: fill.at.getTime(),
      })),
    ),
  );
}

/** The opening balances are part of what happened: the event of the start carries them. */
export async function loadOpening(db: Database | Transaction, rebalanceId: string): Promise<readonly OpeningBalance[]> {
  const [row] = await db
    .select({ detail: rebalanceEvents.detail })
    .from(rebalanceEvents)
    .where(and(eq(rebalanceEvents.rebalanceId, rebalanceId), eq(rebalanceEvents.event, "rebalance.started")))
    .limit(1);
  // Written by commitStart and by nothing else.
  return (row?.detail.opening ?? []) as readonly OpeningBalance[];
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

/** Postgres keeps a numeric's trailing zeros; decimals in memory have none. */
function toRunOrder(row: OrderRow, booked: readonly VenueFill[]): RunOrder {
  const [base = "", quote = ""] = row.symbol.split("/");
  return {
    id: row.id,
    leg: row.leg,
    attempt: row.attempt,
    venueId: row.venueId,
    symbol: row.symbol,
    base,
    quote,
    side: row.side,
    plannedQuantity: row.plannedQuantity,
    quantity: row.quantity,
    limitPrice: row.limitPrice,
    state: row.state,
    clientOrderId: row.clientOrderId,
    venueOrderId: row.venueOrderId,
    filled: row.filled,
    filledQuote: row.filledQuote,
    intentAt: ms(row.intentAt),
    sentAt: ms(row.sentAt),
    answeredAt: ms(row.answeredAt),
    doneAt: ms(row.doneAt),
    lookups: row.lookups,
    notFound: row.notFound,
    nextLookupAt: ms(row.nextLookupAt),
    problem: row.problem,
    fills: booked,
  };
}
