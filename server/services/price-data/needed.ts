/**
 * Which past prices the policies in force read, and from where: daily closes from the venues a portfolio trades at.
 * They are fetched when a check first misses them and kept up to date each hour.
 */
import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { candleSeries, policyVersions, portfolios, venues } from "@/drizzle/schema";
import { historyNeeded } from "@/lib/engine/decide/needs-resolving";
import type { AssetId, Policy, Timeframe } from "@/lib/engine/model";
import { withTransaction } from "@/server/db/transaction";
import { VenueError } from "@/server/exchanges/venue";
import { SIMULATED_SEED } from "@/server/market-data/simulated";
import { enqueue } from "@/server/queue/enqueue";
import type { ServiceContext } from "../context";
import { InputError } from "../errors";
import { venuesOfPortfolio } from "../portfolio/get-owned";
import type { VenueRow } from "../venue/get";
import { openCandleSource } from "./open-source";
import { requestFill } from "./request-fill";
import type { FillDependencies } from "./run-fill";
import { sourceText } from "./source";

export const NEEDED_TIMEFRAME: Timeframe = "1d";
export const DAY_MS = 86_400_000;
/** Weights hold from one occurrence of their schedule to the next, so the past is read from up to a quarter ago. */
const SPARE_DAYS = 120;
const DAYS_MIN = 400;

export interface NeededCloses {
  assets: readonly AssetId[];
  quote: AssetId;
  /** How many days back the policy reads. */
  days: number;
  /** What to store, with something to spare; epoch ms. */
  from: number;
}

/** null: the policy reads no past prices. */
export function neededBy(policy: Policy, now: number): NeededCloses | null {
  const { assets, days } = historyNeeded(policy);
  const read = assets.filter((asset) => asset !== policy.quoteAsset);
  if (days === 0 || read.length === 0) return null;
  const from = (Math.floor(now / DAY_MS) - Math.max(DAYS_MIN, Math.ceil(days) + SPARE_DAYS)) * DAY_MS;
  return { assets: read, quote: policy.quoteAsset, days: Math.ceil(days), from };
}

/** Where a portfolio's prices come from, in the order of its venues; what is kept by hand has none of its own. */
export function sourcesOfVenues(rows: readonly Pick<VenueRow, "kind" | "exchangeId" | "config">[]): readonly string[] {
  const sources = rows.flatMap((row): string[] => {
    if (row.kind === "exchange")
      return row.exchangeId ? [sourceText({ kind: "exchange", exchangeId: row.exchangeId })] : [];
    if (row.kind === "manual") return [];
    const { prices, seed } = row.config;
    if (typeof prices === "object") return [sourceText({ kind: "exchange", exchangeId: prices.exchangeId })];
    return [sourceText({ kind: "simulated", seed: seed ?? SIMULATED_SEED })];
  });
  return [...new Set(sources)];
}

/** The same for a portfolio; one that is kept by hand whole borrows from its owner's other venues, exchanges first. */
export async function sourcesOfPortfolio(
  { db }: Pick<ServiceContext, "db">,
  portfolio: { ownerId: string },
  rows: readonly VenueRow[],
): Promise<readonly string[]> {
  const own = sourcesOfVenues(rows);
  if (own.length > 0) return own;
  const others = await db
    .select()
    .from(venues)
    .where(and(eq(venues.ownerId, portfolio.ownerId), isNull(venues.archivedAt), ne(venues.kind, "manual")))
    .orderBy(venues.kind, venues.createdAt);
  return sourcesOfVenues(others);
}

export interface RequestedNeeds {
  seriesIds: readonly string[];
  /** Assets for which no source has a market. */
  unknown: readonly AssetId[];
}

/**
 * Queries each source for the assets the ones before it do not have. A source that cannot be reached is left for later.
 */
export async function requestNeeded(
  deps: FillDependencies,
  sources: readonly string[],
  { assets, quote, from }: Pick<NeededCloses, "assets" | "quote" | "from">,
): Promise<RequestedNeeds> {
  let left = assets;
  let isSure = sources.length > 0;
  const seriesIds: string[] = [];
  for (const source of sources) {
    if (source.startsWith("simulated") || left.length === 0) continue;
    try {
      const adapter = await openCandleSource(deps, source);
      const symbols = await Promise.all(left.map((asset) => adapter.findSymbol(asset, quote)));
      const there = left.filter((_, index) => symbols[index] !== null);
      left = left.filter((_, index) => symbols[index] === null);
      if (there.length > 0) {
        const fill = { source, assets: [...there], quote, from, timeframe: NEEDED_TIMEFRAME };
        seriesIds.push(...(await requestFill(deps, fill)).seriesIds);
      }
    } catch (error) {
      if (!(error instanceof VenueError) && !(error instanceof InputError)) throw error;
      isSure = false;
      deps.log.warn({ err: error, source }, "Past prices could not be queried");
    }
  }
  return { seriesIds, unknown: isSure ? left : [] };
}

/** Each hour and at start: what policies read and lacks its last bar is requested; fills that were left go on. */
export async function extendNeeded(deps: FillDependencies): Promise<void> {
  const left = await deps.db
    .select({ id: candleSeries.id })
    .from(candleSeries)
    .where(inArray(candleSeries.state, ["waiting", "filling"]));
  if (left.length > 0) {
    await withTransaction(deps, async (tx) => {
      for (const { id } of left) await enqueue(tx, "fill-candles", { seriesId: id });
    });
  }
  const rows = await deps.db
    .select({ id: portfolios.id, ownerId: portfolios.ownerId, policy: policyVersions.policy })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(isNull(portfolios.archivedAt));
  for (const row of rows) {
    const needed = neededBy(row.policy, deps.now());
    if (needed === null) continue;
    const sources = await sourcesOfPortfolio(deps, row, await venuesOfPortfolio(deps.db, row.id));
    const behind = await assetsBehind(deps, sources, needed);
    if (behind.length > 0) await requestNeeded(deps, sources, { ...needed, assets: behind });
  }
}

/** Assets without a series that reaches the last finished day; what is being filled is left alone. */
export async function assetsBehind(
  { db, now }: Pick<FillDependencies, "db" | "now">,
  sources: readonly string[],
  { assets, quote }: NeededCloses,
): Promise<readonly AssetId[]> {
  const exchanges = sources.filter((source) => !source.startsWith("simulated"));
  if (exchanges.length === 0) return [];
  const rows = await db
    .select()
    .from(candleSeries)
    .where(
      and(
        isNull(candleSeries.ownerId),
        inArray(candleSeries.source, exchanges),
        eq(candleSeries.quote, quote),
        eq(candleSeries.timeframe, NEEDED_TIMEFRAME),
        inArray(candleSeries.base, [...assets]),
      ),
    );
  const lastDay = (Math.floor(now() / DAY_MS) - 1) * DAY_MS;
  const isCurrent = (asset: AssetId) =>
    rows.some(
      (row) =>
        row.base === asset &&
        (row.state === "waiting" || row.state === "filling" || (row.lastAt?.getTime() ?? 0) >= lastDay),
    );
  return assets.filter((asset) => !isCurrent(asset));
}
