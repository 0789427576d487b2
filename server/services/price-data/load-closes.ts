/** Times and closes of many series in one query; the other columns stay on disk. */
import { and, asc, gte, inArray, lte } from "drizzle-orm";
import { candleChunks } from "@/drizzle/schema";
import type { ServiceContext } from "../context";
import { placeOf } from "./bars";
import { timesOf } from "./read-chunk";
import type { SeriesRow } from "./series-row";

export interface Closes {
  times: Float64Array;
  closes: Float64Array;
}

/** By series id, each cut to [from, to] (null: all there is); a series without bars there has empty columns. */
export async function loadCloses(
  { db }: Pick<ServiceContext, "db">,
  series: readonly Pick<SeriesRow, "id" | "stepMs">[],
  from: number | null,
  to: number | null,
): Promise<Map<string, Closes>> {
  const chunks = await db
    .select({
      seriesId: candleChunks.seriesId,
      firstAt: candleChunks.firstAt,
      bars: candleChunks.bars,
      times: candleChunks.times,
      close: candleChunks.close,
    })
    .from(candleChunks)
    .where(
      and(
        inArray(
          candleChunks.seriesId,
          series.map(({ id }) => id),
        ),
        from === null ? undefined : gte(candleChunks.lastAt, new Date(from)),
        to === null ? undefined : lte(candleChunks.firstAt, new Date(to)),
      ),
    )
    .orderBy(asc(candleChunks.seriesId), asc(candleChunks.chunk));
  return new Map(
    series.map(({ id, stepMs }) => {
      const own = chunks.filter((chunk) => chunk.seriesId === id);
      const bars = own.reduce((sum, chunk) => sum + chunk.bars, 0);
      const times = new Float64Array(bars);
      const closes = new Float64Array(bars);
      let at = 0;
      for (const chunk of own) {
        times.set(timesOf(chunk, stepMs), at);
        closes.set(chunk.close, at);
        at += chunk.bars;
      }
      const first = from === null ? 0 : placeOf(times, from);
      const end = to === null ? times.length : placeOf(times, to + 1);
      return [id, { times: times.subarray(first, end), closes: closes.subarray(first, end) }];
    }),
  );
}
