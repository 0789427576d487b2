/** Books what came in or went out at a bar, before anything is decided there. */
import { valueBook } from "./book";
import { cashableValue } from "./cash-flows";
import { TRADE_NOISE } from "./costs";
import { addToHolding, takeFromHolding } from "./holding";
import type { Run } from "./run";
import { rollTape } from "./tape";
import { logTrades, pay } from "./trade";

export function bookFlow(run: Run, bar: number): void {
  const { flows, book, scheme, kind } = run.program;
  if (run.flowPlace >= flows.bars.length || flows.bars[run.flowPlace] !== bar) return;
  rollTape(run.tape, book, bar);
  const before = book.value;
  if (before > 0) run.frozenIndex = before * run.scale;
  const wanted = flows.amounts[run.flowPlace]!;
  // Dust left by rounding is nothing left.
  const isAll = wanted < 0 && -wanted >= cashableValue(book, scheme) * (1 - TRADE_NOISE);
  let after = before + wanted;
  if (isAll) {
    pay(run, before - cashableValue(book, scheme));
    if (-wanted > before) run.cutWithdrawals += 1;
    // Nothing is left to be out of balance: what comes next is a deposit.
    run.flowsSince = 0;
    book.units.fill(0);
    book.cash = 0;
    valueBook(book);
    logTrades(run, bar, "withdrawal", null);
    after = 0;
  } else if (kind.isHolding) {
    pay(run, wanted > 0 ? addToHolding(run, wanted) : takeFromHolding(run, -wanted));
  } else {
    book.cash += wanted / book.cashPrice;
    run.flowsSince += wanted;
    valueBook(book);
  }
  run.scale = after > 0 ? run.frozenIndex / after : 0;
  run.scales[run.flowPlace] = run.scale;
  run.frozen[run.flowPlace] = run.frozenIndex;
  run.flowPlace += 1;
}
