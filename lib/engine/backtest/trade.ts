/**
 * From goals to a trade made: goals by slot become a ticket by leg, the cost form settles it at the prices last read, the
 * book takes it over, and the event is noted.
 */
import type { AimMode } from "@/lib/engine/targets/aim-mode";
import { cooldownEnd } from "@/lib/engine/triggers/precedence";
import { valueBook } from "./book";
import { FREE, IDLE, KEPT, type Scheme, settle, TRADE_NOISE } from "./costs";
import { pushEvent } from "./events";
import { firstAtOrAfter } from "./period";
import type { Run } from "./run";
import { rollTape } from "./tape";

/** Goals by slot become goals by leg: a group in its members' present mix, or equally when none is held. */
export function writeTicket(run: Run, mode: AimMode): void {
  const { ticket, program } = run;
  const { book, sheet } = program;
  const { goal, goals } = sheet;
  for (let slot = 0; slot < goals.length; slot += 1) {
    const first = book.firstLegs[slot]!;
    const next = book.firstLegs[slot + 1]!;
    const worth = book.slotValues[slot]!;
    for (let leg = first; leg < next; leg += 1) {
      const mix = worth > 0 ? book.values[leg]! / worth : 1 / (next - first);
      ticket.goals[leg] = goals[slot]! * mix;
      ticket.roles[leg] = slot === book.cashSlot ? IDLE : goal.frozen[slot] === 1 ? KEPT : FREE;
    }
  }
  ticket.cashGoal = book.cashSlot < 0 ? 0 : goals[book.cashSlot]!;
  const budget = mode.flowBudget ?? 0;
  ticket.side = budget > 0 || mode.flow === "buy-only" ? 1 : budget < 0 || mode.flow === "sell-only" ? -1 : 0;
}

export function rebalance(run: Run, bar: number): void {
  const { program, ticket, pending, events, tape } = run;
  const { book, table, policy, period } = program;
  const before = book.value;
  const paid = run.fees;
  rollTape(tape, book, bar);
  if (!carryOut(run, program.scheme)) return;
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
}

/** The first bar after `bar` at which the cooldown is over. */
function restUntil(times: Float64Array, at: number, bar: number, to: number): number {
  if (bar + 1 >= to || times[bar + 1]! >= at) return bar + 1;
  return firstAtOrAfter(times, at);
}

/** Makes the ticket's trade at the prices last read; false when there is nothing to trade. */
export function carryOut(run: Run, scheme: Scheme): boolean {
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
  const { book, sheet } = program;
  let drift = 0;
  for (let slot = 0; slot < book.slotValues.length; slot += 1) {
    drift += Math.abs(book.slotValues[slot]! / book.value - sheet.goal.targets[slot]!);
  }
  return drift / 2;
}

/** Weights after a trade or a flow; before it the kernels have recorded those it came from. */
export function recordWeights({ tape, program }: Run, bar: number): void {
  const { slotValues, value } = program.book;
  if (!(value > 0)) return;
  for (let slot = 0; slot < slotValues.length; slot += 1) {
    const weight = slotValues[slot]! / value;
    if (tape.weights !== null) tape.weights[slot * tape.equity.length + bar - tape.from] = weight;
    if (weight <= tape.weightMax) continue;
    tape.weightMax = weight;
    tape.weightMaxSlot = slot;
  }
}
