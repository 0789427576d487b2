/**
 * One policy on past prices, beside plain holding of the same start and flows. Pure: the same request gives the same
 * figures to the last bit, in Node, a worker or the browser. Refused input comes back as problems, never as an error.
 * Conventions stand in model.ts.
 */
import { checkRequest } from "./check-request";
import type { BacktestAnswer, BacktestNote, BacktestRequest, BacktestRun } from "./model";
import { drawdownOf, indexOf } from "./report/index-series";
import { measureRun } from "./report/metrics";
import { notesOf } from "./report/notes";
import { compile, type Program, type RunKind } from "./run/compile";
import { listEvents, STOPPED_OUT } from "./run/events";
import type { Run } from "./run/run";
import { simulate } from "./run/simulate";

export interface BacktestResult {
  run: BacktestRun;
  holding: BacktestRun;
  /** What was taken for granted or left out. */
  notes: readonly BacktestNote[];
}

export interface BacktestWays {
  /** Decides at every bar with the full functions; for tests that prove skipping changes nothing. */
  isSkippingOff?: boolean;
}

export function backtest(request: BacktestRequest, ways: BacktestWays = {}): BacktestAnswer<BacktestResult> {
  const problems = checkRequest(request);
  if (problems.length > 0) return { ok: false, problems };
  const isSkippingOff = ways.isSkippingOff === true;
  const run = runProgram(request, { isHolding: false, isSkippingOff, recording: "all" });
  const holding = runProgram(request, { isHolding: true, isSkippingOff, recording: "all" });
  return { ok: true, value: { run: report(run), holding: report(holding), notes: notesOf(run) } };
}

function runProgram(request: BacktestRequest, kind: RunKind): Run {
  return simulate(compile(request, kind));
}

function report(run: Run): BacktestRun {
  const { program, tape, events } = run;
  const { table, period, layout } = program;
  const index = indexOf(run);
  const drawdown = drawdownOf(index);
  return {
    from: period.from,
    to: period.to,
    times: table.times.slice(period.from, period.to),
    equity: tape.equity,
    drawdown,
    events: listEvents(events, table.times, (trigger) => nameOf(program, trigger)),
    weights:
      tape.weights === null
        ? null
        : {
            keys: layout.positions.map((position) => position.key),
            names: layout.positions.map((position) => positionName(layout, position)),
            columns: tape.weights,
          },
    metrics: measureRun(run, index, drawdown),
  };
}

function nameOf({ triggers }: Program, trigger: number) {
  if (trigger < 0) return trigger === STOPPED_OUT ? "portfolio-stop" : "stop-ended";
  return triggers[trigger]!.kind;
}

function positionName(
  { rows }: Program["layout"],
  { key, row, members }: Program["layout"]["positions"][number],
): string {
  const name = rows[row]!.name;
  return key === rows[row]!.key ? name : `${name}: ${members.join(", ")}`;
}
