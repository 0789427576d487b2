/** What the driving loop needs of the world. The database and real venues stand behind it, or the simulation does. */
import type {
  Balance,
  Difference,
  Market,
  MarketSymbol,
  OrderRequest,
  PlanChange,
  Quote,
  VenueId,
  VenueTiming,
} from "../model";
import type { Answer, AnswerTiming } from "./apply-answer";
import type { DropReason, OpeningBalance, Run, RunOrder, StopReason } from "./run";

/** Every order of a run is fenced in time. */
export type RunRequest = Required<OrderRequest>;

export type OrderSize = Pick<RunRequest, "quantity" | "limitPrice">;

/** Each method is one transaction: all of it is stored, or none. Facts are always taken; decisions need the lease. */
export interface RunStore {
  load(): Promise<Run>;
  /** Needs the lease. Opens the ledger: approved -> executing. */
  commitStart(opening: readonly OpeningBalance[], at: number): Promise<void>;
  /** Needs the lease, an executing run and no requested stop; null when those are gone. planned -> submitting. */
  commitIntent(orderId: string, size: OrderSize, at: number): Promise<RunOrder | null>;
  /** By the monotonic clock: until then nobody else can have taken the run over; absent: there is nobody else. */
  leaseEndsAt?(): number;
  /** A fact: what the venue said. Books fills, moves the order, makes the next attempt if the answer calls for one. */
  commitAnswer(orderId: string, answer: Answer, timing: AnswerTiming): Promise<void>;
  commitCancelRequested(orderId: string, at: number): Promise<void>;
  commitDrop(orderId: string, reason: DropReason, at: number): Promise<void>;
  commitStop(reason: StopReason, at: number): Promise<void>;
  /** The wall clock was set by so many ms while the run was on. */
  notifyClockStep(stepMs: number, at: number): Promise<void>;
  /** The end: settled, stopped or halted; with what ledger and venues disagree about (null: could not be read). */
  commitEnd(end: RunEnd): Promise<void>;
}

export interface RunEnd {
  event: "settle" | "halt";
  differences: readonly Difference[] | null;
  at: number;
  /** Why it halts, where it is not an order's unknown fate. */
  reason?: StopReason;
}

export type Read<T> =
  | { kind: "read"; value: T }
  | { kind: "failed"; message: string; retryAfterMs: number | null; isKeyRefused?: true };

/** A last check before the first order: is what was approved still what would be planned? */
export type Review =
  | { kind: "same" }
  | { kind: "changed"; change: PlanChange }
  | { kind: "failed"; message: string; retryAfterMs?: number | null };

/** Venues as the loop sees them: answers are values, nothing throws. */
export interface RunVenues {
  timing(venueId: VenueId): Promise<VenueTiming>;
  submit(venueId: VenueId, request: RunRequest): Promise<Answer>;
  lookup(venueId: VenueId, clientOrderId: string, symbol: MarketSymbol): Promise<Answer>;
  cancel(venueId: VenueId, clientOrderId: string, symbol: MarketSymbol): Promise<Answer>;
  readBalances(venueId: VenueId): Promise<Read<readonly Balance[]>>;
  readQuotes(venueId: VenueId, symbols: readonly MarketSymbol[]): Promise<Read<readonly Quote[]>>;
  /** Market rules and whether they are open, read afresh; absent: those of the approved snapshot are taken. */
  readMarkets?(venueId: VenueId): Promise<Read<readonly Market[]>>;
  /** An order was found this long after its intent though it had been said not to be there: look-ups lag that much. */
  learnLag?(venueId: VenueId, lagMs: number): void;
}

export interface RunClock {
  /** The wall clock: when something happened. Somebody may set it at any time. */
  now(): number;
  /** The clock nobody sets: how long something took. */
  monotonic(): number;
  /** Throws when the process shuts down. */
  sleep(ms: number): Promise<void>;
}
