/**
 * Writes bars into a series' chunks: a bar that is there already is replaced, so a page may be stored twice. The row of
 * the series is locked for it, and its span and count follow in the same transaction.
 */
import { eq, sql } from "drizzle-orm";
import { candleChunks, candleSeries } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import type { BarColumns } from "@/server/market-data/candles";
import { chunkOf, isRegular, mergeBars, sliceBars } from "./bars";
import { readChunk } from "./read-chunk";

export async function appendBars(tx: Transaction, seriesId: string, bars: BarColumns): Promise<void> {
  const [series] = await tx
    .select({ stepMs: candleSeries.stepMs })
    .from(candleSeries)
    .where(eq(candleSeries.id, seriesId))
    .for("update");
  if (!series || bars.times.length === 0) return;
  const { stepMs } = series;
  let from = 0;
  while (from < bars.times.length) {
    const chunk = chunkOf(bars.times[from]!, stepMs);
    let to = from + 1;
    while (to < bars.times.length && chunkOf(bars.times[to]!, stepMs) === chunk) to += 1;
    await writeChunk(tx, { seriesId, chunk, stepMs }, sliceBars(bars, from, to));
    from = to;
  }
  await noteSpan(tx, seriesId);
}

async function writeChunk(
  tx: Transaction,
  { seriesId, chunk, stepMs }: { seriesId: string; chunk: number; stepMs: number },
  fresh: BarColumns,
): Promise<void> {
  const stored = await readChunk(tx, seriesId, chunk, stepMs);
  const bars = stored === null ? fresh : mergeBars(stored, fresh);
  const row = {
    firstAt: new Date(bars.times[0]!),
    lastAt: new Date(bars.times.at(-1)!),
    bars: bars.times.length,
    times: isRegular(bars.times, stepMs) ? null : bars.times,
    open: bars.open,
    high: bars.high,
    low: bars.low,
    close: bars.close,
    volume: bars.volume,
  };
  await tx
    .insert(candleChunks)
    .values({ seriesId, chunk, ...row })
    .onConflictDoUpdate({ target: [candleChunks.seriesId, candleChunks.chunk], set: row });
}

/** First and last bar time and the count, from the chunks as they now are. */
async function noteSpan(tx: Transaction, seriesId: string): Promise<void> {
  const ofSeries = eq(candleChunks.seriesId, seriesId);
  const instantOf = (value: string | Date) => new Date(value);
  const [span] = await tx
    .select({
      firstAt: sql<Date>`min(${candleChunks.firstAt})`.mapWith(instantOf),
      lastAt: sql<Date>`max(${candleChunks.lastAt})`.mapWith(instantOf),
      bars: sql<number>`sum(${candleChunks.bars})`.mapWith(Number),
    })
    .from(candleChunks)
    .where(ofSeries);
  if (span) await tx.update(candleSeries).set(span).where(eq(candleSeries.id, seriesId));
}
