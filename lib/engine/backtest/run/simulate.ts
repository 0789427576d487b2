/**
 * The run itself. Bars at which nothing can happen go by in the kernels; at every other bar, in this order: mark, book
 * flows, execute what the bar before decided (next-close), see what moved and who came or went, decide, trade (same-close), raise what a
 * withdrawal still owes, record. Deciding is done by the very functions that decide live: measureWeightColumns,
 * firstFired, findPostTradeWeights. Nothing is allocated between bars; events grow their columns by doubling.
 */
import { findPostTradeWeights } from "@/lib/engine/targets/find-post-trade-weights";
import { measureWeightColumns } from "@/lib/engine/valuation/weight-columns";
import { nextBreach } from "../kernels/kernels-search";
import { markBook, valueBook } from "./book";
import { bookFlow } from "./book-cash-flow";
import { raiseCash } from "./cash-flows";
import type { Program } from "./compile";
import { TRADE_NOISE } from "./costs";
import { decide, see } from "./decide-bar";
import { followLives, loseAt } from "./follow-lives";
import { writeMoves } from "./moves";
import { makeRun, type Run } from "./run";
import { closeBar, finishTape, passBars, rollTape } from "./tape";
import { logTrades, makeTrade, pay, rebalance, recordWeights, writeTicket } from "./trade";

export function simulate(program: Program): Run {
  // A program may be run again: nothing of the run before stays.
  writeMoves(program.moves, program.weightColumns, program.period.from);
  program.search.place = 0;
  program.search.reach = 0;
  const run = makeRun(program);
  const { tape } = run;
  const { from, to } = program.period;
  const { book, search, triggers, table } = program;
  const hasFlowTrigger = triggers.some((trigger) => trigger.kind === "cash-flow");
  const fall = tape.recording === "figures" ? tape.fall : null;
  start(run);
  for (let bar = from + 1; bar < to; ) {
    const check = nextCheck(run, bar);
    const end = Math.min(check, to);
    // A cash flow not yet acted on weighs more as the portfolio falls: then every bar is examined.
    const isWaiting = hasFlowTrigger && run.flowsSince !== 0;
    // A cooldown lets bars go by unseen, but not from a portfolio stop, which waits for nothing.
    const first = search.isEveryBar ? bar : Math.max(bar, run.restUntil);
    if (fall !== null && first > bar) passBars(tape, book, bar, Math.min(first, end));
    const found = isWaiting ? Math.min(bar, end) : nextBreach(search, book, fall, first, end);
    const visited = found < end ? found : check;
    if (visited >= to) break;
    visit(run, visited);
    bar = visited + 1;
  }
  finishTape(tape, book, to);
  if (table.times.length > 0) markBook(book, to - 1);
  return run;
}

/** All cash, moved to the weights at the first close. */
function start(run: Run): void {
  const { program, tape, ticket } = run;
  const { book, weightColumns, period, options } = program;
  book.units.fill(0);
  book.cash = 0;
  markBook(book, period.from);
  book.cash = options.startValue / book.cashPrice;
  valueBook(book);
  weightColumns.destination.weights.fill(0);
  if (book.cashPosition >= 0) weightColumns.destination.weights[book.cashPosition] = 1;
  measureWeightColumns(weightColumns);
  findPostTradeWeights(weightColumns, program.startMode);
  writeTicket(run, program.startMode);
  run.startPostTrade.set(ticket.postTradeWeights);
  makeTrade(run, program.startScheme);
  logTrades(run, period.from, "start", null);
  recordWeights(run, period.from);
  tape.next = period.from + 1;
  closeBar(tape, period.from, book.value);
}

/** The first bar from `bar` on at which something happens whatever the drift is; bars of the table when none does. */
function nextCheck(run: Run, bar: number): number {
  if (run.pending.isSet) return bar;
  const { checks, table } = run.program;
  while (run.checkPlace < checks.length && checks[run.checkPlace]! < bar) run.checkPlace += 1;
  return run.checkPlace < checks.length ? checks[run.checkPlace]! : table.times.length;
}

function visit(run: Run, bar: number): void {
  const { program, tape, pending } = run;
  const { book, kind, options, moves } = program;
  markBook(book, bar);
  if (moves.changes.length > 0) loseAt(run, bar);
  const flowsBooked = run.flowPlace;
  bookFlow(run, bar);
  if (pending.isSet) {
    pending.isSet = false;
    if (book.value > 0) rebalance(run, bar);
  }
  if (!kind.isHolding) see(run, bar);
  const isFollowed = moves.changes.length > 0 && book.value > 0 && followLives(run, bar);
  if (!isFollowed && book.value > 0 && decide(run, bar)) {
    if (options.executeAt === "same-close") rebalance(run, bar);
    else pending.isSet = true;
  }
  if (book.cash * book.cashPrice < -TRADE_NOISE * Math.abs(book.value)) {
    rollTape(tape, book, bar);
    pay(run, raiseCash(book, program.scheme, run.ticket.roles));
    logTrades(run, bar, "withdrawal", null);
  }
  if (run.flowPlace > flowsBooked) recordWeights(run, bar);
  closeBar(tape, bar, book.value);
}
