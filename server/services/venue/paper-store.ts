import { and, eq, sql } from "drizzle-orm";
import { paperOrders, venueBalances } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import type { PaperStore } from "@/server/exchanges/registry";
import type { OrderReport } from "@/server/exchanges/venue";

/** A paper or manual venue's memory in our database: an order and the balances it changes are one transaction. */
export function createPaperStore(db: Database, venueId: string): PaperStore {
  return {
    readBalances: () =>
      db
        .select({ asset: venueBalances.asset, quantity: venueBalances.quantity })
        .from(venueBalances)
        .where(eq(venueBalances.venueId, venueId)),
    async findOrder(clientOrderId) {
      const [row] = await db
        .select({ report: paperOrders.report })
        .from(paperOrders)
        .where(and(eq(paperOrders.venueId, venueId), eq(paperOrders.clientOrderId, clientOrderId)));
      // Written by saveOrder below and by nothing else.
      return row ? (row.report as unknown as OrderReport) : null;
    },
    saveOrder: (report, balances) =>
      db.transaction(async (tx) => {
        const [saved] = await tx
          .insert(paperOrders)
          .values({ venueId, clientOrderId: report.clientOrderId, report: { ...report } })
          .onConflictDoNothing()
          .returning({ id: paperOrders.clientOrderId });
        if (!saved) return false;
        if (balances.length > 0)
          await tx
            .insert(venueBalances)
            .values(balances.map((balance) => ({ venueId, ...balance })))
            .onConflictDoUpdate({
              target: [venueBalances.venueId, venueBalances.asset],
              set: { quantity: sql`excluded.quantity`, updatedAt: sql`now()` },
            });
        return true;
      }),
  };
}
