/** What prices are stored, and of what. */

import { and, asc, eq, inArray } from "drizzle-orm";
import { candleSeries, priceImports } from "@/drizzle/schema";
import { describeSeriesProblem } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";
import { visibleTo } from "./find-series";
import { missingOf, type SeriesRow } from "./series-row";
import { readSource, SIMULATED_NAME } from "./source";
import type { PriceImportView, SeriesList, SeriesView } from "./types";

type ListContext = Pick<ServiceContext, "db" | "actor" | "venues">;

export async function listSeries(ctx: ListContext): Promise<SeriesList> {
  const rows = await ctx.db
    .select()
    .from(candleSeries)
    .where(visibleTo(ctx))
    .orderBy(asc(candleSeries.source), asc(candleSeries.timeframe), asc(candleSeries.base));
  const imports = await listImports(ctx);
  const exchanges = (await ctx.venues.describeExchanges()).map(({ id, name }) => ({ id, name }));
  return { series: viewsOf(rows, imports, exchanges), imports, exchanges };
}

/** The same for some, for progress. */
export async function seriesProgress(ctx: ListContext, seriesIds: readonly string[]): Promise<readonly SeriesView[]> {
  if (seriesIds.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(candleSeries)
    .where(and(visibleTo(ctx), inArray(candleSeries.id, [...seriesIds])))
    .orderBy(asc(candleSeries.base));
  return viewsOf(rows, await listImports(ctx), await ctx.venues.describeExchanges());
}

async function listImports(ctx: ListContext): Promise<readonly PriceImportView[]> {
  const rows = await ctx.db
    .select()
    .from(priceImports)
    .where(eq(priceImports.ownerId, ownerIdOf(ctx)))
    .orderBy(asc(priceImports.createdAt));
  return rows.map(({ id, name, form, createdAt }) => ({
    id,
    name,
    form,
    createdAt: createdAt.getTime(),
  }));
}

function viewsOf(
  rows: readonly SeriesRow[],
  imports: readonly PriceImportView[],
  exchanges: readonly { id: string; name: string }[],
): readonly SeriesView[] {
  const nameOf = (text: string) => {
    const source = readSource(text);
    if (source?.kind === "exchange")
      return exchanges.find(({ id }) => id === source.exchangeId)?.name ?? source.exchangeId;
    if (source?.kind === "import") return imports.find(({ id }) => id === source.importId)?.name ?? text;
    return SIMULATED_NAME;
  };
  const ms = (at: Date | null) => at?.getTime() ?? null;
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    sourceName: nameOf(row.source),
    asset: row.base,
    quote: row.quote,
    timeframe: row.timeframe,
    state: row.state,
    firstAt: ms(row.firstAt),
    lastAt: ms(row.lastAt),
    bars: row.bars,
    missing: missingOf(row),
    wantedFrom: ms(row.wantedFrom),
    emptyBefore: ms(row.emptyBefore),
    doneShare: row.doneShare,
    problem: row.problem && describeSeriesProblem(row.problem),
    filledAt: ms(row.filledAt),
  }));
}
