import { and, inArray, lte } from "drizzle-orm";
import { rebalanceEvents, rebalances } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import { newId } from "../id";

/** Ends every proposal nobody approved in time. A late approval is refused by its own check of the hour as well. */
export async function expireProposals(doors: { db: Database; now: () => number }): Promise<number> {
  const now = doors.now();
  const at = new Date(now);
  return doors.db.transaction(async (tx) => {
    const expired = await tx
      .update(rebalances)
      .set({ state: "expired", finishedAt: at, outcome: "Expired before anybody approved it. No order was sent." })
      .where(and(inArray(rebalances.state, ["proposed", "blocked"]), lte(rebalances.expiresAt, at)))
      .returning({ id: rebalances.id });
    for (const { id } of expired)
      await tx
        .insert(rebalanceEvents)
        .values({ id: newId(now), rebalanceId: id, at, event: "rebalance.expired", detail: {} });
    return expired.length;
  });
}
