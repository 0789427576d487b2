/**
 * Many policies of a grid on the same prices. What a cell answers is what `backtest` answers for its policy: the same
 * loop runs, only nothing is written by bar, so memory does not grow with the grid, and due bars and the extremes of
 * blocks are made once for all cells.
 */
import { isWithin, POLICY_BOUNDS } from "@/lib/engine/model";
import { bridgeEdges } from "../bridge-edges";
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
export function prepareSweep(given: BacktestRequest, grid: SweepGrid): BacktestAnswer<Sweep> {
  const problems = checkGrid(grid);
  const whole = bridgeEdges(given);
  if (!whole.ok) problems.push(...whole.problems);
  if (!whole.ok || problems.length > 0) return { ok: false, problems };
  const request = whole.value;
  const cellsOfBase = sweepSize({ ...grid, bases: [given.policy] });
  for (let base = 0; problems.length === 0 && base < (grid.bases?.length ?? 1); base += 1) {
    const cell = cellRequest(request, grid, base * cellsOfBase);
    const edges = bridgeEdges({ ...given, policy: cell.policy });
    problems.push(...(edges.ok ? checkRequest(cell) : edges.problems));
  }
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
    const { base, interval, fee } = sweepCell(grid, index);
    const cell = cellRequest(request, grid, index);
    const key = `${base} ${interval} ${fee}`;
    const again = shared?.key === key ? withBands(shared.program, cell.policy) : null;
    const program = again ?? compileFigures(cell, false);
    shared = { key, program };
    return { index, ...runFigures(simulate(program)) };
  };
}

/** What a cell alone is a run of: `backtest` answers the same for it. */
export function cellRequest(request: BacktestRequest, grid: SweepGrid, index: number): BacktestRequest {
  const cell = sweepCell(grid, index);
  const base = grid.bases?.[cell.base ?? 0] ?? request.policy;
  const options = cell.fee === null ? request.options : { ...request.options, feeRate: cell.fee };
  return { ...request, options, policy: sweepPolicy(base, cell), isRecordingWeights: false };
}

const AXES = ["bands", "intervals", "destinations", "fees"] as const;
const INTERVAL_DAYS_MAX = 3_660;

function checkGrid({ bands, intervals, destinations, fees }: SweepGrid): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const axes = { bands, intervals, destinations, fees };
  for (const axis of AXES) if (axes[axis]?.length === 0) problems.push({ path: axis, kind: "empty-axis", axis });
  for (const [index, band] of (bands ?? []).entries()) {
    if (!isWithin(BAND, band))
      problems.push({ path: `bands.${index}`, kind: "axis-outside", axis: "bands", value: band, max: BAND.max });
  }
  for (const [index, interval] of (intervals ?? []).entries()) {
    if (typeof interval === "number" && !(interval >= 0 && interval <= INTERVAL_DAYS_MAX)) {
      const bound = { value: interval, max: INTERVAL_DAYS_MAX };
      problems.push({ path: `intervals.${index}`, kind: "axis-outside", axis: "intervals", ...bound });
    }
  }
  for (const [index, fee] of (fees ?? []).entries()) {
    if (!(fee >= 0 && fee < 1))
      problems.push({ path: `fees.${index}`, kind: "axis-outside", axis: "fees", value: fee, max: 1 });
  }
  return problems;
}
