/** What the driving loop needs of the world. The database and real venues stand behind it, or the simulation does. */
import type { Quantity } from "@/lib/money";
import type { MarketSymbol, Quote, Side, VenueId } from "../model";
import type { Answer } from "./apply-answer";
import type { Difference } from "./compare-ledger";
import type { DropReason, OpeningBalance, Run, RunOrder, StopReason, VenueTiming } from "./run";

export interface RunRequest {
  clientOrderId: string;
  symbol: MarketSymbol;
  side: Side;
  quantity: Quantity;
  limitPrice: RunOrder["limitPrice"];
}

export type OrderSize = Pick<RunRequest, "quantity" | "limitPrice">;

/** Each method is one transaction: all of it is kept, or none. Facts are always taken; decisions need the lease. */
export interface RunStore {
  load(): Promise<Run>;
  /** Needs the lease. Opens the ledger: approved -> executing. */
  commitStart(opening: readonly OpeningBalance[], at: number): Promise<void>;
  /** Needs the lease, an executing run and no wish to stop; null when those are gone. planned -> submitting. */
  commitIntent(orderId: string, size: OrderSize, at: number): Promise<RunOrder | null>;
  /** A fact: what the venue said. Books fills, moves the order, makes the next attempt if the answer calls for one. */
  commitAnswer(
    orderId: string,
    answer: Answer,
    heard: { askedAt: number; at: number; timing: VenueTiming },
  ): Promise<void>;
  commitCancelAsked(orderId: string, at: number): Promise<void>;
  commitDrop(orderId: string, reason: DropReason, at: number): Promise<void>;
  commitStop(reason: StopReason, at: number): Promise<void>;
  /** The end: settled, stopped or halted; with what ledger and venues disagree about (null: could not be read). */
  commitEnd(end: { event: "settle" | "halt"; differences: readonly Difference[] | null; at: number }): Promise<void>;
}

export type Read<T> = { kind: "read"; value: T } | { kind: "failed"; message: string; retryAfterMs: number | null };

/** Venues as the loop sees them: answers are values, nothing throws. */
export interface RunVenues {
  timing(venueId: VenueId): Promise<VenueTiming>;
  submit(venueId: VenueId, request: RunRequest): Promise<Answer>;
  lookup(venueId: VenueId, clientOrderId: string, symbol: MarketSymbol): Promise<Answer>;
  cancel(venueId: VenueId, clientOrderId: string, symbol: MarketSymbol): Promise<Answer>;
  readBalances(venueId: VenueId): Promise<Read<readonly Omit<OpeningBalance, "venueId">[]>>;
  readQuotes(venueId: VenueId, symbols: readonly MarketSymbol[]): Promise<Read<readonly Quote[]>>;
}

export interface RunClock {
  now(): number;
  /** Throws when the process shuts down. */
  sleepUntil(until: number): Promise<void>;
}
