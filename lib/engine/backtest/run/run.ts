/** A run under way: what it records, what it remembers from one bar to the next. */
import type { PortfolioStop, StopState } from "@/lib/engine/model";
import { type DestinationMode, destinationMode } from "@/lib/engine/targets/destination-mode";
import { newStopState, type StopCheck, seekPastPeak } from "@/lib/engine/triggers/portfolio-stop";
import { targetPrices, weightedIndex } from "@/lib/engine/valuation/indicators/target-prices";
import type { Program } from "./compile";
import { makeTicket, type Ticket } from "./costs";
import { type EventColumns, makeEvents } from "./events";
import { makeTape, type Tape } from "./tape";

/** The portfolio stop under way. */
export interface StopRun {
  rule: PortfolioStop;
  state: StopState;
  check: StopCheck;
  outMode: DestinationMode;
  backMode: DestinationMode;
}

/** What was bought or sold of one leg: by a trigger (its index, or a code below 0), or for another cause. */
export interface LoggedTrade {
  bar: number;
  leg: number;
  cause: number | "start" | "withdrawal" | "delisted";
  event: number | null;
  quantity: number;
  price: number;
}

export interface Run {
  program: Program;
  tape: Tape;
  events: EventColumns;
  /** Every trade, and units by leg as last recorded; null unless requested. */
  trades: { rows: LoggedTrade[]; units: Float64Array } | null;
  ticket: Ticket;
  /** A decision made and not yet executed. */
  pending: { isSet: boolean; trigger: number; driftBefore: number };
  /** By leg and of cash: shares bought at the start. */
  startPostTrade: Float64Array;
  /** Deposits less withdrawals since the last run. */
  flowsSince: number;
  lastRunAt: number;
  /** The first bar after the cooldown. */
  restUntil: number;
  fees: number;
  spread: number;
  /** How many entries of each schedule, of cash flows and of checks have gone by. */
  schedulePlaces: Int32Array;
  flowPlace: number;
  checkPlace: number;
  /** Index (1 put in at the start, flows taken out) = value x scale; changes with each flow. */
  scale: number;
  /** The index while nothing is left. */
  frozenIndex: number;
  /** By flow booked: scale and frozen index from its bar on. */
  scales: Float64Array;
  frozen: Float64Array;
  /** Withdrawals of more than there was. */
  cutWithdrawals: number;
  cashFlowMode: DestinationMode;
  /** The portfolio stop, where the policy has one. */
  stop: StopRun | null;
  /** By position, from each bar at which they changed on. */
  targetChanges: { bar: number; targets: Float64Array }[];
}

export function makeRun(program: Program): Run {
  const { period, book, options } = program;
  return {
    program,
    tape: makeTape(program),
    events: makeEvents(),
    trades: program.isRecordingTrades ? { rows: [], units: new Float64Array(book.assets.length) } : null,
    ticket: makeTicket(book.assets.length),
    pending: { isSet: false, trigger: -1, driftBefore: 0 },
    startPostTrade: new Float64Array(book.assets.length),
    flowsSince: 0,
    lastRunAt: Number.NEGATIVE_INFINITY,
    restUntil: 0,
    fees: 0,
    spread: 0,
    schedulePlaces: new Int32Array(program.schedules.length),
    flowPlace: 0,
    checkPlace: 0,
    scale: 1 / options.startValue,
    frozenIndex: 1,
    scales: new Float64Array(program.flows.bars.length),
    frozen: new Float64Array(program.flows.bars.length),
    cutWithdrawals: 0,
    cashFlowMode: destinationMode(program.policy, "cash-flow"),
    stop: makeStop(program),
    targetChanges: [{ bar: period.from, targets: Float64Array.from(program.weightColumns.destination.targets) }],
  };
}

function makeStop({ policy, table, period }: Program): StopRun | null {
  if (!policy.stop) return null;
  // Armed from the start: there is nothing to come back from.
  const state: StopState = { ...newStopState(1, table.times[period.from]!), since: Number.NEGATIVE_INFINITY };
  if (policy.stop.peakFrom === "history") {
    const written = policy.targets.map((target) => target.weight);
    const levels = weightedIndex(targetPrices(table, policy.targets, policy.quoteAsset), written).closes;
    seekPastPeak(policy.stop, state, { times: table.times, levels, last: period.from });
  }
  return {
    rule: policy.stop,
    state,
    check: { index: 1, at: 0, isTrendUp: false, isSettled: true },
    outMode: destinationMode(policy, "stop"),
    backMode: destinationMode(policy, "restart"),
  };
}
