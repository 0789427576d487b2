/** What the lab's screen and its workers say to each other. Arrays are transferred, not copied. */
import type { BacktestEvent, BacktestMetrics, BacktestOptions } from "@/lib/engine/backtest/model";
import type { Destination, Policy, PriceTable } from "@/lib/engine/model";

/** One line of the comparison. "holding" is always computed besides and needs no entry. */
export interface LabStrategy {
  id: string;
  policy: Policy;
}

export interface LabPeriod {
  /** Epoch ms, inclusive; null: all there is. */
  start: number | null;
  end: number | null;
}

export interface LabRunRequest extends LabPeriod {
  strategies: readonly LabStrategy[];
  options: BacktestOptions;
  /** Most points a drawn line may have; troughs and peaks survive. */
  points: number;
  /** Id of the strategy whose weights over time are wanted; null: none. */
  weightsOf: string | null;
}

/** One drawn line set, on shared bars: `bars` index into the period. */
export interface LabCurves {
  times: Float64Array;
  equity: Float64Array;
  drawdown: Float64Array;
  /** equity / holding's equity - 1. */
  ahead: Float64Array;
}

export interface LabStrategyRun {
  id: string;
  metrics: BacktestMetrics;
  curves: LabCurves;
  events: readonly BacktestEvent[];
  /** What was taken for granted or left out, as sentences; none for holding. */
  notes: readonly string[];
  weights: { keys: readonly string[]; names: readonly string[]; times: Float64Array; columns: Float64Array } | null;
}

export interface LabRun {
  bars: number;
  firstAt: number;
  lastAt: number;
  computedInMs: number;
  holding: LabStrategyRun;
  strategies: readonly LabStrategyRun[];
}

/** Band by interval by destination around one policy. `intervalDays` 0 checks at every bar. */
export interface LabSweepRequest extends LabPeriod {
  base: Policy;
  options: BacktestOptions;
  /** Relative band ratios, 0.2 is 20 % of target; applied as the base's band kind with this ratio or width. */
  bands: readonly number[];
  intervalDays: readonly number[];
  destinations: readonly Destination[];
}

/** One cell; index = (destination * intervals + interval) * bands + band. */
export interface LabCell {
  index: number;
  totalReturn: number;
  /** totalReturn less holding's. */
  ahead: number;
  cagr: number;
  /** cagr less holding's. */
  aheadPerYear: number;
  maxDrawdown: number;
  turnover: number;
  turnoverPerYear: number;
  events: number;
  finalValue: number;
}

/** How much of it was luck: the same policy from many starts, and on paths put together from blocks of history. */
export interface LabDistributionRequest extends LabPeriod {
  strategy: LabStrategy;
  options: BacktestOptions;
  /** Length of each rolling run, days; starts are spread evenly. */
  windowDays: number;
  starts: number;
  paths: number;
  blockDays: number;
  seed: number;
}

export interface LabSample {
  /** Rolling: when it began; bootstrap: number of the path. */
  at: number;
  totalReturn: number;
  holdingReturn: number;
  cagr: number;
  holdingCagr: number;
  maxDrawdown: number;
  holdingMaxDrawdown: number;
}

export interface LabDistribution {
  rolling: readonly LabSample[];
  bootstrap: readonly LabSample[];
}

/** The page's side; made by client.ts. Every promise rejects with LabRefusal for refused input, AbortError when superseded. */
export interface LabEngine {
  /** Hands the prices to the workers; later calls use them. */
  load(table: PriceTable): Promise<void>;
  /** Latest wins: a call made while one runs supersedes those waiting, so that dragging never queues. */
  run(request: LabRunRequest): Promise<LabRun>;
  sweep(
    request: LabSweepRequest,
    onCells: (cells: readonly LabCell[], done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  distribution(
    request: LabDistributionRequest,
    onProgress: (soFar: LabDistribution, done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<LabDistribution>;
  close(): void;
}

/** Refused input as it is shown: where, and a sentence that says what to do. */
export interface LabProblem {
  path: string;
  message: string;
}

export type LabAnswer<T> = { ok: true; value: T } | { ok: false; problems: readonly LabProblem[] };

export class LabRefusal extends Error {
  readonly problems: readonly LabProblem[];
  constructor(problems: readonly LabProblem[]) {
    super(problems.map((problem) => problem.message).join(" "));
    this.problems = problems;
  }
}
