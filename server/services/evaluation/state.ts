/**
 * What a portfolio knows from one check to the next, in one row with a version. A check reads it, and commits only over
 * the version it read; whoever comes second finds it moved and starts again from what the first one wrote. Of two
 * checks that overlap one books a deposit, the other one finds it booked.
 *
 * Databases before 0.3 have no such row: then the last stored snapshot says what was known, and the first commit writes
 * the row.
 */
import { desc, eq, sql } from "drizzle-orm";
import { evaluations, portfolioStates } from "@/drizzle/schema";
import { stopStateOf } from "@/lib/engine/decide/resolve-policy";
import {
  type Confirmations,
  NOTHING_CONFIRMED,
  type ResolvedPolicy,
  type Snapshot,
  type StopState,
} from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";
import { confirmationsFrom } from "../confirmation/from-snapshot";
import { findLastSnapshot } from "../snapshot/last-known";

export interface PortfolioState {
  version: number;
  confirmations: Confirmations;
  stop: StopState | null;
  /** The last resolved policy, made under `policyVersion`. */
  resolved: ResolvedPolicy | null;
  policyVersion: number | null;
  /** The last snapshot, for what a silent venue held; null: never checked. */
  lastKnown: Snapshot | null;
  /** No row was there yet. */
  isNew: boolean;
}

/** Somebody else wrote the state since it was read. Nothing was saved. */
export class StateMovedError extends Error {
  override name = "StateMovedError";
}

export async function loadState(db: Database | Transaction, portfolioId: string): Promise<PortfolioState> {
  const [row] = await db.select().from(portfolioStates).where(eq(portfolioStates.portfolioId, portfolioId));
  const lastKnown = await findLastSnapshot({ db }, portfolioId);
  if (row && row.policyVersion !== null) {
    const { version, confirmations, stop, resolved, policyVersion } = row;
    return { version, confirmations, stop, resolved, policyVersion, lastKnown, isNew: false };
  }
  const [last] = await db
    .select({ policyVersion: evaluations.policyVersion })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolioId))
    .orderBy(desc(evaluations.at))
    .limit(1);
  return {
    version: row?.version ?? 0,
    confirmations: row && row.confirmations.prices.length > 0 ? row.confirmations : confirmationsFrom(lastKnown),
    stop: stopStateOf(lastKnown?.resolved),
    resolved: lastKnown?.resolved?.ok === true ? lastKnown.resolved.resolved : null,
    policyVersion: last?.policyVersion ?? null,
    lastKnown,
    isNew: true,
  };
}

export interface NextState {
  confirmations: Confirmations;
  stop: StopState | null;
  resolved: ResolvedPolicy | null;
  policyVersion: number;
  at: number;
}

/** Writes over the version that was read and over no other. The portfolio's row is locked by the caller. */
export async function saveState(tx: Transaction, portfolioId: string, read: number, next: NextState): Promise<void> {
  await tx.insert(portfolioStates).values({ portfolioId, confirmations: NOTHING_CONFIRMED }).onConflictDoNothing();
  const [row] = await tx
    .select({ version: portfolioStates.version })
    .from(portfolioStates)
    .where(eq(portfolioStates.portfolioId, portfolioId))
    .for("update");
  if (row?.version !== read) throw new StateMovedError("The portfolio's state was written meanwhile.");
  const { at, ...state } = next;
  await tx
    .update(portfolioStates)
    .set({ ...state, version: read + 1, updatedAt: new Date(at) })
    .where(eq(portfolioStates.portfolioId, portfolioId));
}

/** For whoever changes what a check builds on, beside its state: checks under way start again. */
export async function moveState(tx: Transaction, portfolioId: string): Promise<void> {
  await tx
    .insert(portfolioStates)
    .values({ portfolioId, confirmations: NOTHING_CONFIRMED, version: 1 })
    .onConflictDoUpdate({
      target: portfolioStates.portfolioId,
      set: { version: sql`${portfolioStates.version} + 1` },
    });
}
