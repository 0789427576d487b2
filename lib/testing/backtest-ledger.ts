/**
 * A backtest as a small ledger: prices a hand can follow, half of each asset unless the test says otherwise, and what
 * came of it. `runLedger` starts with 100 and throws on refused input.
 */
import { expect } from "vitest";
import { backtest } from "@/lib/engine/backtest/backtest";
import { type BacktestOptions, DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import type { Band, Policy, PriceTable } from "@/lib/engine/model";
import { aPolicy } from "./builders";

export const FREE: Partial<BacktestOptions> = { startValue: 100, feeRate: 0 };

export const plain = (change: Partial<Policy> = {}) => aPolicy({ cooldownMinutes: 0, ...change });
export const width = (points: number): Band => ({ kind: "absolute", width: points });

export function runLedger(
  table: PriceTable,
  policy: Policy,
  change: Partial<BacktestOptions> = {},
  isRecordingWeights = false,
) {
  const options = { ...DEFAULT_BACKTEST_OPTIONS, startValue: 100, ...change };
  const answer = backtest({ table, policy, options, start: null, end: null, isRecordingWeights });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const { run, holding, notes } = answer.value;
  return {
    ...run,
    holding,
    notes,
    values: [...run.equity],
    kinds: run.events.map(({ bar, trigger }) => `${bar} ${trigger}`),
  };
}

/** Equal to ten digits. */
export function expectClose(values: readonly number[], wanted: readonly number[]): void {
  expect(values).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(values[at]).toBeCloseTo(value, 10);
}
