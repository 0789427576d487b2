/**
 * Plain holding: the same start and the same flows, never rebalanced. A deposit is bought by the weights of the start and
 * pays like one; a withdrawal sells evenly of all that is held, cash included.
 */
import { valueBook } from "./book";
import { legRate, settle } from "./costs";
import type { Run } from "./run";

/** Returns what it cost. */
export function addToHolding(run: Run, amount: number): number {
  const { program, ticket } = run;
  const { book, scheme } = program;
  ticket.values.fill(0);
  ticket.postTradeWeights.set(run.startPostTrade);
  settle(scheme, ticket, amount, amount, book.prices);
  let bought = 0;
  for (let leg = 0; leg < book.units.length; leg += 1) {
    book.units[leg]! += ticket.after[leg]! / book.prices[leg]!;
    bought += ticket.after[leg]!;
  }
  book.cash += (amount - ticket.cost - bought) / book.cashPrice;
  valueBook(book);
  return ticket.cost;
}

/** Returns what it cost. The amount is less than what selling everything would raise. */
export function takeFromHolding(run: Run, amount: number): number {
  const { book, scheme } = run.program;
  const rate = legRate(scheme);
  const cash = book.cash * book.cashPrice;
  const legs = book.value - cash;
  const part = amount / (cash + legs * (1 - rate));
  for (let leg = 0; leg < book.units.length; leg += 1) book.units[leg]! *= 1 - part;
  book.cash *= 1 - part;
  valueBook(book);
  return legs * part * rate;
}
