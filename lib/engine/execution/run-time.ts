/**
 * The time one driver lives by. The wall clock is read once, when it takes the run up; from then on the clock nobody
 * sets measures it, so that a wall clock set back makes no wait longer and one set forward ends none. A run may hold
 * instants that lie ahead of the wall clock (somebody wrote them before it was set back): then the latest of them is
 * where time goes on, and what was stored keeps its order and its distances.
 *
 * What is stored is therefore the wall clock's time, but for the size of a step that happened while the run was on.
 */
import type { RunClock } from "./ports";
import type { Run } from "./run";

/** Clocks are disciplined by small amounts all the time; more than this is a step. */
const STEP_MS = 2_000;

export interface RunTime {
  /** Epoch ms; never goes back, whatever is done to the wall clock. */
  now(): number;
  monotonic(): number;
  /** Returns early after `msMax`, so that its caller checks whether something else came up. */
  sleepUntil(until: number, msMax?: number): Promise<void>;
  /** How far the wall clock was set since last read, in ms, forward positive; null: it was not. */
  takeStep(): number | null;
  /** An instant the wall clock gave (a quote's timestamp), on this time line. */
  fromWall(at: number): number;
}

export function createRunTime(clock: RunClock, run: Run): RunTime {
  const startedAt = clock.monotonic();
  const base = Math.max(clock.now(), latestInstantOf(run));
  const now = () => base + Math.floor(clock.monotonic() - startedAt);
  /** Wall clock less this time, as far as it was noticed. */
  let notifiedMs = 0;
  return {
    now,
    monotonic: () => clock.monotonic(),
    sleepUntil: (until, msMax = Number.POSITIVE_INFINITY) => clock.sleep(Math.min(Math.max(until - now(), 0), msMax)),
    takeStep() {
      const aheadMs = clock.now() - now();
      if (Math.abs(aheadMs - notifiedMs) <= STEP_MS) return null;
      const step = aheadMs - notifiedMs;
      notifiedMs = aheadMs;
      return step;
    },
    fromWall: (at) => at - (clock.now() - now()),
  };
}

/** The latest instant at which something is known to have happened. */
function latestInstantOf(run: Run): number {
  const happened = run.orders.flatMap((order) => [order.intentAt, order.sentAt, order.answeredAt, order.doneAt]);
  return Math.max(run.approvedAt, ...happened.map((at) => at ?? 0));
}
