/**
 * The total over time. At each instant a portfolio counts with its last recorded value, while that is not older than a
 * gap; where none has one, the line breaks. Archived portfolios count until they were put away: their money was there.
 * Rates, and what lies outside of portfolios, are those of now throughout, so that the line ends at the total beside it
 * and only prices move it. What is recorded never changes, so the sums are kept until the next instant of the grid.
 */
import { and, eq, sql } from "drizzle-orm";
import { portfolios, valuations } from "@/drizzle/schema";
import { type AssetId, DAY_MS } from "@/lib/engine/model";
import { decimal, multiply, type Notional, sum } from "@/lib/money";
import type { TotalSeriesInput } from "@/lib/schemas/overview";
import type { Range } from "@/lib/schemas/series-range";
import { ownerIdOf, type ServiceContext } from "../context";
import { createCache } from "../portfolio/cache";
import { convertedCurrencies } from "./get-page";
import { type LoadedTotal, loadTotal } from "./load-total";
import type { TotalSeriesView } from "./types";

const HOUR_MS = 3_600_000;
/** About sixty points: the chart stands beside a figure, not in its place. */
const GRID: Record<Exclude<Range, "All">, { lengthMs: number; stepMs: number }> = {
  "1D": { lengthMs: DAY_MS, stepMs: HOUR_MS / 2 },
  "1W": { lengthMs: 7 * DAY_MS, stepMs: 3 * HOUR_MS },
  "1M": { lengthMs: 31 * DAY_MS, stepMs: 12 * HOUR_MS },
  "3M": { lengthMs: 92 * DAY_MS, stepMs: DAY_MS },
  "1Y": { lengthMs: 366 * DAY_MS, stepMs: 6 * DAY_MS },
};
const POINTS_USUAL = 60;
/** A value older than this, and than a few steps of the grid, is not carried on. */
const CARRIED_MS_MIN = 3 * HOUR_MS;

export async function getTotalSeries(ctx: ServiceContext, { range }: TotalSeriesInput): Promise<TotalSeriesView> {
  const now = ctx.now();
  const loaded = await loadTotal(ctx);
  const ownerId = ownerIdOf(ctx);
  const owned = await ctx.db
    .select({ id: portfolios.id, archivedAt: portfolios.archivedAt })
    .from(portfolios)
    .where(eq(portfolios.ownerId, ownerId));
  const grid = range === "All" ? await gridOfAll(ctx) : GRID[range];
  const instants = instantsOf(grid, now);
  const known = owned.map(({ id, archivedAt }) => `${id}${archivedAt ? "-" : ""}`).join(" ");
  const sums = await cache.get(ctx.db, `${ownerId} ${range}`, `${instants.join(" ")}\n${known}`, () =>
    loadAllSums(ctx, instants, { stepMs: grid.stepMs, portfolioCount: owned.length }),
  );
  const { prices, total } = loaded;
  const outside = total.outside.flatMap(({ value }) => (value === null ? [] : [value]));
  const past = instants.map((at) => valueAt(sums.get(at), prices, outside));
  return {
    range,
    currency: total.currency,
    at: [...instants, now],
    value: [...past, total.value],
    outside: outside.length > 0 ? sum(outside) : null,
    converted: convertedCurrencies(loaded),
  };
}

/** Of one instant, by currency. */
type Sums = ReadonlyMap<AssetId, Notional>;

const cache = createCache<ReadonlyMap<number, Sums>>(64);

function instantsOf({ lengthMs, stepMs }: { lengthMs: number; stepMs: number }, now: number): readonly number[] {
  const last = Math.floor(now / stepMs) * stepMs;
  const count = Math.ceil(lengthMs / stepMs);
  const from = last - count * stepMs;
  return Array.from({ length: count + 1 }, (_, index) => from + index * stepMs).filter((at) => at < now);
}

async function gridOfAll(ctx: Pick<ServiceContext, "db" | "actor" | "now">) {
  const [row] = await ctx.db
    .select({ first: sql<Date | null>`min(${valuations.at})`.mapWith(valuations.at) })
    .from(portfolios)
    .innerJoin(valuations, eq(valuations.portfolioId, portfolios.id))
    .where(eq(portfolios.ownerId, ownerIdOf(ctx)));
  const lengthMs = Math.max(DAY_MS, ctx.now() - (row?.first?.getTime() ?? ctx.now()));
  const stepMs = Math.max(HOUR_MS, Math.ceil(lengthMs / POINTS_USUAL / HOUR_MS) * HOUR_MS);
  return { lengthMs, stepMs };
}

/** The embedded database does one thing at a time: a check or an order must not wait for a whole chart. */
const LOOKUPS_AT_ONCE = 4_000;

async function loadAllSums(
  ctx: Pick<ServiceContext, "db" | "actor">,
  instants: readonly number[],
  { stepMs, portfolioCount }: { stepMs: number; portfolioCount: number },
): Promise<ReadonlyMap<number, Sums>> {
  const all = new Map<number, Sums>();
  const count = Math.max(1, Math.floor(LOOKUPS_AT_ONCE / Math.max(1, portfolioCount)));
  for (let start = 0; start < instants.length; start += count)
    for (const [at, sums] of await loadSums(ctx, instants.slice(start, start + count), stepMs)) all.set(at, sums);
  return all;
}

/** One look-up in the index of points for each portfolio and instant; added up by the database. */
async function loadSums(
  ctx: Pick<ServiceContext, "db" | "actor">,
  instants: readonly number[],
  stepMs: number,
): Promise<ReadonlyMap<number, Sums>> {
  const carriedMs = Math.max(CARRIED_MS_MIN, 2 * stepMs);
  const grid = ctx.db
    .select({ instant: sql<Date>`grid.instant`.mapWith(valuations.at).as("instant") })
    .from(sql`(select to_timestamp(ms / 1000.0) as instant
      from jsonb_array_elements_text(${JSON.stringify(instants)}::jsonb) as each(text), cast(each.text as double precision) as ms) as grid`)
    .as("grid");
  const point = ctx.db
    .select({ at: valuations.at, value: valuations.value })
    .from(valuations)
    .where(and(eq(valuations.portfolioId, portfolios.id), sql`${valuations.at} <= ${grid.instant}`))
    .orderBy(sql`${valuations.at} desc`)
    .limit(1)
    .as("point");
  const rows = await ctx.db
    .select({
      instant: grid.instant,
      currency: portfolios.baseCurrency,
      value: sql<string>`sum(${point.value})::text`,
    })
    .from(portfolios)
    .innerJoin(grid, sql`${portfolios.archivedAt} is null or ${grid.instant} < ${portfolios.archivedAt}`)
    .innerJoinLateral(point, sql`${point.at} > ${grid.instant} - ${`${carriedMs} milliseconds`}::interval`)
    .where(eq(portfolios.ownerId, ownerIdOf(ctx)))
    .groupBy(grid.instant, portfolios.baseCurrency);
  return new Map(
    [...Map.groupBy(rows, (row) => row.instant.getTime())].map(([at, own]) => [
      at,
      new Map(own.map(({ currency, value }) => [currency, decimal<Notional>(value)])),
    ]),
  );
}

function valueAt(sums: Sums | undefined, prices: LoadedTotal["prices"], outside: readonly Notional[]): Notional | null {
  const parts = [...(sums ?? [])].flatMap(([currency, value]) => {
    const rate = prices.get(currency);
    return rate === undefined ? [] : [multiply<Notional>(value, rate)];
  });
  return parts.length === 0 ? null : sum([...parts, ...outside]);
}
