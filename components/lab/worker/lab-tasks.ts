/**
 * What a lab worker does, without being one: values in, values out, so that it runs in a test as well. It holds the
 * table it was given, what it prepared for the job at hand, and a cache of the last runs: while one slider is dragged,
 * the other policies of a comparison are not computed again.
 */
import { LRUCache } from "lru-cache";
import { backtest } from "@/lib/engine/backtest/backtest";
import type { BacktestAnswer, BacktestNote, BacktestProblem, BacktestRequest } from "@/lib/engine/backtest/model";
import { type Distribution, prepareDistribution } from "@/lib/engine/backtest/sweep/distribution";
import { prepareSweep, type Sweep } from "@/lib/engine/backtest/sweep/sweep";
import type { PriceTable } from "@/lib/engine/model";
import { describeBacktestNote } from "@/lib/format/describe-backtest-note";
import { describeBacktestProblem } from "@/lib/format/describe-backtest-problem";
import { STRATEGIES_MAX } from "@/lib/schemas/lab-spec";
import { drawnCurves, drawnWeights } from "./curves";
import type { LabResult, LabTask, Span } from "./messages";
import type {
  LabAnswer,
  LabCell,
  LabDistributionRequest,
  LabProblem,
  LabRunRequest,
  LabStrategy,
  LabStrategyRun,
  LabSweepRequest,
} from "./protocol";

export interface LabTasks {
  load(table: PriceTable): void;
  perform(task: LabTask): LabAnswer<LabResult>;
}

/** Runs cached: those of the comparison at hand and a few policies before them. */
const RUNS_MAX = STRATEGIES_MAX + 12;

export function makeLabTasks(now: () => number): LabTasks {
  let table: PriceTable | null = null;
  const runs = new LRUCache<string, ReturnType<typeof backtest>>({ max: RUNS_MAX });
  let sweep: { job: number; value: BacktestAnswer<Sweep> } | null = null;
  let distribution: { job: number; value: BacktestAnswer<Distribution> } | null = null;

  function run(prices: PriceTable, request: LabRunRequest): LabAnswer<LabResult> {
    const startedAt = now();
    const problems: LabProblem[] = [];
    const done: { id: string; run: Ran; holding: Ran; notes: readonly BacktestNote[] }[] = [];
    for (const strategy of request.strategies) {
      const answer = cachedRun(prices, request, strategy);
      if (answer.ok) done.push({ id: strategy.id, ...answer.value });
      else problems.push(...described(answer.problems, `${strategy.id}.`));
    }
    if (problems.length > 0) return { ok: false, problems };
    // One buy-and-hold benchmark for all: what the first policy's start would be worth, never traded again.
    const holding = done[0]?.holding;
    if (holding === undefined) return refused("strategies", "Choose at least one policy to run.");
    const { points, weightsOf } = request;
    const value = {
      bars: holding.times.length,
      firstAt: holding.times[0]!,
      lastAt: holding.times[holding.times.length - 1]!,
      holding: drawnRun("holding", holding, holding, points, false, []),
      strategies: done.map(({ id, run, notes }) => drawnRun(id, run, holding, points, weightsOf === id, notes)),
    };
    return { ok: true, value: { kind: "run", run: { ...value, computedInMs: now() - startedAt } } };
  }

  function cachedRun(prices: PriceTable, request: LabRunRequest, { id, policy }: LabStrategy) {
    const isRecordingWeights = request.weightsOf === id;
    const { options, start, end } = request;
    const key = JSON.stringify([policy, options, start, end, isRecordingWeights]);
    const cached = runs.get(key);
    if (cached !== undefined) return cached;
    const answer = backtest({ table: prices, policy, options, start, end, isRecordingWeights });
    runs.set(key, answer);
    return answer;
  }

  function cells(prices: PriceTable, request: LabSweepRequest, { job, from, to }: Span): LabAnswer<LabResult> {
    if (sweep?.job !== job) {
      const { base, options, bands, intervalDays, destinations } = request;
      const backtestRequest = { table: prices, policy: base, options, start: request.start, end: request.end };
      sweep = { job, value: prepareSweep(backtestRequest, { bands, intervals: intervalDays, destinations }) };
    }
    if (!sweep.value.ok) return { ok: false, problems: described(sweep.value.problems) };
    const { holding, run } = sweep.value.value;
    const found: LabCell[] = [];
    for (let index = from; index < to; index += 1) {
      const { fees: _, ...figures } = run(index);
      const ahead = figures.totalReturn - holding.totalReturn;
      found.push({ ...figures, ahead, aheadPerYear: figures.cagr - holding.cagr });
    }
    return { ok: true, value: { kind: "cells", cells: found } };
  }

  function samples(
    prices: PriceTable,
    request: LabDistributionRequest,
    { job, from, to }: Span,
    kind: "rolling" | "path",
  ): LabAnswer<LabResult> {
    if (distribution?.job !== job) {
      const { strategy, options, start, end, ...parameters } = request;
      const backtestRequest: BacktestRequest = { table: prices, policy: strategy.policy, options, start, end };
      distribution = { job, value: prepareDistribution(backtestRequest, parameters) };
    }
    if (!distribution.value.ok) return { ok: false, problems: described(distribution.value.problems) };
    const prepared = distribution.value.value;
    const most = kind === "rolling" ? prepared.starts : prepared.paths;
    const found = [];
    for (let index = from; index < Math.min(to, most); index += 1) {
      const sample = prepared[kind](index);
      if (!sample.ok) return { ok: false, problems: described(sample.problems) };
      found.push(sample.value);
    }
    return { ok: true, value: { kind: "samples", samples: found } };
  }

  return {
    load(loaded) {
      table = loaded;
      runs.clear();
      sweep = null;
      distribution = null;
    },
    perform(task) {
      if (table === null) return refused("prices", "Load prices before running a policy on them.");
      switch (task.kind) {
        case "run":
          return run(table, task.request);
        case "cells":
          return cells(table, task.request, task.span);
        case "rolling":
          return samples(table, task.request, task.span, "rolling");
        case "paths":
          return samples(table, task.request, task.span, "path");
      }
    },
  };
}

const described = (problems: readonly BacktestProblem[], under = ""): LabProblem[] =>
  problems.map((problem) => ({ path: `${under}${problem.path}`, message: describeBacktestProblem(problem) }));

const refused = (path: string, message: string) => ({ ok: false as const, problems: [{ path, message }] });

type Ran = Extract<ReturnType<typeof backtest>, { ok: true }>["value"]["run"];

function drawnRun(
  id: string,
  run: Ran,
  holding: Ran,
  points: number,
  isWithWeights: boolean,
  notes: readonly BacktestNote[],
): LabStrategyRun {
  const { metrics, events } = run;
  const weights = isWithWeights ? drawnWeights(run, points) : null;
  return {
    id,
    metrics,
    events,
    notes: notes.map(describeBacktestNote),
    curves: drawnCurves(run, holding, points),
    weights,
  };
}

/** Buffers of a result that may be handed over instead of copied: only those made for it. */
export function transferable(result: LabResult): ArrayBufferLike[] {
  if (result.kind !== "run") return [];
  return [result.run.holding, ...result.run.strategies].flatMap(({ curves, weights }) => [
    curves.times.buffer,
    curves.equity.buffer,
    curves.drawdown.buffer,
    curves.ahead.buffer,
    ...(weights === null ? [] : [weights.times.buffer, weights.columns.buffer]),
  ]);
}
