import { and, eq, inArray } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import type { PendingState } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { LIVE_STATES } from "./load";

/** Ends pending rebalances: executed in full by a run, or not needed any more. */
export async function settlePending(
  tx: Transaction,
  portfolioId: string,
  ids: readonly string[],
  end: { state: Extract<PendingState, "done" | "not-needed">; by: string | null; at: number },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(pendingRebalances)
    .set({ state: end.state, settledBy: end.by, settledAt: new Date(end.at) })
    .where(
      and(
        eq(pendingRebalances.portfolioId, portfolioId),
        inArray(pendingRebalances.id, [...ids]),
        inArray(pendingRebalances.state, [...LIVE_STATES, "given-up"]),
      ),
    );
}
