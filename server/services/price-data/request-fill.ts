/** Requests prices: one series a market, one job a series. Requesting again what is there brings it up to date. */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import { type AssetId, timeframeMs } from "@/lib/engine/model";
import { plural } from "@/lib/format/plural";
import { FillInput } from "@/lib/schemas/price-data";
import { withTransaction } from "@/server/db/transaction";
import { enqueue } from "@/server/queue/enqueue";
import type { ServiceContext } from "../context";
import { InputError } from "../errors";
import { newId } from "../id";
import { mustRestart } from "./next-page";
import { openCandleSource } from "./open-source";
import { pointOf } from "./series-row";

const BARS_MAX = 1_500_000;

export interface RequestedFill {
  seriesIds: readonly string[];
}

/** Throws InputError for a market the source does not have, VenueError when it cannot be queried. */
export async function requestFill(
  ctx: Pick<ServiceContext, "db" | "venues" | "now">,
  raw: FillInput,
): Promise<RequestedFill> {
  const input = FillInput.parse(raw);
  const stepMs = timeframeMs(input.timeframe)!;
  if (ctx.now() - input.from < stepMs) throw new InputError("from", "Begin earlier: no bar has ended since then.");
  if ((ctx.now() - input.from) / stepMs > BARS_MAX) {
    throw new InputError("from", `That is more than ${plural(BARS_MAX, "bar")} of an asset. Begin later.`);
  }
  // One order for everybody: two requests at once must not wait for each other.
  const markets = (await findMarkets(ctx, input)).toSorted((left, right) => (left.asset < right.asset ? -1 : 1));
  return withTransaction(ctx, async (tx) => {
    const from = Math.ceil(input.from / stepMs) * stepMs;
    await tx
      .insert(candleSeries)
      .values(
        markets.map(({ asset, symbol }) => ({
          id: newId(ctx.now()),
          source: input.source,
          symbol,
          base: asset,
          quote: input.quote,
          timeframe: input.timeframe,
          stepMs,
          state: "waiting" as const,
        })),
      )
      .onConflictDoNothing();
    const rows = await tx
      .select()
      .from(candleSeries)
      .where(
        and(
          isNull(candleSeries.ownerId),
          eq(candleSeries.source, input.source),
          inArray(
            candleSeries.base,
            markets.map(({ asset }) => asset),
          ),
          eq(candleSeries.quote, input.quote),
          eq(candleSeries.timeframe, input.timeframe),
        ),
      )
      .orderBy(asc(candleSeries.base))
      .for("update");
    for (const row of rows) {
      const isAnew = mustRestart(pointOf(row), from);
      const wantedFrom = row.wantedFrom === null || isAnew ? new Date(from) : row.wantedFrom;
      await tx
        .update(candleSeries)
        .set({
          state: "waiting",
          wantedFrom,
          ...(isAnew ? { cursorAt: wantedFrom, doneShare: 0 } : {}),
          problem: null,
          problemSince: null,
        })
        .where(eq(candleSeries.id, row.id));
      await enqueue(tx, "fill-candles", { seriesId: row.id });
    }
    return { seriesIds: rows.map((row) => row.id) };
  });
}

async function findMarkets(
  ctx: Pick<ServiceContext, "venues" | "now">,
  input: FillInput,
): Promise<{ asset: AssetId; symbol: string }[]> {
  const source = await openCandleSource(ctx, input.source);
  if (!source.has(input.timeframe)) {
    throw new InputError("timeframe", `${source.label} has no prices by ${input.timeframe}. Choose another timeframe.`);
  }
  const assets = input.assets.filter((asset) => asset !== input.quote);
  const markets = await Promise.all(
    assets.map(async (asset) => ({ asset, symbol: await source.findSymbol(asset, input.quote) })),
  );
  const unknown = markets.flatMap(({ asset, symbol }) => (symbol === null ? [asset] : []));
  if (unknown.length > 0) {
    throw new InputError("assets", `${source.label} has no market of ${unknown.join(", ")} in ${input.quote}.`);
  }
  if (assets.length === 0) throw new InputError("assets", `${input.quote} is what prices are counted in.`);
  return markets.flatMap(({ asset, symbol }) => (symbol === null ? [] : { asset, symbol }));
}
