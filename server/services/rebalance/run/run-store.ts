/** The run's store in the database: each verb of the port is one transaction. See lib/engine/execution/ports. */
import { and, eq } from "drizzle-orm";
import { orders, ownerSettings, portfolios, rebalances } from "@/drizzle/schema";
import { answerContext, applyAnswer } from "@/lib/engine/execution/apply-answer";
import { clientOrderId } from "@/lib/engine/execution/client-order-id";
import { transitionOrder, transitionRebalance } from "@/lib/engine/execution/life";
import type { RunStore } from "@/lib/engine/execution/ports";
import type { Run, RunOrder } from "@/lib/engine/execution/run";
import type { OrderProblem, RebalanceOutcome, RunOutcome } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { monotonicNow } from "@/server/runtime/monotonic";
import type { ServiceContext } from "../../context";
import { newId } from "../../id";
import { beginStop } from "./begin-stop";
import { bookFills, ContradictionError } from "./book-fills";
import { endRun } from "./end-run";
import { addEvents, announce, type RunEvent } from "./events";
import { acquireLease, LEASE_MS, type Lease, renewLease } from "./lease";
import { type ApprovedPart, loadRun, loadRunOrders, stopReasonOf } from "./load-run";

export function createRunStore(ctx: ServiceContext, approved: ApprovedPart, lease: Lease): RunStore {
  const { rebalanceId, portfolioId } = approved;
  const monotonic = ctx.monotonic ?? monotonicNow;
  let known: Run | null = null;
  /** Counted from before the question that renewed it: the database's own count began later. */
  let leaseEndsAt = Number.NEGATIVE_INFINITY;

  async function commit<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const result = await withTransaction(ctx, work);
    announce(rebalanceId);
    return result;
  }
  const record = (tx: Transaction, event: Omit<RunEvent, "rebalanceId">) => addEvents(tx, [{ rebalanceId, ...event }]);

  return {
    async load() {
      known = await loadRun(ctx.db, approved, known);
      return known;
    },

    commitStart: (opening, at) =>
      commit(async (tx) => {
        const { state } = await acquireLease(tx, lease);
        await tx
          .update(rebalances)
          .set({ state: transitionRebalance(state, "start"), startedAt: new Date(at) })
          .where(eq(rebalances.id, rebalanceId));
        await record(tx, { event: "rebalance.started", detail: { opening }, at });
      }),

    commitIntent: (orderId, { quantity, limitPrice }, at) =>
      commit(async (tx) => {
        const renewedAt = monotonic();
        const { state } = await acquireLease(tx, lease);
        leaseEndsAt = renewedAt + LEASE_MS;
        if (state !== "executing" || (await isTradingStopped(tx, approved))) return null;
        const order = await lockOrder(tx, rebalanceId, orderId);
        const intent: RunOrder = {
          ...order,
          state: transitionOrder(order.state, "submit"),
          quantity,
          limitPrice,
          intentAt: at,
        };
        await saveOrder(tx, intent);
        await record(tx, { orderId, event: "order.intent", detail: { quantity, base: order.base }, at });
        return intent;
      }),

    leaseEndsAt: () => leaseEndsAt,

    commitAnswer: (orderId, answer, received) =>
      commit(async (tx) => {
        const state = await lockRebalance(tx, rebalanceId);
        await renewLease(tx, lease);
        const all = await loadRunOrders(tx, rebalanceId);
        const order = await lockOrder(tx, rebalanceId, orderId, all);
        const applied = applyAnswer(order, answer, answerContext(approved.legs, all, order, received));
        await bookFills(tx, portfolioId, order, applied.newFills, received.at);
        await saveOrder(tx, applied.order);
        if (applied.event) await record(tx, { orderId, ...applied.event, at: received.at });
        if (applied.contradiction) throw new ContradictionError(applied.contradiction);
        if (applied.stop && (state === "approved" || state === "executing"))
          await beginStop(tx, ctx, { rebalanceId, portfolioId, state }, applied.stop);
        else if (applied.next && state === "executing") {
          const { attempt, plannedQuantity, notBefore } = applied.next;
          const limitPrice = approved.legs.find((leg) => leg.leg === order.leg)?.limitPrice ?? order.limitPrice;
          const next = { ...order, id: newId(received.at), attempt, plannedQuantity, limitPrice };
          await insertAttempt(tx, rebalanceId, next, notBefore, received.at);
          await record(tx, { orderId: next.id, event: "order.planned-anew", detail: { attempt }, at: received.at });
        }
      }),

    commitCancelRequested: (orderId, at) =>
      commit(async (tx) => {
        await acquireLease(tx, lease);
        const order = await lockOrder(tx, rebalanceId, orderId);
        await saveOrder(tx, { ...order, state: transitionOrder(order.state, "cancelRequested") });
        await record(tx, { orderId, event: "order.cancel-requested", at });
      }),

    commitDrop: (orderId, reason, at) =>
      commit(async (tx) => {
        await acquireLease(tx, lease);
        const order = await lockOrder(tx, rebalanceId, orderId);
        const problem: OrderProblem = { kind: "not-sent", reason, quote: order.quote };
        await saveOrder(tx, { ...order, state: transitionOrder(order.state, "drop"), problem, doneAt: at });
        await record(tx, { orderId, event: "order.dropped", detail: { reason, quote: order.quote }, at });
      }),

    commitStop: (reason) =>
      commit(async (tx) => {
        const { state } = await acquireLease(tx, lease);
        await beginStop(tx, ctx, { rebalanceId, portfolioId, state }, reason);
      }),

    notifyClockStep: (stepMs, at) =>
      commit(async (tx) => {
        await acquireLease(tx, lease);
        await record(tx, { event: "rebalance.clock-stepped", detail: { stepMs: Math.round(stepMs) }, at });
      }),

    commitEnd: ({ reason, ...end }) =>
      commit(async (tx) => {
        const { state, outcome } = await acquireLease(tx, lease);
        // A run halts for its own reason, whatever it was being stopped for.
        const why = end.event === "halt" ? (reason ?? null) : stopReasonText(outcome);
        await endRun(tx, ctx, { rebalanceId, portfolioId, state, reason: why }, end);
      }),
  };
}

/** Why it is being stopped, as `beginStop` of this version or of an earlier one wrote it. */
function stopReasonText(outcome: readonly RebalanceOutcome[] | null): RunOutcome["reason"] {
  const [first] = outcome ?? [];
  return first?.kind === "stopping" ? first.reason : first?.kind === "text" ? first : null;
}

async function isTradingStopped(tx: Transaction, approved: ApprovedPart): Promise<boolean> {
  const [row] = await tx
    .select({ stoppedAt: ownerSettings.stoppedAt, haltedReason: portfolios.haltedReason })
    .from(portfolios)
    .leftJoin(ownerSettings, eq(ownerSettings.ownerId, portfolios.ownerId))
    .where(eq(portfolios.id, approved.portfolioId));
  return !row || stopReasonOf(row) !== null;
}

async function lockRebalance(tx: Transaction, rebalanceId: string) {
  const [row] = await tx
    .select({ state: rebalances.state })
    .from(rebalances)
    .where(eq(rebalances.id, rebalanceId))
    .for("update");
  if (!row) throw new ContradictionError({ kind: "row-missing", row: "rebalance" });
  return row.state;
}

/** The rebalance's row is locked by then, and every writer locks it first: its orders stand still. */
async function lockOrder(
  tx: Transaction,
  rebalanceId: string,
  orderId: string,
  known?: readonly RunOrder[],
): Promise<RunOrder> {
  const all = known ?? (await loadRunOrders(tx, rebalanceId));
  const order = all.find((each) => each.id === orderId);
  if (!order) throw new ContradictionError({ kind: "row-missing", row: "order" });
  return order;
}

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

async function saveOrder(tx: Transaction, order: RunOrder): Promise<void> {
  await tx
    .update(orders)
    .set({
      state: order.state,
      quantity: order.quantity,
      limitPrice: order.limitPrice,
      venueOrderId: order.venueOrderId,
      filled: order.filled,
      filledQuote: order.filledQuote,
      intentAt: instant(order.intentAt),
      sentAt: instant(order.sentAt),
      answeredAt: instant(order.answeredAt),
      doneAt: instant(order.doneAt),
      lookups: order.lookups,
      notFound: order.notFound,
      nextLookupAt: instant(order.nextLookupAt),
      problem: order.problem,
    })
    .where(and(eq(orders.id, order.id)));
}

async function insertAttempt(
  tx: Transaction,
  rebalanceId: string,
  order: RunOrder & { plannedQuantity: Quantity },
  notBefore: number | null,
  now: number,
): Promise<void> {
  await tx.insert(orders).values({
    id: order.id,
    rebalanceId,
    leg: order.leg,
    attempt: order.attempt,
    venueId: order.venueId,
    symbol: order.symbol,
    side: order.side,
    plannedQuantity: order.plannedQuantity,
    limitPrice: order.limitPrice,
    state: "planned",
    clientOrderId: clientOrderId(rebalanceId, order.leg, order.attempt),
    nextLookupAt: instant(notBefore),
    createdAt: new Date(now),
  });
}
