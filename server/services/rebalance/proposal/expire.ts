import { and, eq, inArray, lte } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { requestCheck } from "../../occurrence/request-check";
import { addEvents, announce } from "../run/events";

const OPEN = ["proposed", "blocked"] as const;

/** Ends every proposal whose time is over; each minute, for all owners. */
export async function expireProposals(machine: { db: Database; now: () => number }): Promise<readonly string[]> {
  return expireWhere(machine, lte(rebalances.expiresAt, new Date(machine.now())));
}

/** Ends one proposal now: nobody may approve it any more. */
export async function expireProposal(machine: { db: Database; now: () => number }, rebalanceId: string): Promise<void> {
  await expireWhere(machine, eq(rebalances.id, rebalanceId));
}

async function expireWhere(machine: { db: Database; now: () => number }, which: ReturnType<typeof eq>) {
  const at = machine.now();
  const ids = await withTransaction(machine, async (tx) => {
    const expired = await tx
      .update(rebalances)
      .set({ state: "expired", finishedAt: new Date(at), outcome: [{ kind: "expired", wasBlocked: false }] })
      .where(and(inArray(rebalances.state, [...OPEN]), which))
      .returning({ id: rebalances.id, portfolioId: rebalances.portfolioId });
    await addEvents(
      tx,
      expired.map(({ id }) => ({ rebalanceId: id, event: "rebalance.expired", at })),
    );
    // Nobody saw it: what called for it is open still, and is proposed again at once.
    for (const { portfolioId } of expired) await requestCheck(tx, portfolioId, at);
    return expired.map((row) => row.id);
  });
  for (const id of ids) announce(id);
  return ids;
}
