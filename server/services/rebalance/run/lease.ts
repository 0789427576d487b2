/**
 * The lease of whoever advances a rebalance. It lives in the rebalance's row and runs by the database's clock, so
 * that workers on several machines agree. Every decision (an intent above all) renews it in its own transaction and
 * fails when it is gone; facts (what a venue answered) are written without it. A lease that ends later than any lease
 * can was written before the database's clock was set back: it is free to take, or its run would rest for as long.
 */
import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { type RebalanceOutcome, type RebalanceState, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";

export const LEASE_MS = 10_000;
/** Beside its length: how far ahead a lease's end may lie before it is taken for one from another time. */
const AHEAD_MS_MAX = 5_000;
const HEARTBEAT_MS = 3_000;

export class LeaseLostError extends Error {
  override name = "LeaseLostError";
}

export interface Lease {
  rebalanceId: string;
  holder: string;
}

const until = () => sql`now() + ${LEASE_MS} * interval '1 millisecond'`;
const isMine = (lease: Lease) =>
  and(
    eq(rebalances.id, lease.rebalanceId),
    eq(rebalances.leaseHolder, lease.holder),
    sql`${rebalances.leaseUntil} > now()`,
  );

/** False when the rebalance is over or somebody else advances it. */
export async function takeLease(db: Database, lease: Lease): Promise<boolean> {
  const taken = await db
    .update(rebalances)
    .set({ leaseHolder: lease.holder, leaseUntil: until() })
    .where(
      and(
        eq(rebalances.id, lease.rebalanceId),
        inArray(rebalances.state, [...RUNNING_REBALANCE_STATES]),
        or(
          isNull(rebalances.leaseHolder),
          isNull(rebalances.leaseUntil),
          lt(rebalances.leaseUntil, sql`now()`),
          gt(rebalances.leaseUntil, sql`now() + ${LEASE_MS + AHEAD_MS_MAX} * interval '1 millisecond'`),
        ),
      ),
    )
    .returning({ id: rebalances.id });
  return taken.length > 0;
}

/** Inside a decision's transaction: locks the row, renews, and says the state; throws when the lease is gone. */
export async function acquireLease(
  tx: Transaction,
  lease: Lease,
): Promise<{ state: RebalanceState; outcome: readonly RebalanceOutcome[] | null }> {
  const [row] = await tx
    .update(rebalances)
    .set({ leaseUntil: until() })
    .where(isMine(lease))
    .returning({ state: rebalances.state, outcome: rebalances.outcome });
  if (!row) throw new LeaseLostError("Another worker advances this rebalance.");
  return row;
}

/** A fact is written with or without the lease; with it, this is a sign of life. */
export async function renewLease(tx: Transaction, lease: Lease): Promise<void> {
  await tx.update(rebalances).set({ leaseUntil: until() }).where(isMine(lease));
}

export async function dropLease(db: Database, lease: Lease): Promise<void> {
  await db
    .update(rebalances)
    .set({ leaseHolder: null, leaseUntil: null })
    .where(and(eq(rebalances.id, lease.rebalanceId), eq(rebalances.leaseHolder, lease.holder)));
}

/** Renews while work waits for a venue; calls `onLost` once when the lease is gone. Returns how to stop. */
export function extendLease(db: Database, lease: Lease, onLost: () => void): () => void {
  const timer = setInterval(() => {
    db.update(rebalances)
      .set({ leaseUntil: until() })
      .where(isMine(lease))
      .returning({ id: rebalances.id })
      .then(
        (rows) => {
          if (rows.length === 0) onLost();
        },
        () => undefined, // the database is away: the lease runs out by itself, and the next commit finds out
      );
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}
