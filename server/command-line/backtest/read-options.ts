/** Options to what the engine takes: numbers, choices, steps, flows, capitalisations, a benchmark. Each refusal names its option. */
import {
  type BacktestOptions,
  type BenchmarkPart,
  type CashFlow,
  COST_FORMS,
  DEFAULT_BACKTEST_OPTIONS,
  DELISTED,
  EXECUTE_ATS,
} from "@/lib/engine/backtest/model";
import type { Capitalisation, CapitalisationTable } from "@/lib/engine/model";
import { parseCapitalisations } from "@/lib/schemas/capitalisations";
import { parseFlowFile } from "@/lib/schemas/cash-flows";
import type { Given } from "./options";
import { Refusal, readText } from "./read-text";

export function readOptions(given: Given, from: string): BacktestOptions | Refusal {
  const refusals: string[] = [];
  const number = (name: string, usual: number): number => {
    const text = given.get(name);
    if (text === undefined) return usual;
    const value = Number(text.trim());
    if (text.trim() !== "" && Number.isFinite(value)) return value;
    refusals.push(`--${name}: "${text}" is not a number. Write it with a point, for example ${usual || 0.0005}.`);
    return usual;
  };
  const choice = <T extends string>(name: string, values: readonly T[], usual: T): T => {
    const text = given.get(name);
    const found = values.find((value) => value === text);
    if (text !== undefined && found === undefined) {
      refusals.push(`--${name}: "${text}" is none of ${values.join(", ")}.`);
    }
    return found ?? usual;
  };
  const file = <T>(value: T | Refusal, usual: T): T => {
    if (!(value instanceof Refusal)) return value;
    refusals.push(...value.lines);
    return usual;
  };
  const usual = DEFAULT_BACKTEST_OPTIONS;
  const options: BacktestOptions = {
    startValue: number("start-value", usual.startValue),
    feeRate: number("fee", usual.feeRate),
    costForm: choice("cost-form", COST_FORMS, usual.costForm),
    executeAt: choice("execute-at", EXECUTE_ATS, usual.executeAt),
    initialFee: !given.has("no-initial-fee"),
    halfSpread: number("half-spread", usual.halfSpread),
    notionalMin: number("min-notional", usual.notionalMin),
    steps: file(readSteps(given.get("steps")), {}),
    flows: file<readonly CashFlow[]>(readFlows(given, from), []),
    capitalisations: file(readCapitalisations(given, from), null),
    riskFreeRate: number("risk-free", 0),
    isLateStart: given.has("late-start"),
    ...(given.has("delisted") && { delisted: choice("delisted", DELISTED, "sell") }),
  };
  return refusals.length > 0 ? new Refusal(...refusals) : options;
}

function readSteps(text: string | undefined): Record<string, number> | Refusal {
  const steps: Record<string, number> = {};
  for (const part of text?.split(",") ?? []) {
    const [asset = "", figure = ""] = part.trim().split("=");
    const step = Number(figure);
    if (asset === "" || figure.trim() === "" || !Number.isFinite(step)) {
      return new Refusal(`--steps: "${part}" is no step. Write ASSET=STEP, for example BTC=0.0001.`);
    }
    steps[asset.toUpperCase()] = step;
  }
  return steps;
}

/** "BTC", or "BTC=0.6,ETH=0.4". */
export function readBenchmark(text: string | undefined): readonly BenchmarkPart[] | null | Refusal {
  if (text === undefined) return null;
  const parts = text.split(",").map((part): BenchmarkPart => {
    const [asset = "", figure] = part.trim().split("=");
    const weight = figure === undefined && !text.includes(",") ? 1 : Number(figure?.trim() || Number.NaN);
    return { asset: asset.trim().toUpperCase(), weight };
  });
  const isSound = parts.every(({ asset, weight }) => asset !== "" && weight > 0 && weight <= 1);
  const isOnce = new Set(parts.map(({ asset }) => asset)).size === parts.length;
  if (isSound && isOnce) return parts;
  return new Refusal(`--benchmark: "${text}" is none. Write an asset, BTC, or shares of several, BTC=0.6,ETH=0.4.`);
}

function readFlows(given: Given, from: string): readonly CashFlow[] | Refusal {
  const text = readText(given, "flows", from);
  if (text === null) return [];
  if (text instanceof Refusal) return text;
  const verdict = parseFlowFile(text);
  if (verdict.ok) return verdict.flows;
  return new Refusal(...verdict.problems.map(({ row, message }) => `${given.get("flows")}: row ${row}: ${message}`));
}

function readCapitalisations(
  given: Given,
  from: string,
): CapitalisationTable | readonly Capitalisation[] | null | Refusal {
  const text = readText(given, "caps", from);
  if (text === null || text instanceof Refusal) return text;
  const verdict = parseCapitalisations(text, given.get("caps")!, 0);
  if (verdict.ok) return byDay(verdict.rows);
  const place = (row: number, column: string) => (column === "" ? `row ${row}` : `row ${row}, column ${column}`);
  return new Refusal(
    ...verdict.problems.map(({ row, column, message }) => `${given.get("caps")}: ${place(row, column)}: ${message}`),
  );
}

/** One figure an asset stands for all time; several become a table in which each counts from its day on. */
function byDay(rows: readonly Capitalisation[]): CapitalisationTable | readonly Capitalisation[] {
  const assets = [...new Set(rows.map(({ asset }) => asset))];
  if (assets.length === rows.length) return rows;
  const days = [...new Set(rows.map(({ at }) => at))].sort((left, right) => left - right);
  const values = new Float64Array(assets.length * days.length);
  for (const { asset, at, value } of rows) values[assets.indexOf(asset) * days.length + days.indexOf(at)] = value;
  for (let place = 0; place < values.length; place += 1) {
    if (values[place] === 0 && place % days.length > 0) values[place] = values[place - 1]!;
  }
  return { assets, times: Float64Array.from(days), values };
}
