/**
 * Fills one series, a page at a time: query, then store the page, the cursor and the progress in one transaction. A
 * kill at any point loses at most the page under way. Trouble that passes is waited out by a later job; trouble that
 * stays is written on the series.
 */
import { and, eq, isNull } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import { type SeriesProblem, TIMEFRAMES } from "@/lib/engine/model";
import { withTransaction } from "@/server/db/transaction";
import { VenueError, type VenueErrorKind } from "@/server/exchanges/venue";
import type { CandlePage, CandleSource } from "@/server/market-data/candles";
import { enqueue } from "@/server/queue/enqueue";
import type { ServiceContext } from "../context";
import { appendBars } from "./append";
import { cursorAfter, nextPage, type PageSpan, shareDone } from "./next-page";
import { openCandleSource } from "./open-source";
import { pointOf, type SeriesRow } from "./series-row";

export type FillDependencies = Pick<ServiceContext, "db" | "venues" | "now" | "log">;

const PASSING: readonly VenueErrorKind[] = ["rate-limited", "unavailable", "bad-answer", "clock-skew"];
const WAIT_MS_MIN = 15_000;
const WAIT_MS_MAX = 15 * 60_000;
/** A job is given back after this long, so that a long fill does not outlive the queue's patience. */
const RUN_MS_MAX = 5 * 60_000;

export async function runFill(deps: FillDependencies, seriesId: string, signal: AbortSignal): Promise<void> {
  const startedAt = deps.now();
  let series = await findSeries(deps, seriesId);
  if (series === null) return;
  try {
    const source = await openCandleSource(deps, series.source);
    while (!signal.aborted) {
      const span = nextPage(pointOf(series), deps.now());
      if (span === null) return await complete(deps, series, source);
      if (deps.now() - startedAt > RUN_MS_MAX) return await goOnLater(deps, seriesId, deps.now());
      const page = await fetchPage(source, series, span);
      await storePage(deps, series, source, span, page);
      series = await findSeries(deps, seriesId);
      // Removed while its page was on the way.
      if (series === null) return;
    }
  } catch (error) {
    if (!(error instanceof VenueError)) throw error;
    await recordProblem(deps, seriesId, error);
  }
}

async function findSeries({ db }: Pick<FillDependencies, "db">, seriesId: string): Promise<SeriesRow | null> {
  const [row] = await db
    .select()
    .from(candleSeries)
    .where(and(eq(candleSeries.id, seriesId), isNull(candleSeries.importId)));
  return row ?? null;
}

function fetchPage(source: CandleSource, series: SeriesRow, span: PageSpan): Promise<CandlePage> {
  const timeframe = TIMEFRAMES.find((known) => known === series.timeframe);
  if (timeframe === undefined) throw new VenueError("unsupported", `No source has bars of ${series.timeframe}.`);
  return source.fetchPage({ symbol: series.symbol, timeframe, ...span });
}

async function storePage(
  { db }: FillDependencies,
  series: SeriesRow,
  source: CandleSource,
  span: PageSpan,
  { bars }: CandlePage,
): Promise<void> {
  const cursor = cursorAfter(bars.times, span, series.stepMs, source.pageBars);
  const wantedFrom = series.wantedFrom?.getTime() ?? null;
  // The first bar of the very first walk shows where the source begins.
  const isFirst = series.bars === 0 && bars.times.length > 0;
  const beginsAt = isFirst && wantedFrom !== null && bars.times[0]! > wantedFrom ? new Date(bars.times[0]!) : null;
  await withTransaction({ db }, async (tx) => {
    await appendBars(tx, series.id, bars);
    await tx
      .update(candleSeries)
      .set({
        state: "filling",
        cursorAt: new Date(cursor),
        doneShare: shareDone(wantedFrom, cursor, span.until),
        problem: null,
        problemSince: null,
        ...(beginsAt === null ? {} : { emptyBefore: beginsAt }),
      })
      .where(eq(candleSeries.id, series.id));
  });
}

async function complete({ db, now }: FillDependencies, series: SeriesRow, source: CandleSource): Promise<void> {
  const at = new Date(now());
  const isEmpty = series.bars === 0;
  const { symbol, timeframe } = series;
  const problem = isEmpty ? ({ kind: "no-prices", source: source.label, symbol, timeframe } as const) : null;
  await db
    .update(candleSeries)
    .set({
      state: isEmpty ? "failed" : "complete",
      cursorAt: null,
      doneShare: 1,
      filledAt: at,
      problem,
      problemSince: isEmpty ? at : null,
    })
    .where(eq(candleSeries.id, series.id));
}

/** What passes is tried again, later and later; what does not is left for the owner to read. */
async function recordProblem(deps: FillDependencies, seriesId: string, error: VenueError): Promise<void> {
  const isPassing = PASSING.includes(error.kind);
  const at = deps.now();
  await withTransaction(deps, async (tx) => {
    const [row] = await tx
      .select({ problemSince: candleSeries.problemSince })
      .from(candleSeries)
      .where(eq(candleSeries.id, seriesId));
    const since = row?.problemSince ?? new Date(at);
    const problem: SeriesProblem = { kind: "venue", venueMessage: error.message };
    await tx
      .update(candleSeries)
      .set({ state: isPassing ? "waiting" : "failed", problem, problemSince: since })
      .where(eq(candleSeries.id, seriesId));
    if (!isPassing) return;
    const wait = Math.min(WAIT_MS_MAX, Math.max(WAIT_MS_MIN, error.retryAfterMs ?? 0, at - since.getTime()));
    await enqueue(tx, "fill-candles", { seriesId }, { notBefore: at + wait });
  });
  deps.log.warn({ seriesId, kind: error.kind }, "A series of prices could not be filled further");
}

const goOnLater = (deps: FillDependencies, seriesId: string, at: number) =>
  withTransaction(deps, (tx) => enqueue(tx, "fill-candles", { seriesId }, { notBefore: at }));
