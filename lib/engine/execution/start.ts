/** What is read before an order: the world as a whole before the first one, prices and markets before each. */
import type { StopReason, VenueId } from "../model";
import { findVanished } from "./compare-ledger";
import { type Life, pauseMs, READ_FAILURES_MAX, recordKeyRefusal } from "./driver-life";
import type { Action } from "./next-action";
import type { Read } from "./ports";
import { readAllBalances, venuesOf } from "./read-venues";
import type { ReadQuote, Run } from "./run";

/**
 * Reconcile before trading: is what was approved still so, are its markets open, and what do the venues hold now? With
 * those balances the run's own ledger begins.
 */
export async function start(life: Life, run: Run): Promise<void> {
  const { ports, time } = life;
  // A list is long and takes a while: it is read while the balances are.
  const lists = Promise.all(venuesOf(run).map((venueId) => readMarketsOf(life, venueId)));
  const [balances, markets] = await Promise.all([readAllBalances(ports.venues, venuesOf(run)), lists]);
  const failed = [balances, ...markets].find((read) => read.kind === "failed");
  if (failed?.kind === "failed") return tryAgain(life, "not-reconciled", failed);
  const closed = closedMarketOf(life, run);
  if (closed) return ports.store.commitStop({ kind: "market-closed", symbol: closed }, time.now());
  const opening = balances.kind === "read" ? balances.value : [];
  const vanished = findVanished(run, opening);
  if (vanished) return ports.store.commitStop({ kind: "balance-vanished", asset: vanished }, time.now());
  const review = (await ports.review?.(run, opening)) ?? { kind: "same" };
  if (review.kind === "changed")
    return ports.store.commitStop({ kind: "world-changed", change: review.change }, time.now());
  if (review.kind === "failed") return tryAgain(life, "not-reconciled", { retryAfterMs: null, ...review });
  life.failures = 0;
  return ports.store.commitStart(opening, time.now());
}

/** A market of the plan that is closed by what was just read. */
function closedMarketOf({ markets }: Life, run: Run): string | null {
  const isOpen = ({ venueId, symbol }: { venueId: VenueId; symbol: string }) => {
    const read = markets.get(venueId);
    return !read || read.markets.some((market) => market.symbol === symbol && market.isActive);
  };
  return run.legs.find((leg) => !isOpen(leg))?.symbol ?? null;
}

export async function readMarkets(life: Life, venueId: VenueId): Promise<void> {
  const read = await readMarketsOf(life, venueId);
  if (read.kind === "failed") return tryAgain(life, "prices-unavailable", read);
  life.failures = 0;
}

async function readMarketsOf(life: Life, venueId: VenueId): Promise<Read<unknown>> {
  const { venues } = life.ports;
  if (!venues.readMarkets) return { kind: "read", value: null };
  const read = await venues.readMarkets(venueId);
  if (read.kind === "read") life.markets.set(venueId, { markets: read.value, readAt: life.time.now() });
  return read;
}

export async function readQuotes(life: Life, action: Extract<Action, { kind: "read-quotes" }>): Promise<void> {
  const { ports, time } = life;
  const read = await ports.venues.readQuotes(action.venueId, action.symbols);
  if (read.kind === "failed") return tryAgain(life, "prices-unavailable", read);
  const readAt = time.now();
  life.failures = 0;
  const others = life.quotes.filter((row) => row.venueId !== action.venueId || !action.symbols.includes(row.symbol));
  const fresh = action.symbols.map((symbol): ReadQuote => {
    const quote = read.value.find((candidate) => candidate.symbol === symbol);
    return { venueId: action.venueId, symbol, quote: quote ? { ...quote, at: time.fromWall(quote.at) } : null, readAt };
  });
  life.quotes = [...others, ...fresh];
}

/** After a read that failed: a pause that grows, and in the end the run's. A refused key is not tried a third time. */
async function tryAgain(
  life: Life,
  kind: Extract<StopReason, { message: string }>["kind"],
  failed: { message: string; retryAfterMs: number | null; isKeyRefused?: true },
): Promise<void> {
  const { ports, time } = life;
  life.failures += 1;
  if (failed.isKeyRefused && recordKeyRefusal(life, failed.message) && life.keyRefused)
    return ports.store.commitStop(life.keyRefused, time.now());
  if (life.failures > READ_FAILURES_MAX) return ports.store.commitStop({ kind, message: failed.message }, time.now());
  return time.sleepUntil(time.now() + pauseMs(life.failures, failed.retryAfterMs));
}
