/**
 * Every live portfolio of an owner in a few narrow figures, by a handful of queries however many there are: what totals
 * are made of, and what a list is searched, filtered and sorted by. What a row shows beside them is read for the rows of
 * one page. No venue is queried, no series and no plan is read.
 */
import { and, asc, desc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import {
  evaluations,
  ownerSettings,
  policyVersions,
  portfolios,
  portfolioVenues,
  rebalances,
  valuations,
  venues,
} from "@/drizzle/schema";
import {
  type Autonomy,
  DAY_MS,
  type Decision,
  type HoldReason,
  type PortfolioMode,
  type RebalanceState,
} from "@/lib/engine/model";
import { dayChange } from "@/lib/engine/performance/day-change";
import { decimal, type Notional } from "@/lib/money";
import { ownerIdOf, type ServiceContext } from "../context";
import { hasOverdueOccurrence } from "../occurrence/overdue";
import { loadPendingOf } from "../pending";
import { modeOf, newerValue } from "../portfolio/card";
import { loadFlows, valueFlows } from "../portfolio/cash-flows";
import { findLastSnapshot } from "../snapshot/last-known";
import type { VenueRow } from "../venue/get";

export interface IndexRow {
  id: string;
  name: string;
  baseCurrency: string;
  createdAt: number;
  autonomy: Autonomy;
  mode: PortfolioMode;
  venueIds: readonly string[];
  /** In its base currency, as on its own page. */
  value: Notional | null;
  dayChange: { value: Notional; ratio: number } | null;
  portfolioDrift: number | null;
  isPaused: boolean;
  isHalted: boolean;
  /** The kill switch is on. */
  isStopped: boolean;
  isCheckOverdue: boolean;
  isGivenUp: boolean;
  lastCheck: IndexCheck | null;
  /** The newest few, newest first. */
  rebalances: readonly IndexRebalance[];
}

export interface IndexCheck {
  at: number;
  kind: Decision["kind"];
  reasons: readonly HoldReason["kind"][];
  rebalanceId: string | null;
  /** Read in full only where something about it is in doubt or missing. */
  doubtful: Decision | null;
}

export interface IndexRebalance {
  id: string;
  state: RebalanceState;
  expiresAt: number;
  finishedAt: number | null;
  /** A limit says no. */
  hasProblem: boolean;
  /** Between ledger and venue; null: not compared, or none. */
  differenceCount: number | null;
  isAccepted: boolean;
  hasAchieved: boolean;
}

export interface PortfolioIndex {
  rows: readonly IndexRow[];
  /** The owner's, those that were removed left out. */
  venues: readonly VenueRow[];
}

export async function loadIndex(ctx: Pick<ServiceContext, "db" | "actor" | "now">): Promise<PortfolioIndex> {
  const { db } = ctx;
  const ownerId = ownerIdOf(ctx);
  const now = ctx.now();
  const [found, owned, uses, live] = await Promise.all([
    loadRows(ctx),
    db.select().from(venues).where(eq(venues.ownerId, ownerId)).orderBy(asc(venues.createdAt), asc(venues.id)),
    db
      .select({ portfolioId: portfolioVenues.portfolioId, venueId: portfolioVenues.venueId })
      .from(portfolioVenues)
      .innerJoin(portfolios, eq(portfolios.id, portfolioVenues.portfolioId))
      .where(and(eq(portfolios.ownerId, ownerId), isNull(portfolios.archivedAt))),
    loadRebalances(ctx),
  ]);
  const ids = found.map((row) => row.id);
  const [pending, flows] = await Promise.all([loadPendingOf(db, ids, now), worthOfFlows(ctx, ids)]);
  const venuesOf = Map.groupBy(uses, (use) => use.portfolioId);
  const rebalancesOf = Map.groupBy(live, (row) => row.portfolioId);
  const rows = found.map((row): IndexRow => {
    const used = new Set(venuesOf.get(row.id)?.map((use) => use.venueId));
    const spanned = owned.filter((venue) => used.has(venue.id));
    const value = newerValue(pointOf(row.newestAt, row.newestValue), checkValueOf(row));
    const around = [pointOf(row.beforeAt, row.beforeValue), pointOf(row.afterAt, row.afterValue)];
    return {
      id: row.id,
      name: row.name,
      baseCurrency: row.baseCurrency,
      createdAt: row.createdAt.getTime(),
      autonomy: row.autonomy,
      mode: modeOf(spanned),
      venueIds: spanned.map((venue) => venue.id),
      value,
      dayChange:
        value === null
          ? null
          : dayChange(
              around.filter((point) => point !== null),
              value,
              now,
              flows.get(row.id),
            ),
      portfolioDrift: row.drift === null ? null : Number(row.drift),
      isPaused: row.isPaused,
      isHalted: row.isHalted,
      isStopped: row.stoppedAt !== null,
      isCheckOverdue: row.isCheckOverdue,
      isGivenUp: pending.get(row.id)?.some((each) => each.state === "given-up") ?? false,
      lastCheck:
        row.checkedAt === null || row.kind === null
          ? null
          : {
              at: row.checkedAt.getTime(),
              kind: row.kind,
              reasons: row.kind === "hold" ? (row.reasons ?? []) : [],
              rebalanceId: row.rebalanceId,
              doubtful: row.doubtful,
            },
      rebalances: rebalancesOf.get(row.id) ?? [],
    };
  });
  return { rows, venues: owned.filter((venue) => venue.archivedAt === null) };
}

type Row = Awaited<ReturnType<typeof loadRows>>[number];

/** The last check, the newest point of the series, and the points on both sides of this time yesterday. */
function loadRows(ctx: Pick<ServiceContext, "db" | "actor" | "now">) {
  const { db } = ctx;
  const yesterday = new Date(ctx.now() - DAY_MS);
  const { decision } = evaluations;
  const check = db
    .select({
      checkedAt: sql<Date>`${evaluations.at}`.mapWith(evaluations.at).as("checked_at"),
      kind: sql<Decision["kind"]>`${decision} ->> 'kind'`.as("decision_kind"),
      value: sql<string>`${decision} ->> 'value'`.as("decision_value"),
      drift: sql<string>`${decision} ->> 'portfolioDrift'`.as("decision_drift"),
      reasons: sql<HoldReason["kind"][]>`jsonb_path_query_array(${decision}, '$.reasons[*].kind')`.as(
        "decision_reasons",
      ),
      doubtful: sql<Decision | null>`case when jsonb_path_exists(${decision},
        '$ ? (exists(@.suspects) || exists(@.reasons[*] ? (${sql.raw(DOUBTFUL.map((kind) => `@.kind == "${kind}"`).join(" || "))})))')
        then ${decision} end`.as("decision_doubtful"),
      rebalanceId: evaluations.rebalanceId,
    })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolios.id))
    .orderBy(desc(evaluations.at))
    .limit(1)
    .as("last_check");
  const own = eq(valuations.portfolioId, portfolios.id);
  const point = () => db.select({ at: valuations.at, value: valuations.value }).from(valuations);
  const newest = point().where(own).orderBy(desc(valuations.at)).limit(1).as("newest_point");
  const before = point()
    .where(and(own, lte(valuations.at, yesterday)))
    .orderBy(desc(valuations.at))
    .limit(1)
    .as("point_before");
  const after = point()
    .where(and(own, gt(valuations.at, yesterday)))
    .orderBy(asc(valuations.at))
    .limit(1)
    .as("point_after");
  return db
    .select({
      id: portfolios.id,
      name: portfolios.name,
      baseCurrency: portfolios.baseCurrency,
      createdAt: portfolios.createdAt,
      isPaused: portfolios.isPaused,
      isHalted: sql<boolean>`${portfolios.haltedReason} is not null`,
      autonomy: sql<Autonomy>`${policyVersions.policy} ->> 'autonomy'`,
      stoppedAt: ownerSettings.stoppedAt,
      isCheckOverdue: hasOverdueOccurrence(ctx),
      checkedAt: check.checkedAt,
      kind: check.kind,
      checkedValue: check.value,
      drift: check.drift,
      reasons: check.reasons,
      doubtful: check.doubtful,
      rebalanceId: check.rebalanceId,
      newestAt: newest.at,
      newestValue: newest.value,
      beforeAt: before.at,
      beforeValue: before.value,
      afterAt: after.at,
      afterValue: after.value,
    })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .leftJoin(ownerSettings, eq(ownerSettings.ownerId, portfolios.ownerId))
    .leftJoinLateral(check, sql`true`)
    .leftJoinLateral(newest, sql`true`)
    .leftJoinLateral(before, sql`true`)
    .leftJoinLateral(after, sql`true`)
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), isNull(portfolios.archivedAt)))
    .orderBy(asc(portfolios.createdAt), asc(portfolios.id));
}

/** Holds whose facts a total or a list of troubles names. */
const DOUBTFUL = [
  "unconfirmed",
  "unexplained-difference",
  "price-missing",
] as const satisfies readonly HoldReason["kind"][];

const pointOf = (at: Date | null, value: Notional | null) =>
  at === null || value === null ? null : { at: at.getTime(), value: decimal<Notional>(value) };

const checkValueOf = ({ checkedAt, checkedValue }: Row) =>
  checkedAt === null || checkedValue === null ? null : { at: checkedAt.getTime(), value: Number(checkedValue) };

async function loadRebalances(ctx: Pick<ServiceContext, "db" | "actor">) {
  const newest = ctx.db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(eq(rebalances.portfolioId, portfolios.id))
    .orderBy(desc(rebalances.proposedAt))
    .limit(3)
    .as("newest");
  const rows = await ctx.db
    .select({
      id: rebalances.id,
      portfolioId: rebalances.portfolioId,
      state: rebalances.state,
      expiresAt: rebalances.expiresAt,
      finishedAt: rebalances.finishedAt,
      hasProblem: sql<boolean>`${rebalances.state} = 'proposed'
        and jsonb_path_exists(${rebalances.limitChecks}, '$[*] ? (@.isPassed == false)')`,
      differenceCount: sql<number | null>`jsonb_array_length(${rebalances.differences})`,
      isAccepted: sql<boolean>`${rebalances.differencesAcceptedAt} is not null`,
      hasAchieved: sql<boolean>`${rebalances.achieved} is not null`,
    })
    .from(portfolios)
    .innerJoinLateral(newest, sql`true`)
    .innerJoin(rebalances, eq(rebalances.id, newest.id))
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), isNull(portfolios.archivedAt)))
    .orderBy(desc(rebalances.proposedAt));
  return rows.map((row) => ({
    ...row,
    expiresAt: row.expiresAt.getTime(),
    finishedAt: row.finishedAt?.getTime() ?? null,
  }));
}

/** What came and went since yesterday, by portfolio; few have any. */
async function worthOfFlows(
  ctx: Pick<ServiceContext, "db" | "now">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Notional[]>> {
  const byPortfolio = Map.groupBy(await loadFlows(ctx.db, ids, ctx.now() - DAY_MS), (flow) => flow.portfolioId);
  const worth = await Promise.all(
    [...byPortfolio].map(async ([id, flows]) => {
      const prices = (await findLastSnapshot(ctx, id))?.prices ?? [];
      return [id, valueFlows(flows, prices)] as const;
    }),
  );
  return new Map(worth);
}
