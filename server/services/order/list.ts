import { and, desc, eq, like, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { orders, portfolios } from "@/drizzle/schema";
import type { ListOrdersInput } from "@/lib/schemas/rebalance";
import { ownerIdOf, type ServiceContext } from "../context";
import { isAfterCursor, writeCursor } from "../cursor";
import { isInPeriod } from "../period";
import { readerOf } from "../portfolio/reader";
import { selectOrders } from "./select-orders";
import type { OrderView } from "./types";
import { fillsOf, orderView } from "./view";

export type ListedOrder = OrderView & {
  portfolioName: string;
  portfolioId: string;
  rebalanceId: string;
  createdAt: number;
};

const PAGE_SIZE = 50;

/** Every order the owner's portfolios ever made, newest first. */
export async function listOrders(
  ctx: ServiceContext,
  input: ListOrdersInput,
): Promise<{ orders: readonly ListedOrder[]; nextCursor: string | null }> {
  const found = await findOrders(ctx, input, PAGE_SIZE + 1);
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    orders: page,
    nextCursor: last && found.length > PAGE_SIZE ? writeCursor(new Date(last.createdAt), last.id) : null,
  };
}

/** All of them, for a file. */
export const allOrders = (ctx: ServiceContext, input: Omit<ListOrdersInput, "cursor">) => findOrders(ctx, input);

async function findOrders(
  ctx: ServiceContext,
  input: ListOrdersInput,
  countMax?: number,
): Promise<readonly ListedOrder[]> {
  const { timeZone } = await readerOf(ctx);
  const found = selectOrders(ctx)
    .where(
      and(
        eq(portfolios.ownerId, ownerIdOf(ctx)),
        input.portfolioId === undefined ? undefined : eq(portfolios.id, input.portfolioId),
        input.state === undefined ? undefined : eq(orders.state, input.state),
        isInPeriod(orders.createdAt, input.period, timeZone),
        isMarketOf(orders.symbol, input.asset),
        isAfterCursor({ at: orders.createdAt, id: orders.id }, input.cursor),
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id));
  const rows = await (countMax === undefined ? found : found.limit(countMax));
  const booked = await fillsOf(
    ctx.db,
    rows.map((row) => row.order.id),
  );
  return rows.map(({ order, venueName, portfolioId, portfolioName }) => ({
    ...orderView(order, venueName, booked.get(order.id) ?? []),
    portfolioId,
    portfolioName,
    rebalanceId: order.rebalanceId,
    createdAt: order.createdAt.getTime(),
  }));
}

/** Either side of the market; undefined without an asset: all. */
export function isMarketOf(symbol: PgColumn, asset: string | undefined): SQL | undefined {
  return asset === undefined ? undefined : or(like(symbol, `${asset}/%`), like(symbol, `%/${asset}`));
}
