/**
 * What a run does next: one action, from nothing but what is known. Whoever performs it commits what came of it and
 * calls again, so a run that died anywhere goes on from the same state.
 *
 * Order of concern: first whatever may be in flight (an order whose fate is unknown is queried, never sent
 * again), then a requested stop, then the next planned order, sells before buys, then settling. Nothing is sent while
 * anything is in flight: one order at a time.
 */
import { divideDown, isPositive, type Price, type Quantity, subtract, toFloat } from "@/lib/money";
import { checkOrderLimits } from "../limits/check-order-limits";
import { type MarketSymbol, type Quote, type VenueId, type VenueProblem, venueMessageOf } from "../model";
import { boundLimit } from "./bound-limit";
import { findClosedMarket } from "./closed-market";
import { findOverfill } from "./find-overfill";
import { isFinal, isInFlight } from "./life";
import type { OrderSize } from "./ports";
import { BOUNDS, type DropReason, type ReadQuote, type Run, type RunOrder, type StopReason } from "./run";
import { marketOf, sizeOrder } from "./size-order";

export type Action =
  /** Reconcile with the venues and open the run's ledger; nothing is sent before. */
  | { kind: "start" }
  /** An intent without an answer that nobody is waiting for: we died in between. */
  | { kind: "interrupted"; orderId: string }
  | { kind: "lookup"; orderId: string }
  | { kind: "cancel"; orderId: string }
  /** Queried as often as we allow ourselves: the run halts and a person must decide. */
  | { kind: "give-up"; orderId: string }
  | { kind: "submit"; orderId: string; quantity: Quantity; limitPrice: Price }
  | { kind: "drop"; orderId: string; reason: DropReason }
  | { kind: "read-quotes"; venueId: VenueId; symbols: readonly MarketSymbol[] }
  | { kind: "read-markets"; venueId: VenueId }
  | { kind: "wait"; until: number }
  | { kind: "stop"; reason: StopReason }
  | { kind: "settle" }
  /** Without a reason: an order's fate could not be found out. */
  | { kind: "halt"; reason: StopReason | null }
  | { kind: "done" };

/** What its driver has read of the market, with when; by the run's time. */
export interface Readings {
  quotes: readonly ReadQuote[];
  /** When each venue's markets were read; null: nobody can read them, so that those it was approved on stand. */
  marketsReadAt: ReadonlyMap<VenueId, number> | null;
}

export function nextAction(run: Run, readings: Readings, now: number): Action {
  if (isFinal(run.state)) return { kind: "done" };
  const inFlight = run.orders.find((order) => isInFlight(order.state));
  if (inFlight) return followUp(inFlight, now);
  if (run.orders.some((order) => order.state === "halted")) return { kind: "halt", reason: null };
  const overfill = findOverfill(run);
  if (overfill) return { kind: "halt", reason: overfill };

  const waiting = [...run.orders].filter((order) => order.state === "planned").sort(bySequence);
  if (run.state === "stopping") {
    const [left] = waiting;
    return left ? { kind: "drop", orderId: left.id, reason: { kind: "stopped" } } : { kind: "settle" };
  }
  const stop = stopReasonOf(run, now);
  if (stop) return { kind: "stop", reason: stop };
  if (run.state === "approved") return { kind: "start" };
  const [next] = waiting;
  return next ? send(run, next, waiting, readings, now) : { kind: "settle" };
}

/** The plan's own order: what raises cash comes before what spends it, and is over before that begins. */
function bySequence(left: RunOrder, right: RunOrder): number {
  return left.leg - right.leg || left.attempt - right.attempt;
}

/** Troubles of a key that was fine when the run was approved: revoked, or given more rights than it may have. */
const KEY_PROBLEMS: ReadonlySet<VenueProblem["kind"]> = new Set(["key-refused", "too-powerful"]);

function stopReasonOf(run: Run, now: number): StopReason | null {
  if (run.stopReason) return run.stopReason;
  const refused = (run.venues ?? []).find(({ problem }) => problem?.kind && KEY_PROBLEMS.has(problem.kind));
  if (refused?.problem) return { kind: "key-refused", message: venueMessageOf(refused.problem) };
  const ms = now - run.approvedAt;
  return ms > BOUNDS.durationMsMax ? { kind: "took-too-long", ms } : null;
}

function followUp(order: RunOrder, now: number): Action {
  if (order.state === "submitting") return { kind: "interrupted", orderId: order.id };
  if (order.lookups >= BOUNDS.lookupsMax) return { kind: "give-up", orderId: order.id };
  if (order.nextLookupAt !== null && order.nextLookupAt > now) return { kind: "wait", until: order.nextLookupAt };
  const openMs = now - (order.answeredAt ?? order.intentAt ?? now);
  if (order.state === "open" && openMs > BOUNDS.openMsMax && order.lookups > 2)
    return { kind: "cancel", orderId: order.id };
  return { kind: "lookup", orderId: order.id };
}

function send(
  run: Run,
  order: RunOrder,
  waiting: readonly RunOrder[],
  { quotes, marketsReadAt }: Readings,
  now: number,
): Action {
  if (order.nextLookupAt !== null && order.nextLookupAt > now) return { kind: "wait", until: order.nextLookupAt };
  const unread = marketsReadAt && oldMarkets(waiting, marketsReadAt, now);
  if (unread) return { kind: "read-markets", venueId: unread };
  const closed = findClosedMarket(run, order, waiting);
  if (closed) return { kind: "stop", reason: { kind: "market-closed", symbol: closed } };
  const ageMax = Math.min(run.limits.priceAgeMsMax, BOUNDS.quoteAgeMsMax);
  const read = quotes.find((row) => row.venueId === order.venueId && row.symbol === order.symbol);
  if (!read || now - read.readAt > ageMax) {
    const symbols = waiting.filter((other) => other.venueId === order.venueId).map((other) => other.symbol);
    return { kind: "read-quotes", venueId: order.venueId, symbols: [...new Set(symbols)] };
  }
  const drop = (reason: DropReason): Action => ({ kind: "drop", orderId: order.id, reason });
  const { quote } = read;
  if (!quote || !isPositive(quote.bid) || !isPositive(quote.ask)) return drop({ kind: "price-missing" });
  const market = marketOf(run, order);
  if (!market) return drop({ kind: "market-closed" });
  const limitPrice = boundLimit(order, market, quote, run.limits.slippageBpsMax);
  const sized = sizeOrder(run, { ...order, limitPrice }, quote.ask);
  if (sized.kind === "dropped") return drop(sized.reason);
  const suspicion = lastSuspect(run, order, { ...read, quote }, sized, now);
  if (suspicion) return drop(suspicion);
  return { kind: "submit", orderId: order.id, quantity: sized.quantity, limitPrice: sized.limitPrice };
}

function oldMarkets(
  waiting: readonly RunOrder[],
  readAt: ReadonlyMap<VenueId, number>,
  now: number,
): VenueId | undefined {
  const isOld = (venueId: VenueId) => now - (readAt.get(venueId) ?? Number.NEGATIVE_INFINITY) > BOUNDS.marketsAgeMsMax;
  return waiting.find((other) => isOld(other.venueId))?.venueId;
}

/** The last check before an order: is the price plausible, and do the policy's limits still say yes? */
function lastSuspect(
  run: Run,
  order: RunOrder,
  { quote, readAt }: { quote: Quote; readAt: number },
  sized: OrderSize,
  now: number,
): DropReason | null {
  const leg = run.legs.find((each) => each.leg === order.leg);
  if (!leg) return { kind: "nothing-left" };
  const price = order.side === "buy" ? quote.ask : quote.bid;
  const { expectedPrice } = leg;
  const jump = Math.abs(toFloat(divideDown(subtract<string>(price, expectedPrice), expectedPrice)));
  const { priceJumpMax } = run.limits;
  if (priceJumpMax !== null && jump > priceJumpMax) return { kind: "price-unconfirmed", price, expectedPrice };
  const { quantity, limitPrice } = sized;
  const venue = (run.venues ?? []).find((each) => each.venueId === order.venueId);
  const facts = {
    now,
    stopped: run.stopReason !== null,
    quote,
    quoteAssetPrice: (run.prices ?? []).find((each) => each.asset === order.quote) ?? null,
    quantity,
    limitPrice,
    // It answered just now; only what was recorded of it since then says otherwise.
    venue: {
      name: venue?.name ?? order.venueId,
      problem: venue?.problem && venue.problem.since > readAt ? venue.problem : null,
    },
  };
  const failed = checkOrderLimits(run, leg, facts).checks.find((check) => !check.isPassed);
  return failed ? { kind: "limit", check: failed } : null;
}
