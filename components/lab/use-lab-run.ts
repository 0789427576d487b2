"use client";
import { useEffect, useRef, useState } from "react";
import type { BacktestOptions } from "@/lib/engine/backtest/model";
import { type Capitalisation, type PriceTable, targetMembers } from "@/lib/engine/model";
import { type LabSpec, optionsOf, strategyId } from "@/lib/schemas/lab-spec";
import type { AssetChange } from "./value/verdict";
import { type LabEngine, LabRefusal, type LabRun } from "./worker/protocol";

/** A run with the spec it answers: while a slider moves, figures and names must be of one piece. */
export interface LabResult {
  run: LabRun;
  spec: LabSpec;
  options: BacktestOptions;
  changes: readonly AssetChange[];
  /** Grows by one with every answer. */
  count: number;
}

export interface LabRunState {
  engine: LabEngine | null;
  result: LabResult | null;
  /** The newest result that carries weights over time: made when nothing moves. */
  rested: LabResult | null;
  /** Why the newest spec has no result; null while it has, or is under way. */
  problem: { messages: readonly string[]; isInput: boolean } | null;
}

const POINTS = 1200;
const REST_MS = 160;

/** Runs the spec on the prices, on every change, the latest only. Nothing here waits for React but the answer itself. */
export function useLabRun(
  table: PriceTable | null,
  spec: LabSpec,
  capitalisations: readonly Capitalisation[],
): LabRunState {
  const engine = useEngine(table);
  const [result, setResult] = useState<LabResult | null>(null);
  const [rested, setRested] = useState<LabResult | null>(null);
  const [problem, setProblem] = useState<LabRunState["problem"]>(null);
  const count = useRef(0);
  const { strategies, chosen, costs, period } = spec;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scale, sweep, names of files do not change a run
  useEffect(() => {
    if (!engine || !table) return;
    let isStale = false;
    const options = optionsOf(costs, capitalisations, period);
    const query = (weightsOf: string | null) =>
      engine.run({
        strategies: strategies.map(({ policy }, index) => ({ id: strategyId(index), policy })),
        options,
        start: period.start,
        end: period.end,
        points: POINTS,
        weightsOf,
      });
    const show = (run: LabRun): LabResult => {
      count.current += 1;
      const shown = { run, spec, options, changes: priceChanges(table, run, spec), count: count.current };
      setResult(shown);
      setProblem(null);
      return shown;
    };
    const fail = (error: unknown) => {
      if (isStale || (error instanceof Error && error.name === "AbortError")) return;
      const messages =
        error instanceof LabRefusal
          ? error.problems.map((each) => each.message)
          : [String(error instanceof Error ? error.message : error)];
      setProblem({ messages: [...new Set(messages)], isInput: error instanceof LabRefusal });
    };
    // An answer to a spec that has moved on is still newer than what is on screen: it is shown.
    query(null).then(show, fail);
    // Weights by bar cost more than a frame; they are computed when the hand rests.
    const rest = setTimeout(() => {
      query(strategyId(chosen)).then((run) => {
        if (!isStale) setRested(show(run));
      }, fail);
    }, REST_MS);
    return () => {
      isStale = true;
      clearTimeout(rest);
    };
  }, [engine, table, strategies, chosen, costs, period.start, period.end]);
  return { engine, result, rested, problem };
}

/** Workers with the table in them; null until they have it. */
function useEngine(table: PriceTable | null): LabEngine | null {
  const [loaded, setLoaded] = useState<{ engine: LabEngine; table: PriceTable } | null>(null);
  const [engine, setEngine] = useState<LabEngine | null>(null);
  useEffect(() => {
    let opened: LabEngine | null = null;
    let isGone = false;
    void import("./worker/client").then(({ openLabEngine }) => {
      if (isGone) return;
      opened = openLabEngine();
      setEngine(opened);
    });
    return () => {
      isGone = true;
      opened?.close();
      setEngine(null);
    };
  }, []);
  useEffect(() => {
    if (!engine || !table) return;
    let isStale = false;
    engine.load(table).then(
      () => {
        if (!isStale) setLoaded({ engine, table });
      },
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [engine, table]);
  return loaded && loaded.engine === engine && loaded.table === table ? engine : null;
}

/** How each asset of the chosen policy moved over the run. */
function priceChanges(table: PriceTable, run: LabRun, spec: LabSpec): readonly AssetChange[] {
  const bars = table.times.length;
  const from = firstBarAt(table.times, run.firstAt);
  const to = firstBarAt(table.times, run.lastAt);
  const weights = new Map(
    spec.strategies[spec.chosen]?.policy.targets.flatMap((target) => {
      const members = targetMembers(target);
      return members.map((asset): [string, number] => [asset, target.weight / members.length]);
    }),
  );
  return table.assets.flatMap((asset, column) => {
    const weight = weights.get(asset) ?? 0;
    if (weight <= 0) return [];
    const before = table.closes[column * bars + from] ?? Number.NaN;
    const after = table.closes[column * bars + to] ?? Number.NaN;
    return before > 0 && after > 0 ? [{ asset, change: after / before - 1, weight }] : [];
  });
}

function firstBarAt(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
