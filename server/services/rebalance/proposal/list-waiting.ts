/** Every proposal that waits for its owner, the first to expire first: enough of each to say yes or no to it. */
import { and, asc, eq, inArray, min, sql } from "drizzle-orm";
import { ownerSettings, policyVersions, portfolios, portfolioVenues, rebalances, venues } from "@/drizzle/schema";
import { countedSuspects } from "@/lib/engine/decide/counted-suspects";
import type { Snapshot, TriggerReason } from "@/lib/engine/model";
import { describeLimit, describeSuspect, describeWidestBreach, spokenReasons, titleOfRebalance } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../../context";
import { oncePerRender } from "../../once-per-render";
import { modeOf } from "../../portfolio/card";
import { readerOf } from "../../portfolio/reader";
import type { WaitingList, WaitingRow } from "../types";
import { waitsForOwner } from "./waits-for-owner";

/** More than a person reads in one sitting; the rest comes when these are answered. */
const SHOWN_MAX = 200;

export async function listWaiting(ctx: ServiceContext): Promise<WaitingList> {
  const [found, { count }, reader, settings] = await Promise.all([
    loadWaiting(ctx),
    countWaiting(ctx),
    readerOf(ctx),
    ctx.db
      .select({ stoppedAt: ownerSettings.stoppedAt })
      .from(ownerSettings)
      .where(eq(ownerSettings.ownerId, ownerIdOf(ctx))),
  ]);
  const spanned = await loadVenues(ctx, [...new Set(found.map((row) => row.portfolioId))]);
  return {
    isStopped: settings[0]?.stoppedAt != null,
    count,
    rows: found.map((row): WaitingRow => {
      const own = spanned.get(row.portfolioId)?.map((each) => each.venue) ?? [];
      const limits = row.limitChecks.map(describeLimit).filter((check) => !check.isPassed);
      const title = titleOfRebalance(row.plan, row.reasons);
      const isForBands = spokenReasons(row.reasons).some(({ kind }) => kind === "band-broken");
      return {
        rebalanceId: row.id,
        planHash: row.planHash,
        portfolioId: row.portfolioId,
        portfolioName: row.portfolioName,
        mode: modeOf(own),
        venues: own.map(({ id, name }) => ({ id, name })),
        baseCurrency: row.baseCurrency,
        title,
        why: (isForBands ? describeWidestBreach(row.plan.after) : null) ?? title,
        trades: row.plan.orders.map(({ side, base, quote, notionalBase }) => ({ side, base, quote, notionalBase })),
        tradedBase: row.plan.tradedBase,
        cost: row.plan.cost.total,
        costBps: row.plan.cost.bpsOfPortfolio,
        driftBefore: row.plan.driftBefore,
        driftAfter: row.plan.driftAfter,
        expiresAt: row.expiresAt.getTime(),
        // What binds the autopilot alone is why a person decides, and holds no person back.
        problem: limits.find((check) => check.binds !== "autopilot")?.problem ?? null,
        notes: [
          ...limits.flatMap(({ binds, problem }) => (binds === "autopilot" && problem !== null ? [problem] : [])),
          ...countedSuspects(row.doubts).map((suspect) => describeSuspect(suspect, reader)),
        ],
      };
    }),
  };
}

type ReadContext = Pick<ServiceContext, "db" | "actor" | "now" | "render">;

interface WaitingCount {
  count: number;
  firstExpiresAt: number | null;
  /** All of them. */
  areFirstPurchases: boolean;
}

/** How many there are, when the first of them expires, and whether anything has strayed. */
export const countWaiting = oncePerRender(async (ctx: ReadContext): Promise<WaitingCount> => {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int`, first: min(rebalances.expiresAt), areFirst: ALL_FIRST })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(policyVersions, inForce)
    .where(waitsForOwner(ctx));
  return {
    count: row?.count ?? 0,
    firstExpiresAt: row?.first?.getTime() ?? null,
    areFirstPurchases: row?.areFirst ?? false,
  };
});

const FIRST_PURCHASE = "first-purchase" satisfies TriggerReason["kind"];
const ALL_FIRST = sql<
  boolean | null
>`bool_and(${rebalances.reasons} @> ${JSON.stringify([{ kind: FIRST_PURCHASE }])}::jsonb)`;

const inForce = and(
  eq(policyVersions.portfolioId, portfolios.id),
  eq(policyVersions.version, portfolios.policyVersion),
);

function loadWaiting(ctx: Pick<ServiceContext, "db" | "actor" | "now">) {
  const { snapshot } = rebalances;
  return ctx.db
    .select({
      id: rebalances.id,
      planHash: rebalances.planHash,
      portfolioId: portfolios.id,
      portfolioName: portfolios.name,
      baseCurrency: portfolios.baseCurrency,
      plan: rebalances.plan,
      reasons: rebalances.reasons,
      limitChecks: rebalances.limitChecks,
      expiresAt: rebalances.expiresAt,
      // Of the wide snapshot only what is in doubt.
      doubts: sql<Pick<Snapshot, "suspects" | "frozen" | "setAside">>`jsonb_strip_nulls(jsonb_build_object(
        'suspects', ${snapshot} -> 'suspects', 'frozen', ${snapshot} -> 'frozen', 'setAside', ${snapshot} -> 'setAside'))`,
    })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(policyVersions, inForce)
    .where(waitsForOwner(ctx))
    .orderBy(asc(rebalances.expiresAt), asc(rebalances.id))
    .limit(SHOWN_MAX);
}

async function loadVenues({ db }: Pick<ServiceContext, "db">, portfolioIds: readonly string[]) {
  if (portfolioIds.length === 0) return new Map<string, never[]>();
  const rows = await db
    .select({ portfolioId: portfolioVenues.portfolioId, venue: venues })
    .from(portfolioVenues)
    .innerJoin(venues, eq(venues.id, portfolioVenues.venueId))
    .where(inArray(portfolioVenues.portfolioId, [...portfolioIds]))
    .orderBy(asc(venues.createdAt), asc(venues.id));
  return Map.groupBy(rows, (row) => row.portfolioId);
}
