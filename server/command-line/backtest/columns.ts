/** The columns of a report: each policy, holding, and the benchmark where there is one. */
import type { BacktestRun } from "@/lib/engine/backtest/model";
import type { RanPolicies, RanPolicy } from "./ran";

export interface Column {
  head: string;
  run: BacktestRun;
  /** The policy whose column it is, holding's and the benchmark's being nobody's. */
  policy: RanPolicy | null;
}

export function columnsOf(policies: RanPolicies): Column[] {
  const [{ result: first }] = policies;
  const isOne = policies.length === 1;
  const own = policies.map((policy) => ({
    head: isOne ? "Policy" : policy.name,
    run: policy.result.run,
    policy,
  }));
  const isHeldAlike = policies.every(({ result }) => isSameCurve(result.holding, first.holding));
  const held = isHeldAlike
    ? [{ head: "Holding", run: first.holding, policy: null }]
    : policies.map(({ name, result }) => ({ head: `${name}, held`, run: result.holding, policy: null }));
  const benchmark = first.benchmark ? [{ head: "Benchmark", run: first.benchmark, policy: null }] : [];
  return [...own, ...held, ...benchmark];
}

const isSameCurve = (left: BacktestRun, right: BacktestRun) =>
  left.equity.every((value, bar) => value === right.equity[bar]);

/** Rows of cells as lines: the first column to the left, all others to the right. */
export function alignRows(rows: readonly (readonly string[])[], leftCount = 1): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column < leftCount ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}
