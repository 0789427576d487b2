import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import type { AssetId } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";
import type { SeriesRow } from "./series-row";

/** Public series and this owner's own; another owner's are as absent as those that never were. */
export const visibleTo = (ctx: Pick<ServiceContext, "actor">) =>
  or(isNull(candleSeries.ownerId), eq(candleSeries.ownerId, ownerIdOf(ctx)));

export interface SeriesQuestion {
  source: string;
  quote: AssetId;
  timeframe: string;
  assets: readonly AssetId[];
}

export async function findSeriesOf(
  ctx: Pick<ServiceContext, "db" | "actor">,
  { source, quote, timeframe, assets }: SeriesQuestion,
): Promise<readonly SeriesRow[]> {
  if (assets.length === 0) return [];
  return ctx.db
    .select()
    .from(candleSeries)
    .where(
      and(
        visibleTo(ctx),
        eq(candleSeries.source, source),
        eq(candleSeries.quote, quote),
        eq(candleSeries.timeframe, timeframe),
        inArray(candleSeries.base, [...assets]),
      ),
    );
}
