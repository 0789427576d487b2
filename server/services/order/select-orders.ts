import { eq } from "drizzle-orm";
import { orders, portfolios, rebalances, venues } from "@/drizzle/schema";
import type { ServiceContext } from "../context";

/** Orders with the names of where they belong; whoever selects says which, and in what order. */
export function selectOrders({ db }: Pick<ServiceContext, "db">) {
  return db
    .select({ order: orders, venueName: venues.name, portfolioId: portfolios.id, portfolioName: portfolios.name })
    .from(orders)
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(venues, eq(venues.id, orders.venueId));
}
