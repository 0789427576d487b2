/**
 * The end of a run: its last state, what it came to, what remains named, the audit line, and a fresh check of the
 * portfolio. A run is settled only when everything that was approved was done; then what had called for it is done, too.
 * One that fell short leaves that open: it is tried again after a pause. What an owner stopped rests like a decline.
 */
import { and, eq, notInArray } from "drizzle-orm";
import { auditEntries, orders, pendingRebalances, policyVersions, portfolios, rebalances } from "@/drizzle/schema";
import { callOf } from "@/lib/engine/decide/pending";
import { transitionRebalance } from "@/lib/engine/execution/life";
import type { RunOrder } from "@/lib/engine/execution/run";
import {
  type Achieved,
  type AuditFact,
  type Difference,
  type RebalanceState,
  type RunEventName,
  type RunOutcome,
  targetKey,
} from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { enqueue } from "@/server/queue";
import { recordAudit } from "../../audit/record";
import { MACHINES, type ServiceContext } from "../../context";
import { NotFoundError } from "../../errors";
import { moveState } from "../../evaluation/state";
import { loadPending, openPending, restPending, retryPending, settlePending } from "../../pending";
import { lockPortfolio } from "../../pending/lock-portfolio";
import { achievedBy, isInFull } from "../proposal/achieved";
import { addEvents } from "./events";
import { loadRunOrders } from "./load-run";

export interface EndingRun {
  rebalanceId: string;
  portfolioId: string;
  state: RebalanceState;
  reason: RunOutcome["reason"];
}

export async function endRun(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  run: EndingRun,
  end: { event: "settle" | "halt"; differences: readonly Difference[] | null; at: number },
): Promise<void> {
  const { rebalanceId, portfolioId } = run;
  await lockPortfolio(tx, portfolioId);
  // A check that read before this end starts again.
  await moveState(tx, portfolioId);
  const at = new Date(end.at);
  if (end.event === "halt")
    await tx
      .update(orders)
      .set({ state: "dropped", problem: { kind: "run-halted" }, doneAt: at })
      .where(and(eq(orders.rebalanceId, rebalanceId), eq(orders.state, "planned")));
  const made = await loadRunOrders(tx, rebalanceId);
  const approved = await loadApproved(tx, rebalanceId);
  const markets = approved.snapshot.venues.flatMap((venue) => venue.markets);
  const achieved: Achieved = {
    ...achievedBy(approved.plan, made, markets, approved.policy.limits.slippageBpsMax, {
      baseCurrency: approved.snapshot.baseCurrency,
      prices: approved.snapshot.prices,
      orders: approved.plan.orders,
    }),
    ...(end.differences === null ? { isUncompared: true as const } : {}),
  };
  const isFull = isInFull(achieved);
  const state = transitionRebalance(run.state, end.event === "settle" && !isFull ? "fallShort" : end.event);
  const outcome = outcomeOf(state, made, run.reason);
  const differences = end.differences && end.differences.length > 0 ? end.differences : null;
  await tx
    .update(rebalances)
    .set({
      state,
      finishedAt: at,
      outcome: outcome === null ? null : [outcome],
      differences,
      achieved,
      leaseHolder: null,
      leaseUntil: null,
    })
    .where(eq(rebalances.id, rebalanceId));
  if (state === "halted" && outcome !== null)
    await tx
      .update(portfolios)
      .set({ haltedReason: { kind: "run", outcome } })
      .where(eq(portfolios.id, portfolioId));
  await endPending(tx, ctx, run, { state, isFull, approved, at: end.at });
  const event = state === "settled" ? settledEvent(end.differences) : (`rebalance.${state}` as const);
  await addEvents(tx, [{ rebalanceId, event, at: end.at }]);
  await recordAudit(
    tx,
    ctx,
    { action: ACTIONS[state] ?? "rebalance.halt", outcome, differences },
    { subjectKind: "rebalance", subjectId: rebalanceId, portfolioId: portfolioId },
  );
  // A fresh snapshot: value, drift and the next decision start from what is there now.
  await enqueue(tx, "evaluate-portfolio", { portfolioId });
}

/** null: the venue's balances could not be read, so that nothing may be claimed of them. */
function settledEvent(differences: readonly Difference[] | null): RunEventName {
  if (differences === null) return "rebalance.settled-uncompared";
  return differences.length > 0 ? "rebalance.settled-with-differences" : "rebalance.settled";
}

type RunEndAction = Extract<AuditFact, { outcome: RunOutcome | null }>["action"];

const ACTIONS: Partial<Record<RebalanceState, RunEndAction>> = {
  settled: "rebalance.settle",
  incomplete: "rebalance.fall-short",
  stopped: "rebalance.end",
};

/** null: settled, with every leg filled. */
function outcomeOf(state: RebalanceState, made: readonly RunOrder[], reason: RunOutcome["reason"]): RunOutcome | null {
  const legs = [...Map.groupBy(made, (order) => order.leg).values()].map((attempts) =>
    attempts.map(({ side, base, state, filled, problem }) => ({ side, base, state, filled, problem })),
  );
  const isDone = legs.every((attempts) => attempts.some((order) => order.state === "filled"));
  return state === "settled" && isDone ? null : { kind: "ended", state, reason, legs };
}

async function loadApproved(tx: Transaction, rebalanceId: string) {
  const [row] = await tx
    .select({
      plan: rebalances.plan,
      snapshot: rebalances.snapshot,
      reasons: rebalances.reasons,
      pendingIds: rebalances.pendingIds,
      policy: policyVersions.policy,
    })
    .from(rebalances)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, rebalances.portfolioId), eq(policyVersions.version, rebalances.policyVersion)),
    )
    .where(eq(rebalances.id, rebalanceId));
  if (!row) throw new NotFoundError("There is no such rebalance.");
  return row;
}

async function endPending(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  { rebalanceId, portfolioId }: EndingRun,
  end: { state: RebalanceState; isFull: boolean; approved: Awaited<ReturnType<typeof loadApproved>>; at: number },
): Promise<void> {
  const { state, isFull, approved, at } = end;
  const { pendingIds } = approved;
  // What a halted run left is taken up when its owner has checked and resumes the portfolio.
  if (state === "halted") return;
  if (isFull) return settlePending(tx, portfolioId, pendingIds, { state: "done", by: rebalanceId, at });
  if (state === "stopped" && (await isStoppedByOwner(tx, rebalanceId))) {
    const ids = await openBands(tx, { portfolioId, at }, approved);
    return restPending(tx, portfolioId, ids, { until: null, drift: null, at });
  }
  const ids = await openUnfinished(tx, { rebalanceId, portfolioId, at }, approved);
  await retryPending(tx, ctx, portfolioId, ids, at);
}

/** A run stopped half-way leaves bands broken that were not before, cash above all: they rest with the others. */
async function openBands(
  tx: Transaction,
  { portfolioId, at }: { portfolioId: string; at: number },
  { pendingIds, policy }: Awaited<ReturnType<typeof loadApproved>>,
): Promise<readonly string[]> {
  const keys = policy.targets.map(targetKey);
  await openPending(
    tx,
    portfolioId,
    at,
    keys.map((subject) => ({ kind: "band", subject, reasons: [] })),
  );
  const bands = (await loadPending(tx, portfolioId, at)).filter((row) => row.kind === "band");
  return [...new Set([...pendingIds, ...bands.map((row) => row.id)])];
}

/**
 * What is left undone calls by itself, because the sale alone may have put every band in order. Of several runs in a row
 * the first one names it. Leaving the market calls until it is done anyway.
 */
async function openUnfinished(
  tx: Transaction,
  { rebalanceId, portfolioId, at }: { rebalanceId: string; portfolioId: string; at: number },
  { pendingIds, reasons }: Pick<typeof rebalances.$inferSelect, "pendingIds" | "reasons">,
): Promise<readonly string[]> {
  const kinds = new Set(reasons.map((reason) => reason.kind));
  if (kinds.has("unfinished-run") || kinds.has("portfolio-stop")) return pendingIds;
  // Whether a run may only spend what came in, or goes back into the market, is part of what is left to do.
  const kept = reasons.filter(({ kind }) => kind === "cash-flow" || kind === "stop-ended");
  const unfinished = { kind: "unfinished-run" as const, rebalanceId };
  const call = { ...callOf(unfinished, 0), reasons: [unfinished, ...kept] };
  await openPending(tx, portfolioId, at, [call]);
  const [row] = await tx
    .select({ id: pendingRebalances.id })
    .from(pendingRebalances)
    .where(
      and(
        eq(pendingRebalances.portfolioId, portfolioId),
        eq(pendingRebalances.kind, call.kind),
        eq(pendingRebalances.subject, call.subject),
      ),
    );
  const all = row ? [...pendingIds, row.id] : pendingIds;
  await tx.update(rebalances).set({ pendingIds: all }).where(eq(rebalances.id, rebalanceId));
  return all;
}

/** The audit trail says who requested it; a bound, a refused key or the kill switch is nobody's decline. */
async function isStoppedByOwner(tx: Transaction, rebalanceId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectId, rebalanceId),
        eq(auditEntries.action, "rebalance.stop"),
        notInArray(auditEntries.actor, Object.keys(MACHINES)),
      ),
    )
    .limit(1);
  return row !== undefined;
}
