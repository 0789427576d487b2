/**
 * The daily closes a live policy reads, from the venues its portfolio trades at.
 *
 * Times: a bar stands at its END here, the instant its close was known. Whoever reads "closes known at or before this
 * occurrence" thus gets what was known then, and gets the same however much later it reads. (The lab's tables, as their
 * sources, date bars at the beginning.) Running bars are not stored, so nothing here is from the future.
 *
 * What lacks is fetched on the way: a policy's four hundred days are one page an asset, the day that just ended is one
 * bar. Where that does not succeed in time the fill goes on as a job, and what lacks is returned as ResolveProblems.
 */
import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import type { AssetId, Policy, PriceTable, ResolveProblem } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import { type AssetCloses, alignCloses } from "./align";
import { closesOf } from "./closes-of";
import { loadCloses } from "./load-closes";
import {
  assetsBehind,
  DAY_MS,
  NEEDED_TIMEFRAME,
  type NeededCloses,
  neededBy,
  requestNeeded,
  sourcesOfPortfolio,
} from "./needed";
import { runFill } from "./run-fill";
import type { SeriesRow } from "./series-row";
import { readSource } from "./source";
import { nameOfSource } from "./source-name";

export type PolicyCloses =
  /** `table` null: the policy reads no past prices. `sources` are names for people. */
  | { ok: true; table: PriceTable | null; sources: readonly string[] }
  | { ok: false; problems: readonly ResolveProblem[] };

/** How long a check waits for closes that lack. */
const FETCH_MS_MAX = 10_000;
/** Closes older than this are no ground for a decision: two days on which the last bar could not be had. */
const STALE_MS = 3 * DAY_MS;

type ClosesContext = Pick<ServiceContext, "db" | "actor" | "now" | "venues" | "log">;

export async function closesForPolicy(
  ctx: ClosesContext,
  { policy, portfolio, venues }: { policy: Policy; portfolio: { ownerId: string }; venues: readonly VenueRow[] },
): Promise<PolicyCloses> {
  const needed = neededBy(policy, ctx.now());
  if (needed === null) return { ok: true, table: null, sources: [] };
  const sources = await sourcesOfPortfolio(ctx, portfolio, venues);
  const simulated = sources.find((source) => readSource(source)?.kind === "simulated");
  const exchanges = sources.filter((source) => readSource(source)?.kind === "exchange");
  if (exchanges.length === 0 && simulated !== undefined) return simulatedCloses(ctx, simulated, needed);
  return storedCloses(ctx, exchanges, needed);
}

async function simulatedCloses(ctx: ClosesContext, source: string, needed: NeededCloses): Promise<PolicyCloses> {
  const { assets, quote, from } = needed;
  const { table, sources } = await closesOf(ctx, {
    source,
    quote,
    assets,
    timeframe: NEEDED_TIMEFRAME,
    from,
    to: null,
  });
  return { ok: true, table: stampedAtEnd(table), sources: [sources[0]?.name ?? source] };
}

async function storedCloses(
  ctx: ClosesContext,
  sources: readonly string[],
  needed: NeededCloses,
): Promise<PolicyCloses> {
  const unknown = await fetchBehind(ctx, sources, needed);
  const rows = await findRows(ctx, sources, needed);
  const chosen = needed.assets.map((asset) => ({ asset, row: chooseRow(rows, sources, asset) }));
  const missing = chosen.filter(({ row }) => row === null).map(({ asset }) => asset);
  const stale = chosen.flatMap(({ row }) => (row !== null && endOf(row) < ctx.now() - STALE_MS ? [row] : []));
  const problems = problemsOf(needed, missing, stale, unknown);
  if (problems.length > 0) return { ok: false, problems };

  const series = chosen.flatMap(({ row }) => row ?? []);
  const loaded = await loadCloses(ctx, series, needed.from, ctx.now());
  const columns = series.map((row): AssetCloses => ({ asset: row.base, ...loaded.get(row.id)! }));
  const aligned = alignCloses(columns, needed.quote, DAY_MS);
  if (aligned === null) return { ok: false, problems: problemsOf(needed, needed.assets, [], []) };
  const names = await Promise.all([...new Set(series.map((row) => row.source))].map((text) => nameOfSource(ctx, text)));
  return { ok: true, table: stampedAtEnd(aligned.table), sources: names };
}

const stampedAtEnd = (table: PriceTable): PriceTable => ({ ...table, times: table.times.map((at) => at + DAY_MS) });
const endOf = (row: SeriesRow) => (row.lastAt?.getTime() ?? 0) + DAY_MS;

function findRows(
  { db }: ClosesContext,
  sources: readonly string[],
  { assets, quote }: NeededCloses,
): Promise<readonly SeriesRow[]> | readonly SeriesRow[] {
  if (sources.length === 0) return [];
  return db
    .select()
    .from(candleSeries)
    .where(
      and(
        isNull(candleSeries.ownerId),
        inArray(candleSeries.source, [...sources]),
        eq(candleSeries.quote, quote),
        eq(candleSeries.timeframe, NEEDED_TIMEFRAME),
        inArray(candleSeries.base, [...assets]),
        gt(candleSeries.bars, 1),
      ),
    );
}

/** Of several sources the one that reaches furthest up to now, and of those the first venue's. */
function chooseRow(rows: readonly SeriesRow[], sources: readonly string[], asset: AssetId): SeriesRow | null {
  const own = rows.filter((row) => row.base === asset);
  const [best] = own.toSorted((a, b) => endOf(b) - endOf(a) || sources.indexOf(a.source) - sources.indexOf(b.source));
  return best ?? null;
}

/** Fetches what does not reach the last finished day, and waits a little. Returns assets no source has a market of. */
async function fetchBehind(
  ctx: ClosesContext,
  sources: readonly string[],
  needed: NeededCloses,
): Promise<readonly AssetId[]> {
  const behind = await assetsBehind(ctx, sources, needed);
  if (behind.length === 0) return [];
  const { seriesIds, unknown } = await requestNeeded(ctx, sources, { ...needed, assets: behind });
  const signal = AbortSignal.timeout(FETCH_MS_MAX);
  const late = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  const fetched = (async () => {
    for (const id of seriesIds) if (!signal.aborted) await runFill(ctx, id, signal);
  })();
  // After the wait the page under way still ends and is stored; its trouble is then the series' own.
  await Promise.race([fetched, late]);
  fetched.catch((error) => ctx.log.warn({ err: error }, "Past prices could not be fetched on the way"));
  return unknown;
}

function problemsOf(
  { days, quote }: NeededCloses,
  missing: readonly AssetId[],
  stale: readonly SeriesRow[],
  unknown: readonly AssetId[],
): readonly ResolveProblem[] {
  const problems: ResolveProblem[] = [];
  const coming = missing.filter((asset) => !unknown.includes(asset));
  if (coming.length > 0) problems.push({ kind: "history-missing", assets: coming, barsNeeded: days, daysNeeded: days });
  if (stale.length > 0) {
    const lastAt = Math.min(...stale.map(endOf));
    problems.push({ kind: "history-stale", assets: stale.map((row) => row.base), lastAt });
  }
  if (unknown.length > 0) {
    problems.push({ kind: "rule-impossible", why: { kind: "no-market", assets: unknown, quote } });
  }
  return problems;
}
