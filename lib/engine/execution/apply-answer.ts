/**
 * What an answer of the venue (or its absence) makes of an order. Pure, so that the database and the simulation book
 * exactly the same. An order is over only when the fills reported add up to what the venue says it filled; a fill is
 * booked once, by the venue's own id; "not found" counts only when queried after the request could no longer be taken
 * in, and then several times, and only while the account's balances know nothing of the order either.
 */
import { add, isLess, isMore, isPositive, maximum, multiply, type Quantity, subtract, sum } from "@/lib/money";
import type {
  LedgerFault,
  OrderProblem,
  OrderReport,
  PlannedOrder,
  RunEventName,
  VenueFill,
  VenueTiming,
} from "../model";
import { filledOfLeg } from "./balances";
import { canHappenToOrder, isOver, type OrderEvent, transitionOrder } from "./life";
import { absenceAfterMs, BOUNDS, lookupPauseMs, type RunOrder, type StopReason } from "./run";

export const REFUSALS = [
  "rejected",
  "insufficient-funds",
  "market-closed",
  "authentication",
  "permission",
  "clock-skew",
  "rate-limited",
  "unsupported",
  "not-sent",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Answer =
  | { kind: "report"; report: OrderReport }
  /** Surely not placed. `problem`: where it is not the venue that said so. */
  | { kind: "refused"; refusal: Refusal; message: string; retryAfterMs: number | null; problem?: OrderProblem }
  /** May be placed. */
  | { kind: "unknown"; message: string }
  | { kind: "interrupted" }
  /** `balances`: whether those, read after the query, moved as if it had been filled; absent: they were not read. */
  | { kind: "not-found"; balances?: "agree" | "moved" | "unread" }
  /** A query that got no clean answer. */
  | { kind: "failed"; message: string; retryAfterMs: number | null; isKeyRefused?: true }
  | { kind: "gave-up"; problem?: OrderProblem };

/** When a venue was queried and when it answered, by the run's time. */
export interface AnswerTiming {
  queriedAt: number;
  at: number;
  timing: VenueTiming;
  /** By the monotonic clock: how long before the query this driver knew of the order's intent. */
  knownForMs: number;
}

export interface AnswerContext extends Omit<AnswerTiming, "at"> {
  /** When the venue answered. */
  now: number;
  /** Approved for the leg, and booked so far by its other attempts. */
  approved: Quantity;
  filledElsewhere: Quantity;
  /** Another order was planned in its place already: its answer, received late, makes no third. */
  isReplaced: boolean;
}

export interface AppliedAnswer {
  order: RunOrder;
  newFills: readonly VenueFill[];
  event: { event: RunEventName; detail: Record<string, unknown> } | null;
  /** A new order for the rest of the leg, with a new id: the old one is surely not there. */
  next: { attempt: number; plannedQuantity: Quantity; notBefore: number | null } | null;
  stop: StopReason | null;
  /** A contradiction that no rule covers: the portfolio must stop. */
  contradiction: LedgerFault | null;
}

/** What an answer must be judged by, from the run it belongs to. */
export function answerContext(
  legs: readonly PlannedOrder[],
  orders: readonly RunOrder[],
  order: RunOrder,
  { at, ...query }: AnswerTiming,
): AnswerContext {
  const others = orders.filter((other) => other.id !== order.id);
  return {
    ...query,
    now: at,
    approved: legs.find((leg) => leg.leg === order.leg)?.quantity ?? order.plannedQuantity,
    filledElsewhere: filledOfLeg(others, order.leg),
    isReplaced: others.some((other) => other.leg === order.leg && other.attempt > order.attempt),
  };
}

/** The earliest instant at which an order nobody finds is taken for absent; for screens. */
export function absenceProvableAt(order: Pick<RunOrder, "intentAt">, timing: VenueTiming): number {
  return (order.intentAt ?? 0) + absenceAfterMs(timing);
}

/** Whether this clean "not found" would be the last one needed: then the balances are read before it counts. */
export function isLastNotFound(
  order: RunOrder,
  { timing, knownForMs }: Pick<AnswerTiming, "timing" | "knownForMs">,
): boolean {
  return order.state === "unknown" && knownForMs >= absenceAfterMs(timing) && order.notFound + 1 >= BOUNDS.notFoundMin;
}

export function applyAnswer(order: RunOrder, answer: Answer, context: AnswerContext): AppliedAnswer {
  switch (answer.kind) {
    case "report":
      return applyReport(order, answer.report, context);
    case "refused":
      return applyRefusal(order, answer, context);
    case "not-found":
      return applyNotFound(order, answer.balances, context);
    case "unknown":
    case "interrupted": {
      // Somebody else drove it on while this answer was on its way: they query, and know more.
      if (order.state !== "submitting") return unchanged(order, null);
      const problem: OrderProblem =
        answer.kind === "unknown" ? { kind: "venue", venueMessage: answer.message } : { kind: "interrupted" };
      return moved(order, answer.kind === "unknown" ? "silent" : "interrupted", "order.unknown", context, {
        problem,
        nextLookupAt: context.now + (answer.kind === "unknown" ? lookupPauseMs(0) : 0),
      });
    }
    case "failed": {
      const pause = Math.max(lookupPauseMs(order.lookups), answer.retryAfterMs ?? 0);
      const patch = { lookups: order.lookups + 1, nextLookupAt: context.now + pause };
      return unchanged(
        { ...order, ...patch },
        { event: "order.queried", detail: { answer: "none", venueMessage: answer.message } },
      );
    }
    case "gave-up":
      if (!canHappenToOrder(order.state, "undecidable")) return unchanged(order, null);
      return moved(order, "undecidable", "order.undecidable", context, {
        doneAt: context.now,
        nextLookupAt: null,
        problem: answer.problem ?? order.problem,
      });
  }
}

function unchanged(order: RunOrder, event: AppliedAnswer["event"]): AppliedAnswer {
  return { order, newFills: [], event, next: null, stop: null, contradiction: null };
}

function moved(
  order: RunOrder,
  event: OrderEvent,
  name: RunEventName,
  context: AnswerContext,
  patch: Partial<RunOrder>,
  detail: Record<string, unknown> = {},
): AppliedAnswer {
  const state = transitionOrder(order.state, event);
  const sentAt = order.sentAt ?? (event === "interrupted" ? null : context.queriedAt);
  return unchanged({ ...order, state, sentAt, ...patch }, { event: name, detail });
}

function applyReport(order: RunOrder, report: OrderReport, context: AnswerContext): AppliedAnswer {
  const known = new Set(order.fills.map((fill) => fill.fillId));
  const newFills: VenueFill[] = [];
  for (const fill of report.fills) {
    if (known.has(fill.fillId)) continue;
    known.add(fill.fillId);
    newFills.push(fill);
  }
  const fills = [...order.fills, ...newFills];
  const filled = sum(fills.map((fill) => fill.quantity));
  const filledQuote = sum(fills.map((fill) => multiply<Quantity>(fill.quantity, fill.price)));
  // Fills may lag behind the total: until they add up, the order is not over for us.
  const isNotified = !isLess(filled, report.filled) && isEndConfirmed(order, report, context);
  const reported: OrderEvent = report.state === "open" || !isNotified ? "accepted" : report.state;
  const event: OrderEvent | null = canHappenToOrder(order.state, reported)
    ? reported
    : newFills.length > 0 && canHappenToOrder(order.state, "lateFill")
      ? "lateFill"
      : null;
  const state = event ? transitionOrder(order.state, event) : order.state;
  const isDone = isOver(state);
  const queries = order.state === "submitting" ? 0 : 1;
  const next: RunOrder = {
    ...order,
    state,
    fills,
    filled,
    filledQuote,
    venueOrderId: report.venueOrderId || order.venueOrderId,
    sentAt: order.sentAt ?? (order.state === "submitting" ? context.queriedAt : order.intentAt),
    answeredAt: order.answeredAt ?? context.now,
    doneAt: isDone ? (order.doneAt ?? context.now) : null,
    lookups: isOver(order.state) ? order.lookups : order.lookups + queries,
    nextLookupAt: isDone ? null : recheckAt(order, report, context),
    problem: problemOf(state, order, report, filled, isDone),
  };
  const hasNews = state !== order.state || newFills.length > 0;
  const { symbol, quantity } = order;
  return {
    order: next,
    newFills,
    event: hasNews ? { event: eventName(state, newFills.length), detail: { filled, of: order.quantity } } : null,
    next: null,
    stop: null,
    contradiction:
      quantity !== null && isMore(filled, quantity) ? { kind: "order-overfilled", symbol, filled, quantity } : null,
  };
}

function problemOf(
  state: RunOrder["state"],
  order: RunOrder,
  report: OrderReport,
  filled: Quantity,
  isDone: boolean,
): OrderProblem | null {
  if (state === "rejected") return order.problem ?? { kind: "rejected" };
  if (state === "expired") {
    if (report.expiryReason !== undefined) return { kind: "venue", venueMessage: report.expiryReason };
    return isPositive(filled) ? null : { kind: "nobody-traded" };
  }
  return isDone ? null : order.problem;
}

function recheckAt(order: RunOrder, report: OrderReport, context: AnswerContext): number {
  const pause = context.now + lookupPauseMs(order.lookups);
  if (report.state === "open") return pause;
  return Math.max(pause, (order.answeredAt ?? context.now) + context.timing.lookupLagMs);
}

/** An end short of the whole counts once it was queried later than the venue's look-ups lag. */
function isEndConfirmed(order: RunOrder, report: OrderReport, context: AnswerContext): boolean {
  const isWhole = order.quantity !== null && !isLess(report.filled, order.quantity);
  if (isWhole || context.timing.lookupLagMs === 0 || isOver(order.state)) return true;
  return order.answeredAt !== null && context.queriedAt >= order.answeredAt + context.timing.lookupLagMs;
}

function eventName(state: RunOrder["state"], newFillCount: number): RunEventName {
  if (state === "open" || state === "cancelling") return newFillCount > 0 ? "order.partly-filled" : "order.accepted";
  return `order.${state}`;
}

/** Surely not placed: some refusals are worth a new order (with a new id), most are not, two end the run. */
function applyRefusal(
  order: RunOrder,
  answer: Extract<Answer, { kind: "refused" }>,
  context: AnswerContext,
): AppliedAnswer {
  const { refusal, message, retryAfterMs } = answer;
  // A late answer about an order that somebody else found meanwhile: what they found counts.
  if (!canHappenToOrder(order.state, "rejected")) return unchanged(order, null);
  const problem: OrderProblem = answer.problem ?? { kind: "venue", venueMessage: message };
  const patch = { answeredAt: context.now, doneAt: context.now, problem, nextLookupAt: null };
  const applied = moved(order, "rejected", "order.rejected", context, patch, { refusal });
  if (refusal === "authentication" || refusal === "permission")
    return { ...applied, stop: { kind: "key-refused", message } };
  if (refusal === "clock-skew" || refusal === "rate-limited" || refusal === "not-sent") {
    const pause = retryAfterMs ?? (refusal === "rate-limited" ? 10_000 : 500);
    return { ...applied, next: nextAttempt(order, context, context.now + pause) };
  }
  return applied;
}

function applyNotFound(
  order: RunOrder,
  balances: "agree" | "moved" | "unread" | undefined,
  context: AnswerContext,
): AppliedAnswer {
  const isUncertain = order.state === "unknown" || order.state === "halted";
  if (isOver(order.state) && !isUncertain) return unchanged(order, null);
  const lookups = order.lookups + 1;
  const leftMs = absenceAfterMs(context.timing) - context.knownForMs;
  const detail = { answer: "not-found", ...(balances ? { balances } : {}) };
  const queried: AppliedAnswer["event"] = { event: "order.queried", detail };
  const pauseMs = lookupPauseMs(order.lookups);
  // Once accepted it cannot be absent: the venue's look-ups lag, so we query again.
  if (!isUncertain || leftMs > 0) {
    const nextLookupAt = context.now + (isUncertain ? Math.max(1, Math.min(pauseMs, leftMs)) : pauseMs);
    return unchanged({ ...order, lookups, nextLookupAt }, queried);
  }
  const notFound = order.notFound + 1;
  if (notFound < BOUNDS.notFoundMin)
    return unchanged({ ...order, lookups, notFound, nextLookupAt: context.now + BOUNDS.notFoundPauseMs }, queried);
  // Nothing takes its place while the account may have paid for it. Of a halted order nothing does anyway.
  if (order.state === "unknown" && balances !== "agree") {
    const problem: OrderProblem | null = balances === "moved" ? { kind: "balances-moved" } : order.problem;
    return unchanged({ ...order, lookups, nextLookupAt: context.now + pauseMs, problem }, queried);
  }
  const patch = { lookups, notFound, nextLookupAt: null, doneAt: context.now };
  const applied = moved(order, "surelyAbsent", "order.absent", context, patch, { clean: notFound });
  return { ...applied, next: nextAttempt(order, context, null) };
}

function nextAttempt(order: RunOrder, context: AnswerContext, notBefore: number | null): AppliedAnswer["next"] {
  const left = maximum("0" as Quantity, subtract(context.approved, add(context.filledElsewhere, order.filled)));
  if (context.isReplaced || order.attempt + 1 >= BOUNDS.attemptsMax || !isPositive(left)) return null;
  return { attempt: order.attempt + 1, plannedQuantity: left, notBefore };
}
