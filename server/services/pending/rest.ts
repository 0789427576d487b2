import { and, eq, inArray } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import { requestCheck } from "../occurrence/request-check";
import { LIVE_STATES } from "./load";

/**
 * Lays what an owner declined, or stopped, to rest: until a time of the owner's own or, with null, until drift has grown
 * by a step from `drift` (null: from what the next check measures).
 */
export async function restPending(
  tx: Transaction,
  portfolioId: string,
  ids: readonly string[],
  rest: { until: number | null; drift: number | null; at: number },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(pendingRebalances)
    .set({
      state: "resting",
      restUntil: rest.until === null ? null : new Date(rest.until),
      driftAtDecline: rest.drift,
      settledAt: new Date(rest.at),
    })
    .where(
      and(
        eq(pendingRebalances.portfolioId, portfolioId),
        inArray(pendingRebalances.id, [...ids]),
        inArray(pendingRebalances.state, [...LIVE_STATES]),
      ),
    );
  if (rest.until !== null) await requestCheck(tx, portfolioId, rest.at, rest.until);
}
