/** What a decision must know besides policy and snapshot: the kill switch, what runs or waits, the last run. */
import { and, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { evaluations, fills, orders, ownerSettings, rebalances } from "@/drizzle/schema";
import { RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import { type Notional, sum, toFloat } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";

const DAY_MS = 86_400_000;

export type RebalanceRecord = typeof rebalances.$inferSelect;

export interface EvaluationFacts {
  isStopped: boolean;
  running: { id: string } | null;
  /** Proposed or blocked, and not yet decided upon; may be past its expiry. */
  open: RebalanceRecord | null;
  lastRunAt: number | null;
  /** When the last run that was executed in full ended: deposits since then are still to be placed. */
  lastDoneRunAt: number | null;
  /** The last run, while its end is not settled: books and venue differ, or never compared. */
  unsettled: UnsettledRun | null;
  /** Version the last check was made with; null: never checked. */
  lastPolicyVersion: number | null;
  lastCheckAt: number | null;
  /** What fills of the last 24 hours traded, base currency at the plans' rates. */
  tradedLastDay: Notional;
}

export type UnsettledRun = Pick<
  RebalanceRecord,
  "id" | "plan" | "differences" | "achieved" | "finishedAt" | "pendingIds"
>;

export async function loadFacts(
  db: Database | Transaction,
  about: { portfolioId: string; ownerId: string; now: number },
): Promise<EvaluationFacts> {
  const { portfolioId, ownerId, now } = about;
  const ofPortfolio = eq(rebalances.portfolioId, portfolioId);
  const [settings] = await db
    .select({ stoppedAt: ownerSettings.stoppedAt })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerId));
  const [running] = await db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(and(ofPortfolio, inArray(rebalances.state, [...RUNNING_REBALANCE_STATES])));
  const [open] = await db
    .select()
    .from(rebalances)
    .where(and(ofPortfolio, inArray(rebalances.state, ["proposed", "blocked"])))
    .orderBy(desc(rebalances.proposedAt))
    .limit(1);
  const [lastRun] = await db
    .select({ finishedAt: rebalances.finishedAt })
    .from(rebalances)
    .where(and(ofPortfolio, isNotNull(rebalances.startedAt), isNotNull(rebalances.finishedAt)))
    .orderBy(desc(rebalances.finishedAt))
    .limit(1);
  const [lastDone] = await db
    .select({ finishedAt: rebalances.finishedAt })
    .from(rebalances)
    .where(and(ofPortfolio, eq(rebalances.state, "settled"), isNotNull(rebalances.finishedAt)))
    .orderBy(desc(rebalances.finishedAt))
    .limit(1);
  const [unsettled] = await db
    .select({
      id: rebalances.id,
      plan: rebalances.plan,
      differences: rebalances.differences,
      achieved: rebalances.achieved,
      finishedAt: rebalances.finishedAt,
      pendingIds: rebalances.pendingIds,
    })
    .from(rebalances)
    .where(
      and(
        ofPortfolio,
        isNotNull(rebalances.startedAt),
        isNotNull(rebalances.finishedAt),
        // Of runs before 0.3 the owner was notified; they are left alone.
        isNotNull(rebalances.achieved),
        isNull(rebalances.differencesAcceptedAt),
        or(isNotNull(rebalances.differences), sql`(${rebalances.achieved} ->> 'isUncompared')::boolean`),
      ),
    )
    .orderBy(desc(rebalances.finishedAt))
    .limit(1);
  const [last] = await db
    .select({ policyVersion: evaluations.policyVersion, at: evaluations.at })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolioId))
    .orderBy(desc(evaluations.at))
    .limit(1);
  return {
    isStopped: Boolean(settings?.stoppedAt),
    running: running ?? null,
    open: open ?? null,
    lastRunAt: lastRun?.finishedAt?.getTime() ?? null,
    lastDoneRunAt: lastDone?.finishedAt?.getTime() ?? null,
    unsettled: unsettled ?? null,
    lastPolicyVersion: last?.policyVersion ?? null,
    lastCheckAt: last?.at.getTime() ?? null,
    tradedLastDay: await filledSince(db, portfolioId, now - DAY_MS),
  };
}

/**
 * A plan says what a quote unit was worth in the base currency when it was made; what was not filled traded nothing.
 */
async function filledSince(db: Database | Transaction, portfolioId: string, since: number): Promise<Notional> {
  const notionalBase = sql`(${rebalances.plan} -> 'orders' -> ${orders.leg} ->> 'notionalBase')::numeric`;
  const notional = sql`nullif((${rebalances.plan} -> 'orders' -> ${orders.leg} ->> 'notional')::numeric, 0)`;
  const filled = await db
    .select({
      base: sql<Notional>`round(sum(${fills.quantity} * ${fills.price} * coalesce(${notionalBase} / ${notional}, 1)), 8)::text`,
    })
    .from(fills)
    .innerJoin(orders, eq(orders.id, fills.orderId))
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .where(and(eq(rebalances.portfolioId, portfolioId), gt(fills.at, new Date(since))))
    .groupBy(rebalances.id);
  return sum(filled.map((row) => row.base));
}

/** Two-sided turnover of the last 24 hours as a share of the portfolio. */
export function turnoverOf(tradedLastDay: Notional, value: Notional): number {
  const whole = toFloat(value);
  return whole > 0 ? toFloat(tradedLastDay) / whole : 0;
}
