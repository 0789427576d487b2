import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { candleChunks } from "@/drizzle/schema";
import type { Database, Transaction } from "@/server/db/client";
import type { BarColumns } from "@/server/market-data/candles";
import { unpack } from "./bars";

/** Both drivers hand text over quickly, and bytes slowly: a chunk's columns travel as base64. */
export const packed = <C extends AnyPgColumn>(column: C) => sql<string>`encode(${column}, 'base64')`;
export const packedOrNull = <C extends AnyPgColumn>(column: C) => sql<string | null>`encode(${column}, 'base64')`;

export const timesOf = (text: string | null, firstAt: Date, bars: number, stepMs: number): Float64Array => {
  if (text !== null) return unpack(text);
  const first = firstAt.getTime();
  return Float64Array.from({ length: bars }, (_, bar) => first + bar * stepMs);
};

/** One chunk whole, or null when there is none. */
export async function readChunk(
  db: Database | Transaction,
  seriesId: string,
  chunk: number,
  stepMs: number,
): Promise<BarColumns | null> {
  const [row] = await db
    .select({
      firstAt: candleChunks.firstAt,
      bars: candleChunks.bars,
      times: packedOrNull(candleChunks.times),
      open: packedOrNull(candleChunks.open),
      high: packedOrNull(candleChunks.high),
      low: packedOrNull(candleChunks.low),
      close: packed(candleChunks.close),
      volume: packedOrNull(candleChunks.volume),
    })
    .from(candleChunks)
    .where(and(eq(candleChunks.seriesId, seriesId), eq(candleChunks.chunk, chunk)));
  if (!row) return null;
  const column = (text: string | null) => (text === null ? null : unpack(text));
  return {
    times: timesOf(row.times, row.firstAt, row.bars, stepMs),
    open: column(row.open),
    high: column(row.high),
    low: column(row.low),
    close: unpack(row.close),
    volume: column(row.volume),
  };
}
