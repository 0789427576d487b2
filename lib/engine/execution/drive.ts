/**
 * The loop that carries a run to its end: load, ask `nextAction`, perform it, commit what came of it, again.
 * It keeps nothing that matters in memory, so it may die between any two lines and be started anew. An order call
 * happens in one place only, `submit`, right after its intent was committed by this very call.
 */
import type { RebalanceState } from "../model";
import type { Answer } from "./apply-answer";
import { compareLedger, type Difference, findVanished } from "./compare-ledger";
import { type Action, nextAction } from "./next-action";
import type { OrderSize, RunClock, RunStore, RunVenues } from "./ports";
import { BOUNDS, type OpeningBalance, type ReadQuote, type Run, type RunOrder } from "./run";

export interface RunPorts {
  store: RunStore;
  venues: RunVenues;
  clock: RunClock;
}

/** What a driver remembers for its own convenience; losing it costs a question or two. */
interface Memory {
  quotes: readonly ReadQuote[];
  /** Failed reads in a row, for growing pauses and a bound. */
  failures: number;
  verified: Set<string>;
}

const READ_FAILURES_MAX = 12;
const BALANCE_READS_MAX = 24;
/** Besides the lag a venue names for lookups. */
const BALANCE_LAG_MS = 2_000;

/** Drives until the run is over; returns its last state. Throws only what the store or the clock throw. */
export async function driveRun(ports: RunPorts, quotes: readonly ReadQuote[] = []): Promise<RebalanceState> {
  const memory: Memory = { quotes, failures: 0, verified: new Set() };
  for (;;) {
    const run = await ports.store.load();
    const action = nextAction(run, memory.quotes, ports.clock.now());
    if (action.kind === "done") return run.state;
    await perform(ports, memory, run, action);
  }
}

async function perform(ports: RunPorts, memory: Memory, run: Run, action: Action): Promise<void> {
  const { store, clock } = ports;
  const orderOf = (orderId: string) => run.orders.find((order) => order.id === orderId)!;
  switch (action.kind) {
    case "start":
      return start(ports, memory, run);
    case "submit":
      return submit(ports, orderOf(action.orderId), action);
    case "lookup": {
      const order = orderOf(action.orderId);
      return ask(ports, order, () => ports.venues.lookup(order.venueId, order.clientOrderId, order.symbol));
    }
    case "cancel": {
      const order = orderOf(action.orderId);
      await store.commitCancelAsked(order.id, clock.now());
      return ask(ports, order, () => ports.venues.cancel(order.venueId, order.clientOrderId, order.symbol));
    }
    case "interrupted":
      return tell(ports, orderOf(action.orderId), { kind: "interrupted" });
    case "give-up":
      return tell(ports, orderOf(action.orderId), { kind: "gave-up" });
    case "read-quotes":
      return readQuotes(ports, memory, action);
    case "drop":
      return store.commitDrop(action.orderId, action.reason, clock.now());
    case "stop":
      return store.commitStop(action.reason, clock.now());
    case "wait":
      // In short sleeps, so that a wish to stop is seen while waiting.
      return clock.sleepUntil(Math.min(action.until, clock.now() + 1_000));
    case "halt":
      return store.commitEnd({ event: "halt", differences: null, at: clock.now() });
    case "settle":
      return settle(ports, memory, run);
  }
}

/** One send per intent: the intent is committed first, and this is the only place that calls `submit`. */
async function submit({ store, venues, clock }: RunPorts, order: RunOrder, size: OrderSize) {
  const timing = await venues.timing(order.venueId);
  const intent = await store.commitIntent(order.id, size, clock.now());
  if (!intent) return; // a wish to stop came first
  const askedAt = clock.now();
  // If we were held up (a suspended machine, a slow commit), a later "not found" could be wrong: so do not send.
  const isLate = askedAt - (intent.intentAt ?? 0) > BOUNDS.sendWithinMs;
  const { clientOrderId, symbol, side } = intent;
  const answer: Answer = isLate
    ? { kind: "refused", refusal: "not-sent", message: "Held up too long before sending.", retryAfterMs: null }
    : await venues.submit(order.venueId, {
        clientOrderId,
        symbol,
        side,
        quantity: size.quantity,
        limitPrice: size.limitPrice,
      });
  await store.commitAnswer(order.id, answer, { askedAt, at: clock.now(), timing });
}

async function ask({ store, venues, clock }: RunPorts, order: RunOrder, question: () => Promise<Answer>) {
  const timing = await venues.timing(order.venueId);
  const askedAt = clock.now();
  const answer = await question();
  await store.commitAnswer(order.id, answer, { askedAt, at: clock.now(), timing });
}

async function tell({ store, venues, clock }: RunPorts, order: RunOrder, answer: Answer) {
  const timing = await venues.timing(order.venueId);
  await store.commitAnswer(order.id, answer, { askedAt: clock.now(), at: clock.now(), timing });
}

async function readAllBalances({ venues }: RunPorts, run: Run) {
  const venueIds = [...new Set(run.legs.map((leg) => leg.venueId))];
  const rows: OpeningBalance[] = [];
  for (const venueId of venueIds) {
    const read = await venues.readBalances(venueId);
    if (read.kind === "failed") return read;
    rows.push(...read.value.map((row) => ({ venueId, ...row })));
  }
  return { kind: "read" as const, value: rows };
}

/** Reconcile before trading: what the venues hold now is where the run's own ledger begins. */
async function start(ports: RunPorts, memory: Memory, run: Run): Promise<void> {
  const read = await readAllBalances(ports, run);
  const at = ports.clock.now();
  if (read.kind === "failed") {
    memory.failures += 1;
    if (memory.failures > READ_FAILURES_MAX)
      return ports.store.commitStop({ kind: "not-reconciled", message: read.message }, at);
    return ports.clock.sleepUntil(at + pauseMs(memory.failures, read.retryAfterMs));
  }
  memory.failures = 0;
  const vanished = findVanished(run, read.value);
  if (vanished) return ports.store.commitStop({ kind: "balance-vanished", asset: vanished }, at);
  return ports.store.commitStart(read.value, at);
}

async function readQuotes(ports: RunPorts, memory: Memory, action: Extract<Action, { kind: "read-quotes" }>) {
  const read = await ports.venues.readQuotes(action.venueId, action.symbols);
  const readAt = ports.clock.now();
  if (read.kind === "failed") {
    memory.failures += 1;
    if (memory.failures > READ_FAILURES_MAX)
      return ports.store.commitStop({ kind: "prices-unavailable", message: read.message }, readAt);
    return ports.clock.sleepUntil(readAt + pauseMs(memory.failures, read.retryAfterMs));
  }
  memory.failures = 0;
  const others = memory.quotes.filter((row) => row.venueId !== action.venueId || !action.symbols.includes(row.symbol));
  const fresh = action.symbols.map((symbol): ReadQuote => {
    const quote = read.value.find((candidate) => candidate.symbol === symbol) ?? null;
    return { venueId: action.venueId, symbol, quote, readAt };
  });
  memory.quotes = [...others, ...fresh];
}

/** Orders said not to be there are asked about once more, then the ledger is held against the venues. */
async function settle(ports: RunPorts, memory: Memory, run: Run): Promise<void> {
  const { store, venues, clock } = ports;
  const doubtful = run.orders.find((order) => mayTellMore(order) && !memory.verified.has(order.id));
  if (doubtful) {
    const timing = await venues.timing(doubtful.venueId);
    const askableAt = (doubtful.doneAt ?? 0) + timing.lookupLagMs;
    if (clock.now() < askableAt) return clock.sleepUntil(askableAt);
    const askedAt = clock.now();
    const answer = await venues.lookup(doubtful.venueId, doubtful.clientOrderId, doubtful.symbol);
    if (answer.kind === "failed" && memory.failures < READ_FAILURES_MAX) {
      memory.failures += 1;
      return clock.sleepUntil(clock.now() + pauseMs(memory.failures, answer.retryAfterMs));
    }
    memory.failures = 0;
    memory.verified.add(doubtful.id);
    if (answer.kind === "report") await store.commitAnswer(doubtful.id, answer, { askedAt, at: clock.now(), timing });
    return;
  }
  // Nothing was opened, so nothing was traded and there is nothing to compare.
  if (run.opening.length === 0) return store.commitEnd({ event: "settle", differences: [], at: clock.now() });
  const differences = await findDifferences(ports, run);
  await store.commitEnd({ event: "settle", differences, at: clock.now() });
}

/** Balances lag behind fills: a difference is one only when it is still there after the venue's lag; null: unread. */
async function findDifferences(ports: RunPorts, run: Run): Promise<readonly Difference[] | null> {
  const { venues, clock } = ports;
  const venueIds = [...new Set(run.legs.map((leg) => leg.venueId))];
  const timings = await Promise.all(venueIds.map((venueId) => venues.timing(venueId)));
  const believedFrom = clock.now() + Math.max(...timings.map((timing) => timing.lookupLagMs)) + BALANCE_LAG_MS;
  let differences: readonly Difference[] | null = null;
  for (let tries = 1; tries <= BALANCE_READS_MAX; tries++) {
    const askedAt = clock.now();
    const read = await readAllBalances(ports, run);
    if (read.kind === "read") {
      differences = compareLedger(run, read.value);
      if (differences.length === 0 || askedAt >= believedFrom) break;
    }
    await clock.sleepUntil(clock.now() + pauseMs(tries, read.kind === "failed" ? read.retryAfterMs : null));
  }
  return differences;
}

/** Expired and cancelled orders were asked about until their end was certain; these two were not. */
function mayTellMore(order: RunOrder): boolean {
  return order.intentAt !== null && (order.state === "absent" || order.state === "rejected");
}

function pauseMs(failures: number, retryAfterMs: number | null): number {
  return Math.max(Math.min(250 * 2 ** (failures - 1), 8_000), retryAfterMs ?? 0);
}
