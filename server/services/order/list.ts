import { and, desc, eq } from "drizzle-orm";
import { orders, portfolios } from "@/drizzle/schema";
import type { ListOrdersInput } from "@/lib/schemas/rebalance";
import { ownerIdOf, type ServiceContext } from "../context";
import { isAfterCursor, writeCursor } from "../cursor";
import { selectOrders } from "./select-orders";
import type { OrderView } from "./types";
import { fillsOf, orderView } from "./view";

export type ListedOrder = OrderView & { portfolioName: string; portfolioId: string; rebalanceId: string };

const PAGE_SIZE = 50;

/** Every order the owner's portfolios ever made, newest first. */
export async function listOrders(
  ctx: ServiceContext,
  input: ListOrdersInput,
): Promise<{ orders: readonly ListedOrder[]; nextCursor: string | null }> {
  const rows = await selectOrders(ctx)
    .where(
      and(
        eq(portfolios.ownerId, ownerIdOf(ctx)),
        input.portfolioId === undefined ? undefined : eq(portfolios.id, input.portfolioId),
        isAfterCursor({ at: orders.createdAt, id: orders.id }, input.cursor),
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(PAGE_SIZE + 1);
  const page = rows.slice(0, PAGE_SIZE);
  const booked = await fillsOf(
    ctx.db,
    page.map((row) => row.order.id),
  );
  const last = page.at(-1)?.order;
  return {
    orders: page.map(({ order, venueName, portfolioId, portfolioName }) => ({
      ...orderView(order, venueName, booked.get(order.id) ?? []),
      portfolioId,
      portfolioName,
      rebalanceId: order.rebalanceId,
    })),
    nextCursor: last && rows.length > PAGE_SIZE ? writeCursor(last.createdAt, last.id) : null,
  };
}
