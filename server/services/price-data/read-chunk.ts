import { and, eq } from "drizzle-orm";
import { candleChunks } from "@/drizzle/schema";
import type { Database, Transaction } from "@/server/db/client";
import type { BarColumns } from "@/server/market-data/candles";

type ChunkRow = Pick<typeof candleChunks.$inferSelect, "times" | "firstAt" | "bars">;

/** The bar times of a chunk; one without a hole stores none. */
export function timesOf({ times, firstAt, bars }: ChunkRow, stepMs: number): Float64Array {
  if (times !== null) return times;
  const first = firstAt.getTime();
  return Float64Array.from({ length: bars }, (_, bar) => first + bar * stepMs);
}

/** One chunk whole, or null when there is none. */
export async function readChunk(
  db: Database | Transaction,
  seriesId: string,
  chunk: number,
  stepMs: number,
): Promise<BarColumns | null> {
  const [row] = await db
    .select()
    .from(candleChunks)
    .where(and(eq(candleChunks.seriesId, seriesId), eq(candleChunks.chunk, chunk)));
  if (!row) return null;
  const { open, high, low, close, volume } = row;
  return { times: timesOf(row, stepMs), open, high, low, close, volume };
}
