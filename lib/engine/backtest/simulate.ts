/**
 * The run itself. Bars at which nothing can happen go by in the kernels; at every other bar, in this order: mark, book
 * flows, carry out what the bar before decided (next-close), see what moved, decide, trade (same-close), raise what a
 * withdrawal still owes, record. Deciding is done by the very functions that decide live: measureSheet, firstFired,
 * aimSheet. Nothing is allocated between bars; events grow their columns by doubling.
 */
import type { AimMode } from "@/lib/engine/targets/aim-mode";
import { aimSheet } from "@/lib/engine/targets/aim-sheet";
import { isOut } from "@/lib/engine/triggers/evaluate-triggers";
import { firstFired } from "@/lib/engine/triggers/first-fired";
import { advanceStop } from "@/lib/engine/triggers/portfolio-stop";
import { setSafe } from "@/lib/engine/valuation/rule-sheet";
import { measureSheet } from "@/lib/engine/valuation/sheet";
import { markBook, valueBook } from "./book";
import type { Program } from "./compile";
import { FREE, IDLE, KEPT, type Scheme, settle, TRADE_NOISE } from "./costs";
import { pushEvent, STOP_ENDED, STOPPED_OUT } from "./events";
import { cashableValue, raiseCash } from "./flows";
import { addToHolding, takeFromHolding } from "./holding";
import { nextBreach } from "./kernels-search";
import { writeMoves } from "./moves";
import { firstAtOrAfter } from "./period";
import { makeRun, type Run } from "./run";
import { closeBar, finishTape, passBars, rollTape } from "./tape";

const MINUTE = 60_000;

export function simulate(program: Program): Run {
  const run = makeRun(program);
  const { tape } = run;
  const { from, to } = program.period;
  const { book, search, triggers, table } = program;
  const hasFlowTrigger = triggers.some((trigger) => trigger.kind === "cash-flow");
  const fall = tape.recording === "figures" ? tape.fall : null;
  start(run);
  for (let bar = from + 1; bar < to; ) {
    const look = nextLook(run, bar);
    const end = Math.min(look, to);
    // A flow not yet acted on weighs more as the portfolio falls: then every bar is looked at.
    const isWaiting = hasFlowTrigger && run.flowsSince !== 0;
    // A cooldown lets bars go by unseen, but not from a portfolio stop, which waits for nothing.
    const first = search.isEveryBar ? bar : Math.max(bar, run.restUntil);
    if (fall !== null && first > bar) passBars(tape, book, bar, Math.min(first, end));
    const found = isWaiting ? Math.min(bar, end) : nextBreach(search, book, fall, first, end);
    const visited = found < end ? found : look;
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
  const { book, sheet, period, options, search, moves } = program;
  // A program may be run again: nothing of the run before stays.
  search.place = 0;
  search.reach = 0;
  writeMoves(moves, sheet, period.from);
  book.units.fill(0);
  book.cash = 0;
  markBook(book, period.from);
  book.cash = options.startValue / book.cashPrice;
  valueBook(book);
  sheet.goal.weights.fill(0);
  if (book.cashSlot >= 0) sheet.goal.weights[book.cashSlot] = 1;
  measureSheet(sheet);
  aimSheet(sheet, program.startMode);
  writeTicket(run, program.startMode);
  run.startGoals.set(ticket.goals);
  carryOut(run, program.startScheme);
  recordWeights(run, period.from);
  tape.next = period.from + 1;
  closeBar(tape, period.from, book.value);
}

/** The first bar from `bar` on at which something happens whatever the drift is; bars of the table when none does. */
function nextLook(run: Run, bar: number): number {
  if (run.pending.isSet) return bar;
  const { looks, table } = run.program;
  while (run.lookPlace < looks.length && looks[run.lookPlace]! < bar) run.lookPlace += 1;
  return run.lookPlace < looks.length ? looks[run.lookPlace]! : table.times.length;
}

function visit(run: Run, bar: number): void {
  const { program, tape, pending } = run;
  const { book, kind, options } = program;
  markBook(book, bar);
  const flowsBooked = run.flowPlace;
  bookFlow(run, bar);
  if (pending.isSet) {
    pending.isSet = false;
    if (book.value > 0) rebalance(run, bar);
  }
  if (!kind.isHolding) see(run, bar);
  if (book.value > 0 && decide(run, bar)) {
    if (options.executeAt === "same-close") rebalance(run, bar);
    else pending.isSet = true;
  }
  if (book.cash * book.cashPrice < -TRADE_NOISE * Math.abs(book.value)) {
    rollTape(tape, book, bar);
    pay(run, raiseCash(book, program.scheme, run.ticket.roles));
  }
  if (run.flowPlace > flowsBooked) recordWeights(run, bar);
  closeBar(tape, bar, book.value);
}

function bookFlow(run: Run, bar: number): void {
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
    run.flowsSince -= before;
    book.units.fill(0);
    book.cash = 0;
    valueBook(book);
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

/** What moved: weights in force, widths, trends, and whether the portfolio stop is out. */
function see(run: Run, bar: number): void {
  const { program, stop } = run;
  const { moves, sheet, policy, table, book } = program;
  if (stop !== null && book.value > 0) {
    stop.look.index = book.value * run.scale;
    stop.look.at = table.times[bar]!;
    stop.look.isTrendUp = moves.trendUp?.[bar] === 1;
    advanceStop(stop.rule, stop.state, stop.look);
  }
  if (stop?.state.phase === "stopped") setSafe(sheet, policy);
  else if (moves.isRuled || moves.rising.length > 0 || stop !== null) writeMoves(moves, sheet, bar);
  noteTargets(run, bar);
}

/** Keeps the targets from each bar at which they changed on: what the run is tracked against. */
function noteTargets({ program, targetChanges, tape }: Run, bar: number): void {
  const now = program.sheet.goal.targets;
  const before = targetChanges[targetChanges.length - 1]!.targets;
  for (let slot = 0; slot < now.length; slot += 1) {
    if (now[slot] === before[slot]) continue;
    rollTape(tape, program.book, bar);
    tape.targets.set(now);
    targetChanges.push({ bar, targets: Float64Array.from(now) });
    return;
  }
}

/** True when the policy calls for a run; the ticket then says where to. */
function decide(run: Run, bar: number): boolean {
  const { program, pending } = run;
  const { sheet, book, table, policy } = program;
  const { weights } = sheet.goal;
  for (let slot = 0; slot < weights.length; slot += 1) weights[slot] = book.slotValues[slot]! / book.value;
  sheet.flowShare = run.flowsSince / book.value;
  markDue(run, bar);
  measureSheet(sheet);
  let mode = askStop(run);
  if (mode === null) {
    if (run.stop?.state.phase === "stopped") return false;
    pending.trigger = firstFired(sheet);
    if (pending.trigger < 0) return false;
    if (table.times[bar]! < run.lastRunAt + policy.cooldownMinutes * MINUTE) return false;
    mode = modeOf(run, pending.trigger);
  }
  aimSheet(sheet, mode);
  writeTicket(run, mode);
  pending.driftBefore = sheet.portfolioDrift;
  return true;
}

/** The portfolio stop goes before every trigger and waits for no cooldown; null: it has nothing to say. */
function askStop({ stop, pending, program, lastRunAt }: Run): AimMode | null {
  if (stop === null) return null;
  const { sheet } = program;
  if (stop.state.phase === "stopped") {
    if (sheet.brokenCount === 0) return null;
    pending.trigger = STOPPED_OUT;
    return stop.outMode;
  }
  if (stop.state.since <= lastRunAt || !isOut(sheet, stop.rule.safeAsset)) return null;
  pending.trigger = STOP_ENDED;
  return stop.backMode;
}

function modeOf({ program, cashFlowMode }: Run, trigger: number): AimMode {
  if (program.triggers[trigger]!.kind !== "cash-flow") return program.regularMode;
  cashFlowMode.flowBudget = program.sheet.flowShare;
  return cashFlowMode;
}

function markDue(run: Run, bar: number): void {
  const { schedules, sheet } = run.program;
  for (let trigger = 0; trigger < schedules.length; trigger += 1) {
    const bars = schedules[trigger]!;
    let place = run.schedulePlaces[trigger]!;
    while (place < bars.length && bars[place]! < bar) place += 1;
    run.schedulePlaces[trigger] = place;
    sheet.due[trigger] = place < bars.length && bars[place] === bar ? 1 : 0;
  }
}

/** Goals by slot become goals by leg: a group in its members' present mix, or equally when none is held. */
function writeTicket(run: Run, mode: AimMode): void {
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

function rebalance(run: Run, bar: number): void {
  const { program, ticket, pending, events, tape } = run;
  const { book, table, policy, period } = program;
  const before = book.value;
  const paid = run.fees;
  rollTape(tape, book, bar);
  if (!carryOut(run, program.scheme)) return;
  run.lastRunAt = table.times[bar]!;
  run.restUntil = restUntil(table.times, run.lastRunAt + policy.cooldownMinutes * MINUTE, bar, period.to);
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
function carryOut(run: Run, scheme: Scheme): boolean {
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
function pay(run: Run, cost: number): void {
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
function recordWeights({ tape, program }: Run, bar: number): void {
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
