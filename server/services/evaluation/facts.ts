/** What a decision must know besides policy and snapshot: the kill switch, what runs or waits, the last run. */
import { and, desc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { evaluations, ownerSettings, rebalances } from "@/drizzle/schema";
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
  /** Version the last check was made with; null: never checked. */
  lastPolicyVersion: number | null;
  lastCheckAt: number | null;
  /** Planned trades of runs begun in the last 24 hours, base currency. */
  tradedLastDay: Notional;
}

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
  const [last] = await db
    .select({ policyVersion: evaluations.policyVersion, at: evaluations.at })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolioId))
    .orderBy(desc(evaluations.at))
    .limit(1);
  const traded = await db
    .select({ tradedBase: sql<Notional>`${rebalances.plan} ->> 'tradedBase'` })
    .from(rebalances)
    .where(and(ofPortfolio, gt(rebalances.startedAt, new Date(now - DAY_MS))));
  return {
    isStopped: Boolean(settings?.stoppedAt),
    running: running ?? null,
    open: open ?? null,
    lastRunAt: lastRun?.finishedAt?.getTime() ?? null,
    lastPolicyVersion: last?.policyVersion ?? null,
    lastCheckAt: last?.at.getTime() ?? null,
    tradedLastDay: sum(traded.map((row) => row.tradedBase)),
  };
}

/** Two-sided turnover of the last 24 hours as a share of the portfolio. */
export function turnoverOf(tradedLastDay: Notional, value: Notional): number {
  const whole = toFloat(value);
  return whole > 0 ? toFloat(tradedLastDay) / whole : 0;
}
