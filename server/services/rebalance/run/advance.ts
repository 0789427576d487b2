/**
 * Carries one rebalance on until it is over: takes the lease, drives, lets go. Safe to call at any time, from
 * anywhere, as often as one likes: without the lease it does nothing.
 */
import { driveRun } from "@/lib/engine/execution/drive";
import { IllegalTransitionError } from "@/lib/engine/execution/life";
import type { Review } from "@/lib/engine/execution/ports";
import type { OpeningBalance, ReadQuote, Run } from "@/lib/engine/execution/run";
import type { LedgerFault, RebalanceState } from "@/lib/engine/model";
import { withTransaction } from "@/server/db/transaction";
import { monotonicNow } from "@/server/runtime/monotonic";
import { limitToPart } from "../../allotment/limit-run";
import type { ServiceContext } from "../../context";
import { newId } from "../../id";
import { reviewStart } from "../approval/check-again";
import { ContradictionError } from "./book-fills";
import { endRun } from "./end-run";
import { announce } from "./events";
import { acquireLease, dropLease, extendLease, type Lease, LeaseLostError, takeLease } from "./lease";
import { type ApprovedPart, loadApprovedPart } from "./load-run";
import { createRunStore } from "./run-store";
import { createRunVenues } from "./run-venues";

/** A context without a caller: the machine acts for the rebalance's owner. */
export type MachineContext = Omit<ServiceContext, "actor">;

export interface AdvanceOptions {
  signal?: AbortSignal;
  /** Quotes just read for the approval, so that the first order need not wait for new ones. */
  quotes?: readonly ReadQuote[];
  /** The last review before the first order; absent: the world is checked again by the rule of an approval. */
  review?: (ctx: ServiceContext, run: Run, opening: readonly OpeningBalance[]) => Promise<Review>;
}

export type Advanced = { kind: "over"; state: RebalanceState } | { kind: "busy" } | { kind: "interrupted" };

class Interruption extends Error {
  override name = "Interruption";
}

export async function advanceRebalance(
  machine: MachineContext,
  rebalanceId: string,
  options: AdvanceOptions = {},
): Promise<Advanced> {
  const lease: Lease = { rebalanceId, holder: newId() };
  if (!(await takeLease(machine.db, lease))) return { kind: "busy" };
  const interrupt = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, interrupt.signal]) : interrupt.signal;
  const letGo = extendLease(machine.db, lease, () => interrupt.abort());
  try {
    const approved = await loadApprovedPart(machine.db, rebalanceId);
    const ctx: ServiceContext = { ...machine, actor: { kind: "system", name: "worker", ownerId: approved.ownerId } };
    return await drive(ctx, approved, lease, signal, options);
  } catch (error) {
    if (error instanceof LeaseLostError || error instanceof Interruption) return { kind: "interrupted" };
    throw error;
  } finally {
    letGo();
    await dropLease(machine.db, lease).catch(() => undefined);
  }
}

async function drive(
  ctx: ServiceContext,
  approved: ApprovedPart,
  lease: Lease,
  signal: AbortSignal,
  { quotes = [], review }: AdvanceOptions,
): Promise<Advanced> {
  const store = createRunStore(ctx, approved, lease);
  const clock = {
    now: ctx.now,
    monotonic: ctx.monotonic ?? monotonicNow,
    sleep: ctx.sleep ?? ((ms: number) => sleep(ms, signal)),
  };
  const guarded = {
    ...store,
    load: () => {
      if (signal.aborted) throw new Interruption("Stopped; goes on after the next start.");
      return store.load();
    },
  };
  try {
    const store = guarded;
    const venues = limitToPart(ctx, approved.portfolioId, createRunVenues(ctx));
    const reviewed: NonNullable<AdvanceOptions["review"]> = review ?? reviewStart;
    const checkAgain = (run: Run, opening: readonly OpeningBalance[]) => reviewed(ctx, run, opening);
    const state = await driveRun({ store, venues, clock, review: checkAgain }, quotes);
    return { kind: "over", state };
  } catch (error) {
    if (!(error instanceof ContradictionError) && !(error instanceof IllegalTransitionError)) throw error;
    ctx.log.error(
      { err: error, rebalanceId: approved.rebalanceId },
      "A run contradicts itself; its portfolio is halted",
    );
    return { kind: "over", state: await haltRun(ctx, approved, lease, error.fault) };
  }
}

/** An assertion failed: stop the portfolio, not the process. */
async function haltRun(
  ctx: ServiceContext,
  approved: ApprovedPart,
  lease: Lease,
  fault: LedgerFault,
): Promise<RebalanceState> {
  const { rebalanceId, portfolioId } = approved;
  await withTransaction(ctx, async (tx) => {
    const { state } = await acquireLease(tx, lease);
    const end = { event: "halt", differences: null, at: ctx.now() } as const;
    await endRun(tx, ctx, { rebalanceId, portfolioId, state, reason: { kind: "contradiction", fault } }, end);
  });
  announce(rebalanceId);
  return "halted";
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(new Interruption("Stopped while waiting."));
  return new Promise((resolve, reject) => {
    const wake = () => {
      signal.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(wake, Math.max(ms, 0));
    const stop = () => {
      clearTimeout(timer);
      reject(new Interruption("Stopped while waiting."));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
