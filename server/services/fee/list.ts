import { and, eq } from "drizzle-orm";
import { fills, rebalances } from "@/drizzle/schema";
import type { HistoryFilter, ListFeesInput } from "@/lib/schemas/history";
import type { ServiceContext } from "../context";
import { isAfterCursor, writeCursor } from "../cursor";
import { isMarketOf } from "../order/list";
import { isInPeriod } from "../period";
import { getOwnedPortfolio } from "../portfolio/get-owned";
import { readerOf } from "../portfolio/reader";
import { loadFills, type ValuedFill } from "./load-fills";
import { feesByMonth } from "./months";
import type { FeeMonth, FeeRow } from "./types";
import { type FeeTotal, totalFees } from "./value-fee";

/** Fills of a page; each has a fee or two. */
const PAGE_SIZE = 50;

export interface FeePage {
  rows: readonly FeeRow[];
  nextCursor: string | null;
  /** Of all that the filter lets through, on the first page only. */
  months: readonly FeeMonth[];
  total: FeeTotal | null;
}

/** What the fills of a portfolio cost, newest first, with the totals of every month. */
export async function listFees(ctx: ServiceContext, input: ListFeesInput): Promise<FeePage> {
  await getOwnedPortfolio(ctx, input.portfolioId);
  const { timeZone } = await readerOf(ctx);
  const where = filtered(input, timeZone);
  if (input.cursor !== undefined) {
    const older = isAfterCursor({ at: fills.at, id: fills.id }, input.cursor);
    return { ...pageOf(await loadFills(ctx, and(where, older), PAGE_SIZE + 1)), months: [], total: null };
  }
  const all = await loadFills(ctx, where);
  return { ...pageOf(all), months: feesByMonth(all, timeZone), total: totalFees(all.flatMap((fill) => fill.fees)) };
}

/** All of them, for a file. */
export async function allFees(ctx: ServiceContext, input: Omit<ListFeesInput, "cursor">): Promise<readonly FeeRow[]> {
  const { timeZone } = await readerOf(ctx);
  return (await loadFills(ctx, filtered(input, timeZone))).flatMap(rowsOf);
}

const filtered = ({ portfolioId, period, asset }: HistoryFilter & { portfolioId: string }, timeZone: string) =>
  and(eq(rebalances.portfolioId, portfolioId), isInPeriod(fills.at, period, timeZone), isMarketOf(fills.symbol, asset));

function pageOf(found: readonly ValuedFill[]): Pick<FeePage, "rows" | "nextCursor"> {
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    rows: page.flatMap(rowsOf),
    nextCursor: last && found.length > PAGE_SIZE ? writeCursor(new Date(last.at), last.id) : null,
  };
}

function rowsOf({ id, worth: _, fees, ...fill }: ValuedFill): FeeRow[] {
  return fees.map((fee, place) => ({ ...fill, ...fee, id: `${id}:${place}` }));
}
