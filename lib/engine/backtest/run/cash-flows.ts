/**
 * Deposits and withdrawals. Each is booked in cash at the first bar whose time is at or after it, before anything is
 * decided there. A withdrawal takes cash first; a run may then raise the rest by its own sales, and what it does not
 * raise is sold evenly, cash position first, so that the money is there by the end of its bar.
 */

import type { CashFlow } from "../model";
import type { Book } from "./book";
import { valueBook } from "./book";
import { IDLE, legRate, type Scheme, type Ticket } from "./costs";
import { firstAtOrAfter, type Period } from "./period";

export interface BarFlows {
  /** Bars with a cash flow, ascending. */
  bars: Int32Array;
  /** In quote currency, those of one bar together; negative is a withdrawal. */
  amounts: Float64Array;
  /** How many lie outside the period, the start included, and are left out. */
  leftOut: number;
}

export function flowsByBar(flows: readonly CashFlow[], times: Float64Array, { from, to }: Period): BarFlows {
  const byBar = new Map<number, number>();
  let leftOut = 0;
  for (const { at, amount } of flows) {
    const bar = firstAtOrAfter(times, at);
    if (bar <= from || bar >= to) leftOut += 1;
    else byBar.set(bar, (byBar.get(bar) ?? 0) + amount);
  }
  const sorted = [...byBar].filter(([, amount]) => amount !== 0).sort(([left], [right]) => left - right);
  return {
    bars: Int32Array.from(sorted, ([bar]) => bar),
    amounts: Float64Array.from(sorted, ([, amount]) => amount),
    leftOut,
  };
}

/** What selling everything would leave. */
export function cashableValue(book: Book, scheme: Scheme): number {
  const rate = legRate(scheme);
  let total = book.cash * book.cashPrice;
  for (const value of book.values) total += value * (1 - rate);
  return total;
}

/**
 * Sells evenly until cash is no longer short: first what shares the cash position, then all other legs. No minimum and
 * no step: the money is owed. Returns what it cost.
 */
export function raiseCash(book: Book, scheme: Scheme, roles: Ticket["roles"]): number {
  const rate = legRate(scheme);
  let cost = 0;
  for (const isIdleTurn of [true, false]) {
    const short = -book.cash * book.cashPrice;
    if (short <= 0) break;
    let there = 0;
    for (let leg = 0; leg < roles.length; leg += 1)
      if ((roles[leg] === IDLE) === isIdleTurn) there += book.values[leg]!;
    if (there <= 0) continue;
    const part = Math.min(short / (there * (1 - rate)), 1);
    for (let leg = 0; leg < roles.length; leg += 1) {
      if ((roles[leg] === IDLE) === isIdleTurn) book.units[leg] = part < 1 ? book.units[leg]! * (1 - part) : 0;
    }
    cost += there * part * rate;
    book.cash = part < 1 ? 0 : book.cash + (there * (1 - rate)) / book.cashPrice;
    valueBook(book);
  }
  if (book.cash < 0) {
    book.cash = 0;
    valueBook(book);
  }
  return cost;
}
