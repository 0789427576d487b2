/**
 * Many policies of a grid on the same prices. What a cell answers is what `backtest` answers for its policy: the same
 * loop runs, only nothing is written by bar, so memory does not grow with the grid, and due bars and the extremes of
 * blocks are made once for all cells.
 */
import { isWithin, POLICY_BOUNDS } from "@/lib/engine/model";
import { checkRequest } from "../check-request";
import type { BacktestAnswer, BacktestProblem, BacktestRequest } from "../model";
import { type RunFigures, runFigures } from "../report/run-figures";
import { compile, type Program, withBands } from "../run/compile";
import { simulate } from "../run/simulate";
import { type SweepGrid, sweepCell, sweepPolicy, sweepSize } from "./sweep-grid";

/** A band of the grid is a width or a ratio, by the kind of the policy's own; a ratio may be the larger. */
const BAND = POLICY_BOUNDS.band.ratio;

export interface SweepFigures extends RunFigures {
  index: number;
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
  const problems = checkGrid(grid);
  if (problems.length === 0) problems.push(...checkRequest(cellRequest(request, grid, 0)));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      size: sweepSize(grid),
      holding: { index: -1, ...figuresOf(request, true) },
      run: cellRunner(request, grid),
    },
  };
}

function figuresOf(request: BacktestRequest, isHolding: boolean): RunFigures {
  return runFigures(simulate(compileFigures(request, isHolding)));
}

function compileFigures(request: BacktestRequest, isHolding: boolean): Program {
  return compile(request, { isHolding, isSkippingOff: false, recording: "figures" });
}

/** Cells that differ in band and destination alone share a program, one after another. */
function cellRunner(request: BacktestRequest, grid: SweepGrid): Sweep["run"] {
  let shared: { key: string; program: Program } | null = null;
  return (index) => {
    const { interval, fee } = sweepCell(grid, index);
    const cell = cellRequest(request, grid, index);
    const key = `${interval} ${fee}`;
    const again = shared?.key === key ? withBands(shared.program, cell.policy) : null;
    const program = again ?? compileFigures(cell, false);
    shared = { key, program };
    return { index, ...runFigures(simulate(program)) };
  };
}

function cellRequest(request: BacktestRequest, grid: SweepGrid, index: number): BacktestRequest {
  const cell = sweepCell(grid, index);
  const options = cell.fee === null ? request.options : { ...request.options, feeRate: cell.fee };
  return { ...request, options, policy: sweepPolicy(request.policy, cell), isRecordingWeights: false };
}

function checkGrid({ bands, intervals, destinations, fees }: SweepGrid): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const say = (path: string, message: string) => problems.push({ path, message });
  for (const [path, list] of Object.entries({ bands, intervals, destinations, fees: fees ?? [0] })) {
    if (list.length === 0) say(path, `The grid names no ${path}: give at least one.`);
  }
  for (const [index, band] of bands.entries()) {
    if (isWithin(BAND, band)) continue;
    say(`bands.${index}`, `A band is a share from ${BAND.min} to ${BAND.max}, not ${band}.`);
  }
  for (const [index, interval] of intervals.entries()) {
    if (typeof interval === "number" && !(interval >= 0 && interval <= 3660)) {
      say(`intervals.${index}`, `An interval is a number of days from 0 to 3660, not ${interval}.`);
    }
  }
  for (const [index, fee] of (fees ?? []).entries()) {
    if (!(fee >= 0 && fee < 1)) say(`fees.${index}`, `A fee rate is a share from 0 to less than 1, not ${fee}.`);
  }
  return problems;
}
