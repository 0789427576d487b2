import { and, eq } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import { findGaps } from "@/lib/schemas/price-file/gaps";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { visibleTo } from "./find-series";
import { loadCloses } from "./load-closes";
import type { AssetGap } from "./types";

const GAPS_SHOWN = 200;

/** Where bars lack in one series, the largest first. */
export async function gapsOfSeries(
  ctx: Pick<ServiceContext, "db" | "actor">,
  seriesId: string,
): Promise<readonly AssetGap[]> {
  const [row] = await ctx.db
    .select()
    .from(candleSeries)
    .where(and(eq(candleSeries.id, seriesId), visibleTo(ctx)));
  if (!row) throw new NotFoundError("There are no such prices. They may have been removed.");
  const loaded = (await loadCloses(ctx, [row], null, null)).get(row.id);
  const gaps = findGaps(loaded?.times ?? new Float64Array(0), row.stepMs);
  return gaps
    .toSorted((a, b) => b.bars - a.bars || a.from - b.from)
    .slice(0, GAPS_SHOWN)
    .map((gap) => ({ asset: row.base, ...gap }));
}
