/** Where prices can be had from: the simulated market, every exchange whose candles are stored, the owner's own files. */
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { candleSeries, priceImports } from "@/drizzle/schema";
import { rate } from "@/lib/money";
import { LAB_TIMEFRAMES } from "@/lib/schemas/lab";
import type { LabSource } from "@/lib/schemas/lab-view";
import { simulatedMarkets } from "@/server/market-data/simulated";
import { ownerIdOf, type ServiceContext } from "../context";

export const SIMULATED_SOURCE = "simulated";
/** The simulated market has no beginning; the lab's does, so that "all" is the same run for everybody. */
export const SIMULATED_FROM = Date.UTC(2021, 0, 1);
const DAY = 86_400_000;
const NO_FEE = rate("0");

export async function listSources(ctx: Pick<ServiceContext, "db" | "actor" | "now">): Promise<readonly LabSource[]> {
  const rows = await ctx.db
    .select({ series: candleSeries, file: priceImports.name })
    .from(candleSeries)
    .leftJoin(priceImports, eq(priceImports.id, candleSeries.importId))
    .where(and(gt(candleSeries.bars, 1), or(isNull(candleSeries.ownerId), eq(candleSeries.ownerId, ownerIdOf(ctx)))));
  const stored = new Map<string, LabSource>();
  for (const { series, file } of rows) {
    const { firstAt, lastAt, base, quote, importId } = series;
    if (!firstAt || !lastAt || series.source === SIMULATED_SOURCE) continue;
    const source = importId ? `import:${importId}` : series.source;
    const before = stored.get(source);
    const span = { asset: base, firstAt: firstAt.getTime(), lastAt: lastAt.getTime() };
    stored.set(source, {
      source,
      name: file ?? exchangeName(source),
      isSimulated: false,
      quotes: distinct([...(before?.quotes ?? []), quote]),
      timeframes: LAB_TIMEFRAMES.filter((each) => each === series.timeframe || before?.timeframes.includes(each)),
      assets: widest([...(before?.assets ?? []), span]),
    });
  }
  return [...stored.values(), simulatedSource(ctx.now())];
}

function simulatedSource(now: number): LabSource {
  const markets = simulatedMarkets(SIMULATED_SOURCE, NO_FEE);
  const bases = distinct(markets.map(({ base }) => base));
  // The last whole day: today's bar is not closed yet.
  const lastAt = Math.floor(now / DAY) * DAY - DAY;
  return {
    source: SIMULATED_SOURCE,
    name: "Simulated market",
    isSimulated: true,
    quotes: distinct(markets.map(({ quote }) => quote)),
    timeframes: LAB_TIMEFRAMES,
    assets: bases.map((asset) => ({ asset, firstAt: SIMULATED_FROM, lastAt })),
  };
}

const exchangeName = (source: string) => {
  const id = source.replace(/^exchange:/, "");
  return id.charAt(0).toUpperCase() + id.slice(1);
};

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** One span an asset: the widest of its timeframes. */
function widest(spans: LabSource["assets"]): LabSource["assets"] {
  const found = new Map<string, LabSource["assets"][number]>();
  for (const span of spans) {
    const before = found.get(span.asset);
    if (!before || span.lastAt - span.firstAt > before.lastAt - before.firstAt) found.set(span.asset, span);
  }
  return [...found.values()];
}
