/**
 * The loop that drives a run to its end: load, call `nextAction`, perform it, commit what came of it, again.
 * It keeps nothing that matters in memory, so it may die between any two lines and be started anew. An order call
 * happens in one place only, `submit`, right after its intent was committed by this very call.
 *
 * All waits are measured by the run's own time (run-time.ts), and how long an order has been known by the monotonic
 * clock alone: a wall clock set anew is recorded, and changes nothing.
 */
import type { RebalanceState } from "../model";
import { type Answer, isLastNotFound } from "./apply-answer";
import { hasMoved } from "./contradicts-fills";
import { type Life, newLife, type RunPorts, readingsOf, recordKeyRefusal, withMarkets } from "./driver-life";
import { isInFlight } from "./life";
import { type Action, nextAction } from "./next-action";
import type { OrderSize } from "./ports";
import { readAllBalances } from "./read-venues";
import { BOUNDS, type ReadQuote, type Run, type RunOrder } from "./run";
import { createRunTime } from "./run-time";
import { settle } from "./settle";
import { readMarkets, readQuotes, start } from "./start";

export type { RunPorts } from "./driver-life";

/** Drives until the run is over; returns its last state. Throws only what the store or the clock throw. */
export async function driveRun(ports: RunPorts, quotes: readonly ReadQuote[] = []): Promise<RebalanceState> {
  let life: Life | null = null;
  for (;;) {
    const loaded = await ports.store.load();
    life ??= newLife(ports, createRunTime(ports.clock, loaded), quotes);
    const step = life.time.takeStep();
    if (step !== null) await ports.store.notifyClockStep(step, life.time.now());
    const run = withMarkets(life, loaded);
    recordIntents(life, run);
    const action = nextAction(run, readingsOf(life), life.time.now());
    if (action.kind === "done") return run.state;
    await perform(life, run, action);
  }
}

async function perform(life: Life, run: Run, action: Action): Promise<void> {
  const { ports, time } = life;
  const { store, venues } = ports;
  const orderOf = (orderId: string) => run.orders.find((order) => order.id === orderId)!;
  switch (action.kind) {
    case "start":
      return start(life, run);
    case "submit":
      return submit(life, orderOf(action.orderId), action);
    case "lookup": {
      const order = orderOf(action.orderId);
      return queryOrder(life, run, order, () => venues.lookup(order.venueId, order.clientOrderId, order.symbol));
    }
    case "cancel": {
      const order = orderOf(action.orderId);
      await store.commitCancelRequested(order.id, time.now());
      return queryOrder(life, run, order, () => venues.cancel(order.venueId, order.clientOrderId, order.symbol));
    }
    case "interrupted":
      return commitOwnAnswer(life, orderOf(action.orderId), { kind: "interrupted" });
    case "give-up":
      return commitOwnAnswer(life, orderOf(action.orderId), { kind: "gave-up" });
    case "read-quotes":
      return readQuotes(life, action);
    case "read-markets":
      return readMarkets(life, action.venueId);
    case "drop":
      return store.commitDrop(action.orderId, action.reason, time.now());
    case "stop":
      return store.commitStop(action.reason, time.now());
    case "wait":
      // In short sleeps, so that a requested stop is seen; it cannot end what is in flight.
      return time.sleepUntil(action.until, run.orders.some((order) => isInFlight(order.state)) ? 5_000 : 1_000);
    case "halt": {
      const reason = action.reason ?? life.keyRefused;
      return store.commitEnd({ event: "halt", differences: null, at: time.now(), ...(reason ? { reason } : {}) });
    }
    case "settle":
      return settle(life, run);
  }
}

/** From when this driver knows of each intent: what "queried long enough" is counted from. */
function recordIntents({ knownSince, time }: Life, run: Run): void {
  for (const order of run.orders)
    if (order.intentAt !== null && !knownSince.has(order.id)) knownSince.set(order.id, time.monotonic());
}

const knownForMs = ({ knownSince, time }: Life, order: RunOrder) =>
  time.monotonic() - (knownSince.get(order.id) ?? time.monotonic());

/** One send per intent: the intent is committed first, and this is the only place that calls `submit`. */
async function submit(life: Life, order: RunOrder, size: OrderSize): Promise<void> {
  const { time, ports } = life;
  const { store, venues } = ports;
  const timing = await venues.timing(order.venueId);
  // Counted from before the commit: however long that takes, it is part of what the order may be late by.
  const intendedAt = time.monotonic();
  const wallAtIntent = ports.clock.now();
  const intent = await store.commitIntent(order.id, size, time.now());
  if (!intent) return; // a requested stop came first
  life.knownSince.set(order.id, intendedAt);
  const leaseEndsAt = store.leaseEndsAt?.() ?? Number.POSITIVE_INFINITY;
  const sendBefore = Math.min(intendedAt + BOUNDS.sendWithinMs, leaseEndsAt);
  const queriedAt = time.now();
  // If we were held up (a slow commit, a suspended machine, whose monotonic clock may stand still meanwhile), a later
  // "not found" could be wrong: so do not send. The venue checks both again, right before its request leaves.
  const isLate = time.monotonic() > sendBefore || ports.clock.now() - wallAtIntent > BOUNDS.sendWithinMs;
  const { clientOrderId, symbol, side } = intent;
  const answer: Answer = isLate
    ? { kind: "refused", refusal: "not-sent", message: "", retryAfterMs: null, problem: { kind: "held-up" } }
    : await venues.submit(order.venueId, {
        clientOrderId,
        symbol,
        side,
        quantity: size.quantity,
        limitPrice: size.limitPrice,
        // Of the wall clock, by which the exchange's own is known; the run's time may have parted from it.
        intentAt: wallAtIntent,
        sendBefore,
      });
  if (answer.kind === "refused" && answer.refusal === "authentication") recordKeyRefusal(life, answer.message);
  await store.commitAnswer(order.id, answer, {
    queriedAt,
    at: time.now(),
    timing,
    knownForMs: knownForMs(life, order),
  });
}

async function queryOrder(life: Life, run: Run, order: RunOrder, query: () => Promise<Answer>): Promise<void> {
  const { time, ports } = life;
  const timing = await ports.venues.timing(order.venueId);
  const queried = { queriedAt: time.now(), timing, knownForMs: knownForMs(life, order) };
  let answer = await query();
  if (answer.kind === "not-found") {
    life.missed.add(order.id);
    if (isLastNotFound(order, queried)) answer = { kind: "not-found", balances: await queryBalances(life, run, order) };
  }
  if (answer.kind === "report" && order.state === "unknown" && life.missed.delete(order.id))
    ports.venues.learnLag?.(order.venueId, queried.knownForMs);
  if (answer.kind === "failed" && answer.isKeyRefused && recordKeyRefusal(life, answer.message))
    answer = { kind: "gave-up", problem: { kind: "key-refused", venueMessage: answer.message } };
  await ports.store.commitAnswer(order.id, answer, { ...queried, at: time.now() });
}

/** Before anything takes the place of an order that is not found: did the account move as if it were there? */
async function queryBalances(life: Life, run: Run, order: RunOrder): Promise<"agree" | "moved" | "unread"> {
  const read = await readAllBalances(life.ports.venues, [order.venueId]);
  if (read.kind === "failed") return "unread";
  return hasMoved(run, order, read.value) ? "moved" : "agree";
}

/** An answer that no venue gave. */
async function commitOwnAnswer(life: Life, order: RunOrder, answer: Answer): Promise<void> {
  const { time, ports } = life;
  const timing = await ports.venues.timing(order.venueId);
  const at = time.now();
  await ports.store.commitAnswer(order.id, answer, { queriedAt: at, at, timing, knownForMs: knownForMs(life, order) });
}
