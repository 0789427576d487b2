/**
 * The two lives as tables: what may happen to an order and to a rebalance, and where it leads.
 * Whatever is not in the table is a mistake of ours, and asserted. The surprising rows carry the story: an order's
 * fate may stay unknown, a fill may win the race against a cancel, and an order that ended may still report fills.
 */
import type { LedgerFault, OrderState, RebalanceState } from "../model";

export const ORDER_EVENTS = [
  "submit", // the intent is committed; only now may the venue be called, once
  "drop", // decided against before any intent
  "accepted", // the venue has it, and it is not over (or its fills are not all reported yet)
  "filled",
  "expired",
  "cancelled",
  "rejected", // surely not placed
  "silent", // no answer that says anything
  "interrupted", // we died between the intent and the answer
  "surelyAbsent", // queried long enough: the venue never took it
  "undecidable", // queried as long as we allow ourselves: a person must decide
  "cancelRequested",
  "lateFill",
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

type Life<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

const ENDINGS = { filled: "filled", expired: "expired", cancelled: "cancelled", rejected: "rejected" } as const;

export const ORDER_LIFE: Life<OrderState, OrderEvent> = {
  planned: { submit: "submitting", drop: "dropped" },
  submitting: { accepted: "open", ...ENDINGS, silent: "unknown", interrupted: "unknown" },
  unknown: { accepted: "open", ...ENDINGS, silent: "unknown", surelyAbsent: "absent", undecidable: "halted" },
  open: { accepted: "open", ...ENDINGS, silent: "open", cancelRequested: "cancelling", undecidable: "halted" },
  // The fill may win the race; until the venue says so we keep querying.
  cancelling: { accepted: "cancelling", ...ENDINGS, silent: "cancelling", undecidable: "halted" },
  filled: { lateFill: "filled" },
  // Expired, cancelled and rejected orders may have filled, and may report it late.
  expired: { lateFill: "expired", filled: "filled" },
  cancelled: { lateFill: "cancelled", filled: "filled" },
  rejected: { lateFill: "rejected", accepted: "open", ...ENDINGS },
  // Should a venue find an order after all, its fills are booked like any others.
  absent: { accepted: "open", ...ENDINGS },
  dropped: {},
  // Queried now and then after the run is over: most outages end.
  halted: { accepted: "halted", silent: "halted", ...ENDINGS, surelyAbsent: "absent" },
};

export const REBALANCE_EVENTS = [
  "approve",
  "decline",
  "expire",
  "supersede",
  "start",
  "stop",
  "settle",
  "fallShort", // over, and not all of it was done
  "halt",
] as const;
export type RebalanceEvent = (typeof REBALANCE_EVENTS)[number];

export const REBALANCE_LIFE: Life<RebalanceState, RebalanceEvent> = {
  proposed: { approve: "approved", decline: "declined", expire: "expired", supersede: "superseded" },
  blocked: { decline: "declined", expire: "expired", supersede: "superseded" },
  approved: { start: "executing", stop: "stopping", halt: "halted" },
  executing: { stop: "stopping", settle: "settled", fallShort: "incomplete", halt: "halted" },
  // What is in flight is followed to its end before the run is over.
  stopping: { stop: "stopping", settle: "stopped", fallShort: "stopped", halt: "halted" },
  declined: {},
  expired: {},
  superseded: {},
  settled: {},
  incomplete: {},
  stopped: {},
  halted: {},
};

export class IllegalTransitionError extends Error {
  override name = "IllegalTransitionError";
  readonly fault: LedgerFault;

  constructor(life: "order" | "rebalance", from: string, event: string) {
    super(`${life}: ${from} -> ${event}`);
    this.fault = { kind: "illegal-transition", life, from, event };
  }
}

function step<State extends string, Event extends string>(
  noun: "order" | "rebalance",
  life: Life<State, Event>,
  state: State,
  event: Event,
): State {
  const next = life[state][event];
  if (next === undefined) throw new IllegalTransitionError(noun, state, event);
  return next;
}

/** The state an event leads to; throws IllegalTransitionError when the table does not allow it. */
export const transitionOrder = (state: OrderState, event: OrderEvent) => step("order", ORDER_LIFE, state, event);
export const transitionRebalance = (state: RebalanceState, event: RebalanceEvent) =>
  step("rebalance", REBALANCE_LIFE, state, event);

export const canHappenToOrder = (state: OrderState, event: OrderEvent) => ORDER_LIFE[state][event] !== undefined;

const IN_FLIGHT: ReadonlySet<OrderState> = new Set(["submitting", "unknown", "open", "cancelling"]);
/** The venue may still act on it, or may have acted without our knowing. */
export const isInFlight = (state: OrderState) => IN_FLIGHT.has(state);
export const isOver = (state: OrderState) => state !== "planned" && !IN_FLIGHT.has(state);

const RUNNING: ReadonlySet<RebalanceState> = new Set(["approved", "executing", "stopping"]);
export const isRunning = (state: RebalanceState) => RUNNING.has(state);
/** Over for good: nothing in the table leads out of it. */
export const isFinal = (state: RebalanceState) => Object.keys(REBALANCE_LIFE[state]).length === 0;
