/**
 * From post-trade weights to a trade made: weights by position become a ticket by leg, the cost form settles it at the
 * prices last read, the book takes it over, and the event is recorded.
 */
import type { DestinationMode } from "@/lib/engine/targets/destination-mode";
import { cooldownEnd } from "@/lib/engine/triggers/precedence";
import { valueBook } from "./book";
import { FREE, IDLE, KEPT, type Scheme, settle, TRADE_NOISE } from "./costs";
import { pushEvent } from "./events";
import { firstAtOrAfter } from "./period";
import type { LoggedTrade, Run } from "./run";
import { rollTape } from "./tape";

/** Weights by position become weights by leg: a group in its members' present mix, or equally when none is held. */
export function writeTicket(run: Run, mode: DestinationMode): void {
  const { ticket, program } = run;
  const { book, weightColumns } = program;
  const { destination, postTradeWeights } = weightColumns;
  for (let position = 0; position < postTradeWeights.length; position += 1) {
    const first = book.firstLegs[position]!;
    const next = book.firstLegs[position + 1]!;
    const worth = book.positionValues[position]!;
    for (let leg = first; leg < next; leg += 1) {
      const mix = worth > 0 ? book.values[leg]! / worth : 1 / (next - first);
      ticket.postTradeWeights[leg] = postTradeWeights[position]! * mix;
      ticket.roles[leg] = position === book.cashPosition ? IDLE : destination.frozen[position] === 1 ? KEPT : FREE;
    }
  }
  ticket.cashPostTrade = book.cashPosition < 0 ? 0 : postTradeWeights[book.cashPosition]!;
  const budget = mode.flowBudget ?? 0;
  ticket.side = budget > 0 || mode.flow === "buy-only" ? 1 : budget < 0 || mode.flow === "sell-only" ? -1 : 0;
}

export function rebalance(run: Run, bar: number): void {
  const { program, ticket, pending, events, tape } = run;
  const { book, table, policy, period } = program;
  const before = book.value;
  const paid = run.fees;
  rollTape(tape, book, bar);
  if (!makeTrade(run, program.scheme)) return;
  run.lastRunAt = table.times[bar]!;
  run.restUntil = restUntil(table.times, cooldownEnd(policy, run.lastRunAt), bar, period.to);
  run.flowsSince = 0;
  recordWeights(run, bar);
  pushEvent(events, {
    bar,
    trigger: pending.trigger,
    turnover: ticket.traded / 2 / before,
    fees: run.fees - paid,
    driftBefore: pending.driftBefore,
    driftAfter: driftNow(run),
  });
  logTrades(run, bar, pending.trigger, events.count - 1);
}

/** Records what units have changed since the last time, at the prices last read; nothing unless requested. */
export function logTrades(run: Run, bar: number, cause: LoggedTrade["cause"], event: number | null): void {
  const { trades, program } = run;
  const { units, prices } = program.book;
  if (trades === null) return;
  for (let leg = 0; leg < units.length; leg += 1) {
    const quantity = units[leg]! - trades.units[leg]!;
    if (quantity !== 0) trades.rows.push({ bar, leg, cause, event, quantity, price: prices[leg]! });
  }
  trades.units.set(units);
}

/** The first bar after `bar` at which the cooldown is over. */
function restUntil(times: Float64Array, at: number, bar: number, to: number): number {
  if (bar + 1 >= to || times[bar + 1]! >= at) return bar + 1;
  return firstAtOrAfter(times, at);
}

/** Makes the ticket's trade at the prices last read; false when there is nothing to trade. */
export function makeTrade(run: Run, scheme: Scheme): boolean {
  const { ticket, program } = run;
  const { book } = program;
  const { value } = book;
  ticket.values.set(book.values);
  settle(scheme, ticket, value, book.cash * book.cashPrice, book.prices);
  if (ticket.traded <= TRADE_NOISE * value) return false;
  let invested = 0;
  for (let leg = 0; leg < book.units.length; leg += 1) {
    const after = ticket.after[leg]!;
    if (after !== ticket.values[leg]) book.units[leg] = after / book.prices[leg]!;
    invested += after;
  }
  book.cash = (value - ticket.cost - invested) / book.cashPrice;
  pay(run, ticket.cost);
  valueBook(book);
  return true;
}

/** Books what something cost; the money itself is gone already. */
export function pay(run: Run, cost: number): void {
  const fee = cost * run.program.feePart;
  run.fees += fee;
  run.spread += cost - fee;
}

function driftNow({ program }: Run): number {
  const { book, weightColumns } = program;
  let drift = 0;
  for (let position = 0; position < book.positionValues.length; position += 1) {
    drift += Math.abs(book.positionValues[position]! / book.value - weightColumns.destination.targets[position]!);
  }
  return drift / 2;
}

/** Weights after a trade or a flow; before it the kernels have recorded those it came from. */
export function recordWeights({ tape, program }: Run, bar: number): void {
  const { positionValues, value } = program.book;
  if (!(value > 0)) return;
  for (let position = 0; position < positionValues.length; position += 1) {
    const weight = positionValues[position]! / value;
    if (tape.weights !== null) tape.weights[position * tape.equity.length + bar - tape.from] = weight;
    if (weight <= tape.weightMax) continue;
    tape.weightMax = weight;
    tape.weightMaxPosition = position;
  }
}
