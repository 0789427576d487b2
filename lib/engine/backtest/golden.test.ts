/**
 * Golden files: a small price file and a policy in, the whole report out. A difference is read by a person; where it is
 * meant, GOLDEN=write writes the new one. Figures are kept to ten digits, so that machines agree.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parsePolicyText } from "@/lib/schemas/policy";
import { parsePriceFile } from "@/lib/schemas/prices";
import { backtest } from "./backtest";
import { type BacktestOptions, DEFAULT_BACKTEST_OPTIONS } from "./model";

const FOLDER = join(import.meta.dirname, "__golden__");
const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".case.json"))
  .map((name) => name.replace(".case.json", ""))
  .sort();

interface Case {
  prices: string;
  options: Partial<BacktestOptions>;
  policy: unknown;
}

function reportOf(name: string): unknown {
  const given: Case = JSON.parse(readFileSync(join(FOLDER, `${name}.case.json`), "utf8"));
  const prices = parsePriceFile(readFileSync(join(FOLDER, given.prices), "utf8"));
  const policy = parsePolicyText(JSON.stringify(given.policy));
  if (!prices.ok || !policy.ok) throw new Error(JSON.stringify([prices, policy]));
  const options = { ...DEFAULT_BACKTEST_OPTIONS, ...given.options };
  const answer = backtest({ table: prices.table, policy: policy.policy, options, start: null, end: null });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const { run, holding, notes } = answer.value;
  const date = (at: number) => new Date(at).toISOString().slice(0, 16);
  return {
    bars: Array.from(
      run.times,
      (at, bar) => `${date(at)}  ${run.equity[bar]!.toFixed(8)}  ${holding.equity[bar]!.toFixed(8)}`,
    ),
    events: run.events.map(({ at, bar: _, ...event }) => ({ at: date(at), ...event })),
    policy: run.metrics,
    holding: holding.metrics,
    notes,
  };
}

const textOf = (report: unknown) => `${JSON.stringify(report, (_, value) => keepDigits(value), 2)}\n`;

function keepDigits(value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(10));
}

describe("golden reports", () => {
  test.each(cases)("%s", (name) => {
    const path = join(FOLDER, `${name}.report.json`);
    const report = textOf(reportOf(name));
    if (process.env.GOLDEN === "write") writeFileSync(path, report);
    expect(JSON.parse(report)).toEqual(JSON.parse(readFileSync(path, "utf8")));
  });
});
