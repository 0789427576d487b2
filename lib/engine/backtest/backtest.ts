/**
 * One policy on past prices, beside plain holding of the same start and flows. Pure: the same request gives the same
 * figures to the last bit, in Node, a worker or the browser. Refused input comes back as problems, never as an error.
 * Conventions stand in model.ts.
 */
import type { Policy } from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { bridgeEdges } from "./bridge-edges";
import { checkRequest } from "./check-request";
import type { BacktestAnswer, BacktestNote, BacktestRequest, BacktestRun, BacktestTrade, BenchmarkPart } from "./model";
import { drawdownOf, indexOf } from "./report/index-series";
import { measureRun } from "./report/metrics";
import { notesOf } from "./report/notes";
import { compile, type Program, type RunKind } from "./run/compile";
import { DELISTED, LISTED, listEvents, STOP_ENDED, STOPPED_OUT } from "./run/events";
import type { Run } from "./run/run";
import { simulate } from "./run/simulate";

export interface BacktestResult {
  run: BacktestRun;
  holding: BacktestRun;
  /** Null unless requested. */
  benchmark: BacktestRun | null;
  /** What was taken for granted or left out. */
  notes: readonly BacktestNote[];
}

export interface BacktestWays {
  /** Decides at every bar with the full functions; for tests that prove skipping changes nothing. */
  isSkippingOff?: boolean;
}

export function backtest(given: BacktestRequest, ways: BacktestWays = {}): BacktestAnswer<BacktestResult> {
  const whole = bridgeEdges(given);
  if (!whole.ok) return whole;
  const request = whole.value;
  const problems = checkRequest(request);
  if (problems.length > 0) return { ok: false, problems };
  const isSkippingOff = ways.isSkippingOff === true;
  const run = runProgram(request, { isHolding: false, isSkippingOff, recording: "all" });
  const holding = runProgram(request, { isHolding: true, isSkippingOff, recording: "all" });
  const benchmark = request.benchmark ? report(runBenchmark(request, request.benchmark, isSkippingOff)) : null;
  return { ok: true, value: { run: report(run), holding: report(holding), benchmark, notes: notesOf(run) } };
}

/** Held like plain holding, and all of it: no cash is kept back, and nothing is too small to buy. */
function runBenchmark(request: BacktestRequest, parts: readonly BenchmarkPart[], isSkippingOff: boolean): Run {
  const policy: Policy = {
    ...request.policy,
    targets: parts.map(({ asset, weight }) => ({ kind: "asset", asset, weight })),
    dynamic: null,
    cashBuffer: 0,
    tradeNotionalMin: "0" as Notional,
    limits: { ...request.policy.limits, cashMin: 0 },
  };
  return runProgram({ ...request, policy }, { isHolding: true, isSkippingOff, recording: "all" });
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
    index,
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
    trades: tradesOf(run),
    metrics: measureRun(run, index, drawdown),
  };
}

function tradesOf({ program, trades }: Run): BacktestTrade[] | null {
  if (trades === null) return null;
  const { table, book } = program;
  return trades.rows.map(({ bar, leg, cause, event, quantity, price }) => ({
    bar,
    at: table.times[bar]!,
    event,
    cause: typeof cause === "number" ? nameOf(program, cause) : cause,
    asset: book.assets[leg]!,
    quantity,
    price,
  }));
}

function nameOf({ triggers }: Program, trigger: number) {
  switch (trigger) {
    case STOPPED_OUT:
      return "portfolio-stop";
    case STOP_ENDED:
      return "stop-ended";
    case LISTED:
      return "listed";
    case DELISTED:
      return "delisted";
    default:
      return triggers[trigger]!.kind;
  }
}

function positionName(
  { rows }: Program["layout"],
  { key, row, members }: Program["layout"]["positions"][number],
): string {
  const name = rows[row]!.name;
  return key === rows[row]!.key ? name : `${name}: ${members.join(", ")}`;
}
