/**
 * What a run does at the bar at which assets come or go. A policy goes to its targets then in force, as live after a
 * change of its weights: whole, whatever bands, schedules and cooldown say. Plain holding buys a newcomer at its weight
 * from all it holds, evenly, and buys its others evenly for what a dying one brings. A dying asset is sold to the last
 * unit, whatever the smallest trade and the quantity steps are.
 */
import type { AssetId } from "@/lib/engine/model";
import { findPostTradeWeights } from "@/lib/engine/targets/find-post-trade-weights";
import { valueBook } from "./book";
import { legRate } from "./costs";
import { measure } from "./decide-bar";
import { DELISTED, LISTED } from "./events";
import type { LifeChange } from "./lives";
import { type Moves, writeMoves } from "./moves";
import type { Run } from "./run";
import { rollTape } from "./tape";
import { logTrades, makeTrade, pay, rebalance, recordWeights, writeTicket } from "./trade";

/** Takes what is lost out of the book, and out of what was decided before: all before anything else of its bar. */
export function loseAt(run: Run, bar: number): void {
  const { program, trades, ticket, startPostTrade } = run;
  const { book, moves, kind } = program;
  const lost = legsOf(run, changeAt(moves, bar)?.lost ?? []);
  if (lost.length === 0) return;
  rollTape(run.tape, book, bar);
  for (const leg of lost) {
    book.units[leg] = 0;
    ticket.postTradeWeights[leg] = 0;
    // Nobody sold it.
    if (trades !== null) trades.units[leg] = 0;
  }
  if (kind.isHolding) shift(startPostTrade, new Float64Array(startPostTrade.length), lost);
  valueBook(book);
  recordWeights(run, bar);
}

/** True when it was acted on: nothing else is decided at this bar. */
export function followLives(run: Run, bar: number): boolean {
  const change = changeAt(run.program.moves, bar);
  if (change === undefined || change.listed.length + change.sold.length === 0) return false;
  if (run.program.kind.isHolding) {
    changeHolding(run, change, bar);
    return true;
  }
  const { sold } = change;
  if (run.stop?.state.phase === "stopped") {
    // Coming back goes by the weights of then; what is on its way out has no later close to go at.
    sellOut(run, sold, bar);
    return false;
  }
  const { program, pending } = run;
  measure(run, bar);
  findPostTradeWeights(program.weightColumns, program.startMode);
  writeTicket(run, program.startMode);
  pending.trigger = sold.length > 0 ? DELISTED : LISTED;
  pending.driftBefore = program.weightColumns.portfolioDrift;
  // There is no next close to sell a dying asset at.
  pending.isSet = sold.length === 0 && program.options.executeAt === "next-close";
  if (!pending.isSet) rebalance(run, bar);
  sellOut(run, sold, bar);
  return true;
}

function changeHolding(run: Run, change: LifeChange, bar: number): void {
  const { program, ticket, startPostTrade, tape } = run;
  const { book, moves, weightColumns, scheme } = program;
  const { listed, sold } = change;
  writeMoves(moves, weightColumns, bar);
  const { targets } = weightColumns.destination;
  const newcomers = new Float64Array(book.assets.length);
  for (const leg of legsOf(run, listed)) newcomers[leg] = targets[book.positionOf[leg]!]!;
  shift(startPostTrade, newcomers, legsOf(run, sold));
  const { postTradeWeights } = ticket;
  for (let leg = 0; leg < postTradeWeights.length; leg += 1) postTradeWeights[leg] = book.values[leg]! / book.value;
  const scale = shift(postTradeWeights, newcomers, legsOf(run, sold));
  ticket.cashPostTrade = ((book.cash * book.cashPrice) / book.value) * scale;
  ticket.side = 0;
  rollTape(tape, book, bar);
  makeTrade(run, scheme);
  sellOut(run, sold, bar);
  recordWeights(run, bar);
}

/** Newcomers get their weights, those who go lose theirs, the others keep their proportions. Returns what scaled them. */
function shift(weights: Float64Array, newcomers: Float64Array, going: readonly number[]): number {
  let left = 1;
  let given = 0;
  for (const leg of going) left -= weights[leg]!;
  for (const weight of newcomers) given += weight;
  const scale = left > 0 ? (1 - given) / left : 0;
  for (let leg = 0; leg < weights.length; leg += 1) {
    if (going.includes(leg)) weights[leg] = 0;
    else weights[leg] = newcomers[leg]! > 0 ? newcomers[leg]! : weights[leg]! * scale;
  }
  return scale;
}

/** What the run itself left of them: below the smallest trade, or a part of a step. */
function sellOut(run: Run, assets: readonly AssetId[], bar: number): void {
  const { book, scheme } = run.program;
  for (const leg of legsOf(run, assets)) {
    const worth = book.units[leg]! * book.prices[leg]!;
    if (worth === 0) continue;
    rollTape(run.tape, book, bar);
    const cost = worth * legRate(scheme);
    book.units[leg] = 0;
    book.cash += (worth - cost) / book.cashPrice;
    pay(run, cost);
    valueBook(book);
    logTrades(run, bar, "delisted", null);
    recordWeights(run, bar);
  }
}

const changeAt = ({ changes }: Moves, bar: number): LifeChange | undefined => changes.find((each) => each.bar === bar);

const legsOf = (run: Run, assets: readonly AssetId[]): number[] =>
  assets.map((asset) => run.program.book.assets.indexOf(asset)).filter((leg) => leg >= 0);
