import { and, eq, sql } from "drizzle-orm";
import { paperOrders, venueBalances } from "@/drizzle/schema";
import { isZero } from "@/lib/money";
import type { Database } from "@/server/db/client";
import type { PaperStore } from "@/server/exchanges/registry";
import { BalancesMovedError } from "@/server/exchanges/venue";

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
      return row?.report ?? null;
    },
    saveOrder: (report, balances) =>
      db.transaction(async (tx) => {
        const [saved] = await tx
          .insert(paperOrders)
          .values({ venueId, clientOrderId: report.clientOrderId, report })
          .onConflictDoNothing()
          .returning({ id: paperOrders.clientOrderId });
        if (!saved) return false;
        for (const { asset, before, quantity } of balances) {
          const set = { quantity, updatedAt: sql`now()` };
          const isAsBefore = sql`${venueBalances.quantity} = ${before}::numeric`;
          const place = and(eq(venueBalances.venueId, venueId), eq(venueBalances.asset, asset));
          // Where there was nothing there may be no row yet.
          const [moved] = isZero(before)
            ? await tx
                .insert(venueBalances)
                .values({ venueId, asset, quantity })
                .onConflictDoUpdate({ target: [venueBalances.venueId, venueBalances.asset], set, setWhere: isAsBefore })
                .returning({ asset: venueBalances.asset })
            : await tx
                .update(venueBalances)
                .set(set)
                .where(and(place, isAsBefore))
                .returning({ asset: venueBalances.asset });
          // Thrown inside the transaction: the order is not saved either.
          if (!moved) throw new BalancesMovedError(`The balance of ${asset} moved meanwhile.`);
        }
        return true;
      }),
  };
}
