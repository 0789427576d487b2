/**
 * What one bar means: what moved, whether the policy calls for a run, and where to. Decided by the functions that
 * decide live (measureWeightColumns, firstFired, findPostTradeWeights, advanceStop); a property test holds whole runs
 * to live checks.
 */
import type { DestinationMode } from "@/lib/engine/targets/destination-mode";
import { findPostTradeWeights } from "@/lib/engine/targets/find-post-trade-weights";
import { isFirstPurchase } from "@/lib/engine/targets/first-purchase";
import { firstFired } from "@/lib/engine/triggers/first-fired";
import { advanceStop } from "@/lib/engine/triggers/portfolio-stop";
import { callOfStop, coolingUntil } from "@/lib/engine/triggers/precedence";
import { setSafe } from "@/lib/engine/valuation/resolve-columns";
import { measureWeightColumns } from "@/lib/engine/valuation/weight-columns";
import { STOP_ENDED, STOPPED_OUT } from "./events";
import { writeMoves } from "./moves";
import type { Run } from "./run";
import { rollTape } from "./tape";
import { writeTicket } from "./trade";

/** What moved: weights in force, widths, trends, and whether the portfolio stop is out. */
export function see(run: Run, bar: number): void {
  const { program, stop } = run;
  const { moves, weightColumns, policy, table, book } = program;
  if (stop !== null && book.value > 0) {
    stop.check.index = book.value * run.scale;
    stop.check.at = table.times[bar]!;
    stop.check.isTrendUp = moves.trendUp?.[bar] === 1;
    advanceStop(stop.rule, stop.state, stop.check);
  }
  if (stop?.state.phase === "stopped") setSafe(weightColumns, policy);
  else if (moves.isResolved || moves.rising.length > 0 || stop !== null) writeMoves(moves, weightColumns, bar);
  recordTargets(run, bar);
}

/** Records the targets from each bar at which they changed on: what the run is tracked against. */
function recordTargets({ program, targetChanges, tape }: Run, bar: number): void {
  const now = program.weightColumns.destination.targets;
  const before = targetChanges[targetChanges.length - 1]!.targets;
  for (let position = 0; position < now.length; position += 1) {
    if (now[position] === before[position]) continue;
    rollTape(tape, program.book, bar);
    tape.targets.set(now);
    targetChanges.push({ bar, targets: Float64Array.from(now) });
    return;
  }
}

/** True when the policy calls for a run; the ticket then says where to. */
export function decide(run: Run, bar: number): boolean {
  const { program, pending, stop } = run;
  const { weightColumns, table, policy } = program;
  measure(run, bar);
  const call = stop === null ? null : callOfStop(stop.state, stop.rule.safeAsset, weightColumns, run.lastRunAt);
  if (call === "stay-out") return false;
  let mode = stop === null || call === null ? null : obey(run, stop, call);
  if (mode === null) {
    pending.trigger = firstFired(weightColumns);
    if (pending.trigger < 0) return false;
    if (coolingUntil(policy, run.lastRunAt, table.times[bar]!) !== null) return false;
    mode = modeOf(run, pending.trigger);
  }
  findPostTradeWeights(weightColumns, mode);
  writeTicket(run, mode);
  pending.driftBefore = weightColumns.portfolioDrift;
  return true;
}

/** Weights, drifts and what is due, as of the bar last marked. */
export function measure(run: Run, bar: number): void {
  const { weightColumns, book } = run.program;
  const { weights } = weightColumns.destination;
  for (let position = 0; position < weights.length; position += 1)
    weights[position] = book.positionValues[position]! / book.value;
  weightColumns.flowShare = run.flowsSince / book.value;
  markDue(run, bar);
  measureWeightColumns(weightColumns);
}

function obey({ pending }: Run, stop: NonNullable<Run["stop"]>, call: "leave" | "return"): DestinationMode {
  pending.trigger = call === "leave" ? STOPPED_OUT : STOP_ENDED;
  return call === "leave" ? stop.outMode : stop.backMode;
}

function modeOf({ program, cashFlowMode, lastRunAt }: Run, trigger: number): DestinationMode {
  // Weights that began in cash alone are bought as a live portfolio's first purchase is.
  if (isFirstPurchase(program.weightColumns, lastRunAt !== Number.NEGATIVE_INFINITY)) return program.firstPurchaseMode;
  switch (program.triggers[trigger]!.kind) {
    case "time":
    case "threshold":
    case "hybrid":
      return program.regularMode;
    case "cash-flow":
      cashFlowMode.flowBudget = program.weightColumns.flowShare;
      return cashFlowMode;
  }
}

function markDue(run: Run, bar: number): void {
  const { schedules, weightColumns } = run.program;
  for (let trigger = 0; trigger < schedules.length; trigger += 1) {
    const bars = schedules[trigger]!;
    let place = run.schedulePlaces[trigger]!;
    while (place < bars.length && bars[place]! < bar) place += 1;
    run.schedulePlaces[trigger] = place;
    weightColumns.due[trigger] = place < bars.length && bars[place] === bar ? 1 : 0;
  }
}
