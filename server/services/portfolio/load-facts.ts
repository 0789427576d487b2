/**
 * Everything that cards and pages of portfolios are built from, for many portfolios in a handful of queries.
 * No venue is queried: a page shows the last check and its age.
 */

import { and, asc, desc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import {
  evaluations,
  orders,
  ownerSettings,
  policyVersions,
  portfolios,
  portfolioVenues,
  rebalances,
  venues,
} from "@/drizzle/schema";
import {
  type Achieved,
  type AssetId,
  type Decision,
  ORDER_STATES,
  type PendingRebalance,
  type Plan,
  type Policy,
  RUNNING_REBALANCE_STATES,
} from "@/lib/engine/model";
import { describeRebalanceOutcome, limitProblems } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { hasOverdueOccurrence } from "../occurrence/overdue";
import { oncePerRender } from "../once-per-render";
import { loadPendingOf } from "../pending";
import type { VenueRow } from "../venue/get";
import type { PortfolioRow } from "./get-owned";
import { loadHistory, NO_HISTORY, type ValueHistory } from "./value-series";

export interface LastCheck {
  id: string;
  at: number;
  decision: Decision;
  rebalanceId: string | null;
  policyVersion: number;
}

/** A rebalance as the banner needs it. */
export interface LiveRebalance {
  id: string;
  state: (typeof rebalances.$inferSelect)["state"];
  plan: Plan;
  reasons: (typeof rebalances.$inferSelect)["reasons"];
  problems: readonly string[];
  proposedAt: number;
  expiresAt: number;
  finishedAt: number | null;
  outcome: string | null;
  differences: (typeof rebalances.$inferSelect)["differences"];
  differencesAcceptedAt: number | null;
  /** null while it runs, and for those before 0.3. */
  achieved: Achieved | null;
  doneCount: number;
}

export interface PortfolioFacts {
  portfolio: PortfolioRow;
  policy: Policy;
  policyChangedAt: number;
  venues: readonly VenueRow[];
  lastCheck: LastCheck | null;
  /** A check that was due is still not done: it fails each time, or nobody runs it. */
  isCheckOverdue: boolean;
  /** Open and running ones, and the newest that ended; newest first. */
  rebalances: readonly LiveRebalance[];
  /** What calls for a rebalance, rests, or was given up a short while ago. */
  pending: readonly PendingRebalance[];
  history: ValueHistory;
  stopped: { at: number; reason: string | null } | null;
  timeZone: string;
  /** What the owner wants sums in. */
  ownersCurrency: AssetId;
}

const FINISHED_ORDER_STATES = ORDER_STATES.filter((state) =>
  ["filled", "expired", "cancelled", "rejected", "absent", "dropped", "halted"].includes(state),
);

export async function loadPortfolioFacts(
  ctx: Pick<ServiceContext, "db" | "actor" | "now">,
  portfolioIds: readonly string[] | "all",
  /** Whoever shows no value over time does without the series. */
  { hasHistory = true }: { hasHistory?: boolean } = {},
): Promise<readonly PortfolioFacts[]> {
  const { db } = ctx;
  const ownerId = ownerIdOf(ctx);
  const last = db
    .select({
      id: evaluations.id,
      at: evaluations.at,
      decision: evaluations.decision,
      rebalanceId: evaluations.rebalanceId,
      policyVersion: evaluations.policyVersion,
    })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolios.id))
    .orderBy(desc(evaluations.at))
    .limit(1)
    .as("last_check");
  const rows = await db
    .select({
      portfolio: portfolios,
      policy: policyVersions.policy,
      policyChangedAt: policyVersions.createdAt,
      settings: ownerSettings,
      lastId: last.id,
      lastAt: last.at,
      lastDecision: last.decision,
      lastRebalanceId: last.rebalanceId,
      lastPolicyVersion: last.policyVersion,
      isCheckOverdue: hasOverdueOccurrence(ctx),
    })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .leftJoin(ownerSettings, eq(ownerSettings.ownerId, portfolios.ownerId))
    .leftJoinLateral(last, sql`true`)
    .where(
      and(
        eq(portfolios.ownerId, ownerId),
        isNull(portfolios.archivedAt),
        portfolioIds === "all" ? undefined : inArray(portfolios.id, [...portfolioIds]),
      ),
    )
    .orderBy(asc(portfolios.createdAt), asc(portfolios.id));
  const ids = rows.map((row) => row.portfolio.id);
  if (ids.length === 0) return [];
  const venueRows = await db
    .select({ portfolioId: portfolioVenues.portfolioId, venue: venues })
    .from(portfolioVenues)
    .innerJoin(venues, eq(venues.id, portfolioVenues.venueId))
    .where(inArray(portfolioVenues.portfolioId, ids))
    .orderBy(asc(venues.createdAt), asc(venues.id));
  const live = await loadLiveRebalances(ctx, ids);
  const pending = await loadPendingOf(db, ids, ctx.now());
  const histories = hasHistory
    ? await Promise.all(rows.map((row) => loadHistory(db, row.portfolio.id, row.lastId)))
    : [];
  return rows.map((row, index) => ({
    portfolio: row.portfolio,
    policy: row.policy,
    policyChangedAt: row.policyChangedAt.getTime(),
    venues: venueRows.filter((each) => each.portfolioId === row.portfolio.id).map((each) => each.venue),
    lastCheck:
      row.lastId === null || row.lastAt === null || row.lastDecision === null
        ? null
        : {
            id: row.lastId,
            at: row.lastAt.getTime(),
            decision: row.lastDecision,
            rebalanceId: row.lastRebalanceId,
            policyVersion: row.lastPolicyVersion ?? row.portfolio.policyVersion,
          },
    isCheckOverdue: row.isCheckOverdue,
    rebalances: live.filter((each) => each.portfolioId === row.portfolio.id),
    pending: pending.get(row.portfolio.id) ?? [],
    history: histories[index] ?? NO_HISTORY,
    stopped: row.settings?.stoppedAt
      ? { at: row.settings.stoppedAt.getTime(), reason: row.settings.stoppedReason }
      : null,
    timeZone: row.settings?.timeZone ?? "UTC",
    ownersCurrency: row.settings?.baseCurrency ?? "USDT",
  }));
}

/** Of one portfolio, with its series: what its head, its page and its charts are made from. */
export const getPortfolioFacts = oncePerRender(
  async (
    ctx: Pick<ServiceContext, "db" | "actor" | "now" | "render">,
    portfolioId: string,
  ): Promise<PortfolioFacts> => {
    const [facts] = await loadPortfolioFacts(ctx, [portfolioId]);
    if (!facts) throw new NotFoundError("There is no such portfolio. It may have been archived.");
    return facts;
  },
);

/** Without the wide snapshot, which the banner has no use for. */
const { snapshot: _snapshot, ...PANE_COLUMNS } = getTableColumns(rebalances);

async function loadLiveRebalances(
  { db }: Pick<ServiceContext, "db">,
  portfolioIds: readonly string[],
): Promise<readonly (LiveRebalance & { portfolioId: string })[]> {
  const newest = db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(eq(rebalances.portfolioId, portfolios.id))
    .orderBy(desc(rebalances.proposedAt))
    .limit(3)
    .as("newest");
  const live = await db
    .select({ row: PANE_COLUMNS })
    .from(portfolios)
    .innerJoinLateral(newest, sql`true`)
    .innerJoin(rebalances, eq(rebalances.id, newest.id))
    .where(inArray(portfolios.id, [...portfolioIds]))
    .orderBy(desc(rebalances.proposedAt));
  const running = live.flatMap(({ row }) => (RUNNING.has(row.state) ? [row.id] : []));
  const finished =
    running.length === 0
      ? []
      : await db
          .selectDistinct({ rebalanceId: orders.rebalanceId, leg: orders.leg })
          .from(orders)
          .where(and(inArray(orders.rebalanceId, running), inArray(orders.state, FINISHED_ORDER_STATES)));
  return live.map(({ row }) => ({
    id: row.id,
    portfolioId: row.portfolioId,
    state: row.state,
    plan: row.plan,
    reasons: row.reasons,
    problems: limitProblems(row.limitChecks),
    proposedAt: row.proposedAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    finishedAt: row.finishedAt?.getTime() ?? null,
    outcome: describeRebalanceOutcome(row.outcome),
    differences: row.differences,
    differencesAcceptedAt: row.differencesAcceptedAt?.getTime() ?? null,
    achieved: row.achieved,
    doneCount: finished.filter((each) => each.rebalanceId === row.id).length,
  }));
}

/** Names the rows a page was made from: another check, policy, plan or state gives another cache key. */
export function cacheKeyOf({ portfolio, lastCheck, rebalances: live, timeZone }: PortfolioFacts): string {
  const lives = live.map((row) => `${row.id} ${row.state} ${row.plan.planHash}`);
  return [lastCheck?.id ?? "never", portfolio.policyVersion, timeZone, ...lives].join("\n");
}

export const RUNNING: ReadonlySet<string> = new Set(RUNNING_REBALANCE_STATES);
