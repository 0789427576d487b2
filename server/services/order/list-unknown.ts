import { and, asc, eq, inArray, isNotNull, isNull, lt, or } from "drizzle-orm";
import { orders, portfolios } from "@/drizzle/schema";
import { describeUnknownOrder, type Reader } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";
import { oncePerRender } from "../once-per-render";
import { readerOf } from "../portfolio/reader";
import { selectOrders } from "./select-orders";
import type { UnknownOrderView } from "./types";

/** An order this long on its way without an answer is as unknown as one whose answer was lost. */
const ON_ITS_WAY_MS_MAX = 15_000;

type ReadContext = Pick<ServiceContext, "db" | "actor" | "now" | "render">;

/** Orders of the owner's portfolios whose fate is not known, longest unknown first: any of them may be filled. */
export const listUnknownOrders = oncePerRender(async (ctx: ReadContext): Promise<readonly UnknownOrderView[]> => {
  const found = await selectOrders(ctx)
    .where(
      and(
        eq(portfolios.ownerId, ownerIdOf(ctx)),
        isNull(portfolios.archivedAt),
        inArray(orders.state, ["submitting", "unknown", "halted"]),
        or(
          eq(orders.state, "unknown"),
          and(eq(orders.state, "submitting"), lt(orders.intentAt, new Date(ctx.now() - ON_ITS_WAY_MS_MAX))),
          // Once its owner has resumed the portfolio, the order is dealt with.
          and(eq(orders.state, "halted"), isNotNull(portfolios.haltedReason)),
        ),
      ),
    )
    .orderBy(asc(orders.intentAt), asc(orders.id));
  if (found.length === 0) return [];
  const reader = await readerOf(ctx);
  return found.map((row) => unknownOrderView(row, reader));
});

interface UnknownRow {
  order: typeof orders.$inferSelect;
  portfolioId: string;
  venueName: string;
}

function unknownOrderView({ order, portfolioId, venueName }: UnknownRow, reader: Reader): UnknownOrderView {
  const [base = ""] = order.symbol.split("/");
  const queriedSince = (order.sentAt ?? order.intentAt ?? order.createdAt).getTime();
  const needsOwner = order.state === "halted";
  return {
    orderId: order.id,
    rebalanceId: order.rebalanceId,
    portfolioId,
    venueId: order.venueId,
    queriedSince,
    needsOwner,
    sentence: describeUnknownOrder({ side: order.side, base, venueName, queriedSince, needsOwner }, reader),
  };
}
