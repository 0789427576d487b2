/** What the history of a portfolio can be filtered by: the assets it traded or moved, and the months it has lived. */
import { eq, inArray, sql } from "drizzle-orm";
import { orders, postings, rebalances } from "@/drizzle/schema";
import type { ServiceContext } from "../context";
import { monthsBetween } from "../period";
import { getOwnedPortfolio } from "./get-owned";
import { readerOf } from "./reader";

export interface HistoryFacets {
  /** Codes, in alphabetical order. */
  assets: readonly string[];
  /** "2026-10", newest first. */
  months: readonly string[];
}

export async function listHistoryFacets(ctx: ServiceContext, portfolioId: string): Promise<HistoryFacets> {
  const { createdAt } = await getOwnedPortfolio(ctx, portfolioId);
  const { now, timeZone } = await readerOf(ctx);
  const markets = await ctx.db
    .selectDistinct({ symbol: orders.symbol })
    .from(orders)
    .where(
      inArray(
        orders.rebalanceId,
        ctx.db.select({ id: rebalances.id }).from(rebalances).where(eq(rebalances.portfolioId, portfolioId)),
      ),
    );
  const moved = await ctx.db
    .selectDistinct({ asset: postings.asset })
    .from(postings)
    .where(sql`${postings.portfolioId} = ${portfolioId} and ${postings.account} like 'flow:%'`);
  const assets = new Set([...markets.flatMap(({ symbol }) => symbol.split("/")), ...moved.map(({ asset }) => asset)]);
  return {
    assets: [...assets].sort(),
    months: monthsBetween(createdAt.getTime(), now, timeZone)
      .map(({ month }) => month)
      .reverse(),
  };
}
