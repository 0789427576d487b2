/**
 * Turns a checked request into what the loop runs on: prices, weight columns, book, the bars each schedule is due on,
 * cash flows by bar, costs. Everything that allocates happens here, once a run.
 */
import {
  type AssetId,
  type Policy,
  type PriceTable,
  scheduleOf,
  type Trigger,
  type TriggerKind,
} from "@/lib/engine/model";
import { type DestinationMode, destinationMode } from "@/lib/engine/targets/destination-mode";
import { layOutTargets, type TargetLayout } from "@/lib/engine/valuation/lay-out-targets";
import { makeWeightColumns, type WeightColumns } from "@/lib/engine/valuation/weight-columns";
import { toFloat } from "@/lib/money";
import { extremesOf } from "../kernels/kernels-blocks";
import { makeHeld } from "../kernels/kernels-mark";
import { makeScratch, type Search } from "../kernels/kernels-search";
import type { BacktestOptions, BacktestRequest } from "../model";
import { type Book, makeBook } from "./book";
import { type BarFlows, flowsByBar } from "./cash-flows";
import type { Scheme } from "./costs";
import { dueBars } from "./due-bars";
import { remember } from "./memo";
import { type Moves, makeMoves, writeMoves } from "./moves";
import { type Period, periodOf } from "./period";

/**
 * What is recorded by bar.
 *   all      value, drift before trading, weights if requested: what a report is made from
 *   curve    value and fall
 *   figures  nothing, only the deepest fall: what a sweep needs of each of its thousand policies
 */
export type Recording = "all" | "curve" | "figures";

/** Where a run differs from a plain backtest of its policy. */
export interface RunKind {
  /** Bought once and left alone; flows go by the first weights. */
  isHolding: boolean;
  /** Examine every bar with the full functions instead of searching for the next breach: slower, never different. */
  isSkippingOff: boolean;
  recording: Recording;
}

export interface Program {
  kind: RunKind;
  policy: Policy;
  table: PriceTable;
  period: Period;
  options: BacktestOptions;
  layout: TargetLayout;
  weightColumns: WeightColumns;
  book: Book;
  search: Search;
  moves: Moves;
  triggers: readonly Trigger[];
  /** By trigger: bars its schedule is due on; empty where it has none. */
  schedules: readonly Int32Array[];
  flows: BarFlows;
  /** Bars at which something happens whatever the drift is, ascending. */
  checks: Int32Array;
  scheme: Scheme;
  /** What the start pays. */
  startScheme: Scheme;
  /** Share of every cost that is the fee; the rest is spread. */
  feePart: number;
  startMode: DestinationMode;
  regularMode: DestinationMode;
  firstPurchaseMode: DestinationMode;
  isRecordingWeights: boolean;
  isRecordingTrades: boolean;
}

export function compile(request: BacktestRequest, kind: RunKind): Program {
  const { table, options } = request;
  const policy = kind.isHolding ? { ...request.policy, triggers: [], stop: null, trendGuard: null } : request.policy;
  const period = periodOf(table, request.start, request.end);
  // A stop's safe asset has a position only while the policy has the stop; holding keeps to the targets.
  const layout = layOutTargets(policy, []);
  const weightColumns = makeWeightColumns(policy, layout);
  const book = makeBook(table, layout, policy.quoteAsset);
  if (book === null) throw new RangeError("A request is checked before it is compiled.");
  const rate = options.feeRate + options.halfSpread;
  const scheme: Scheme = {
    form: options.costForm,
    rate,
    notionalMin: Math.max(options.notionalMin, toFloat(policy.tradeNotionalMin)),
    steps: stepsOf(book.assets, options),
    isCashColumn: book.cashOffset >= 0,
  };
  const { triggers } = policy;
  const schedules = triggers.map((trigger) => {
    const schedule = scheduleOf(trigger);
    return schedule === null ? new Int32Array(0) : sharedDueBars(schedule.cron, schedule.timeZone, table.times, period);
  });
  const flows = flowsByBar(options.flows, table.times, period);
  const moves = makeMoves(request, policy, period);
  writeMoves(moves, weightColumns, period.from);
  const dueFor = (watched: Watched) => schedules.filter((_, index) => WATCHED[triggers[index]!.kind] === watched);
  return {
    kind,
    policy,
    table,
    period,
    options,
    layout,
    weightColumns,
    book,
    search: {
      isEveryBar: kind.isSkippingOff || (moves.isByBar && !kind.isHolding),
      isDense: triggers.some(({ kind }) => WATCHED[kind] === "drift"),
      dueBars: union(dueFor("drift-when-due")),
      place: 0,
      reach: 0,
      driftThreshold: Math.min(Number.POSITIVE_INFINITY, ...triggers.map(driftThresholdOf)),
      extremes: extremesOf(table),
      ...rowsOfLegs(layout, book),
      targets: weightColumns.destination.targets,
      rows: weightColumns.destination.rows,
      rowTargets: weightColumns.rowTargets,
      rowBands: weightColumns.rowBands,
      scratch: makeScratch(makeHeld(book), layout.rows.length, layout.positions.length),
    },
    moves,
    triggers,
    schedules,
    flows,
    checks: union([
      ...dueFor("calendar"),
      ...(moves.isVolatile ? dueFor("drift-when-due") : []),
      flows.bars,
      moves.rule?.bars ?? new Int32Array(0),
    ]),
    scheme,
    startScheme: options.initialFee ? scheme : { ...scheme, rate: 0 },
    feePart: rate > 0 ? options.feeRate / rate : 0,
    startMode: { ...destinationMode(policy, "stop") },
    regularMode: destinationMode(policy, "regular"),
    firstPurchaseMode: destinationMode(policy, "first-purchase"),
    isRecordingWeights: request.isRecordingWeights === true,
    isRecordingTrades: request.isRecordingTrades === true && !kind.isHolding,
  };
}

/**
 * The program of a policy that differs from the given one's in widths of bands and destination alone. It shares all
 * that the given one has, so of the two only the one made last may run; null where widths are not all that would
 * change.
 */
export function withBands(program: Program, policy: Policy): Program | null {
  const { moves, weightColumns } = program;
  if (moves.isResolved || moves.rising.length > 0 || program.policy.stop || policy.stop) return null;
  const layout = layOutTargets(policy, []);
  // Read into the weight columns when the run starts.
  weightColumns.layout = layout;
  return { ...program, policy, layout, regularMode: destinationMode(policy, "regular") };
}

function stepsOf(assets: readonly AssetId[], options: BacktestOptions): Float64Array | null {
  const steps = Float64Array.from(assets, (asset) => options.steps[asset] ?? 0);
  return steps.some((step) => step > 0) ? steps : null;
}

/** By leg: the row it counts in; cash last, -1 without a position. */
function rowsOfLegs({ positions }: TargetLayout, { positionOf, cashPosition }: Book) {
  const rows = [...positionOf, cashPosition].map((position) => positions[position]?.row ?? -1);
  const isPlain = positions.every((position) => position.members.length === 1) && new Set(rows).size === rows.length;
  return { legRows: Int32Array.from(rows), isPlain };
}

function sharedDueBars(cron: string, timeZone: string, times: Float64Array, { from, to }: Period): Int32Array {
  return remember(times, `due ${cron} ${timeZone} ${from} ${to}`, () => dueBars(cron, timeZone, times, from, to));
}

/** Drift at which a trigger that watches bands fires too. */
function driftThresholdOf(trigger: Trigger): number {
  switch (trigger.kind) {
    case "hybrid":
      return trigger.driftMin;
    case "threshold":
      return trigger.portfolioDrift ?? Number.POSITIVE_INFINITY;
    case "time":
    case "cash-flow":
      return Number.POSITIVE_INFINITY;
  }
}

/** What a trigger watches, which says at which bars it may fire: the search skips all others. */
type Watched = "calendar" | "drift" | "drift-when-due" | "flows";

const WATCHED: Readonly<Record<TriggerKind, Watched>> = {
  time: "calendar",
  threshold: "drift",
  hybrid: "drift-when-due",
  "cash-flow": "flows",
};

function union(lists: readonly Int32Array[]): Int32Array {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length === 1) return filled[0]!;
  const bars = new Set<number>();
  for (const list of filled) for (const bar of list) bars.add(bar);
  return Int32Array.from(bars).sort();
}
