/**
 * Many policies of a grid on the same prices. What a cell answers is what `backtest` answers for its policy, to the
 * last digit; what no cell needs by bar (values, weights) is never written, so memory does not grow with the grid.
 */
import { backtest } from "./backtest";
import type { BacktestAnswer, BacktestRequest } from "./model";
import { type SweepGrid, sweepCell, sweepPolicy, sweepSize } from "./sweep-grid";

export interface SweepFigures {
  index: number;
  finalValue: number;
  cagr: number;
  maxDrawdown: number;
  turnover: number;
  turnoverPerYear: number;
  events: number;
  fees: number;
}

export interface Sweep {
  size: number;
  /** Plain holding on the same prices; `index` is -1. */
  holding: SweepFigures;
  /** Figures of one cell; in any order, any number of times. */
  run(index: number): SweepFigures;
}

/** Checks the request once and prepares what all cells share. `request.policy` is the one the grid is laid around. */
export function prepareSweep(request: BacktestRequest, grid: SweepGrid): BacktestAnswer<Sweep> {
  const first = runOf(request, grid, 0);
  if (!first.ok) return first;
  return {
    ok: true,
    value: {
      size: sweepSize(grid),
      holding: { ...figuresOf(-1, first.value.holding.metrics) },
      run: (index) => {
        const answer = runOf(request, grid, index);
        if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join(" "));
        return figuresOf(index, answer.value.run.metrics);
      },
    },
  };
}

function runOf(request: BacktestRequest, grid: SweepGrid, index: number) {
  const cell = sweepCell(grid, index);
  const options = cell.fee === null ? request.options : { ...request.options, feeRate: cell.fee };
  return backtest({ ...request, options, policy: sweepPolicy(request.policy, cell), isRecordingWeights: false });
}

function figuresOf(index: number, metrics: Omit<SweepFigures, "index">): SweepFigures {
  const { finalValue, cagr, maxDrawdown, turnover, turnoverPerYear, events, fees } = metrics;
  return { index, finalValue, cagr, maxDrawdown, turnover, turnoverPerYear, events, fees };
}
