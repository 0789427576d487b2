/**
 * Files and options to a request the engine takes, or every reason why not, each a line that names the file or the
 * option, the place in it, and what to do. Reads files, writes none.
 */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import {
  type BacktestOptions,
  type BacktestRequest,
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
import { parsePolicyText } from "@/lib/schemas/policy";
import { parseTime } from "@/lib/schemas/price-file/time";
import { PRICE_REPAIRS, type PriceRepairs, parsePriceFile } from "@/lib/schemas/prices";
import { idleReaderOptions } from "./idle-reader-options";
import type { Given } from "./options";
import { edgesOf } from "./price-edges";

export interface NamedRequest {
  /** The policy's file, as given. */
  file: string;
  request: BacktestRequest;
}

export type ReadVerdict =
  | {
      ok: true;
      /** One a policy, in the order given; all else is the same. */
      requests: readonly [NamedRequest, ...NamedRequest[]];
      notes: readonly string[];
      /** Of the options about the prices, those without which they read the same. */
      idle: readonly string[];
    }
  | { ok: false; problems: readonly string[] };

const DAY_MS = 86_400_000;

/** `from` is the folder that relative paths start at. */
export function readRequests(given: Given, files: readonly string[], from: string): ReadVerdict {
  const problems: string[] = [];
  const notes: string[] = [];
  const idle: string[] = [];
  const accepted = <T>(verdict: T | Refusal): T | null => {
    if (!(verdict instanceof Refusal)) return verdict;
    problems.push(...verdict.lines);
    return null;
  };
  for (const name of ["prices", "policy"]) {
    if (!given.has(name)) problems.push(`--${name} FILE is missing. npm run --silent backtest -- --help shows how.`);
  }
  const policies = files.map((file) => ({ file, policy: accepted(readPolicy(file, from)) }));
  const repairs = accepted(readRepairs(given.get("repair")));
  const table = accepted(readPrices(given, from, policies[0]?.policy?.quoteAsset, repairs ?? {}, notes, idle));
  const options = accepted(readOptions(given, from));
  const benchmark = accepted(readBenchmark(given.get("benchmark")));
  const start = accepted(readDate(given, "start"));
  const end = accepted(readDate(given, "end"));
  if (table === null || options === null || problems.length > 0) return { ok: false, problems };
  const [first, ...more] = policies.flatMap(({ file, policy }): NamedRequest[] => {
    if (policy === null) return [];
    const common = { table, options, start: start ?? null, end: end ?? null, isRecordingTrades: given.has("json") };
    const isRecordingWeights = given.has("weights");
    return [{ file, request: { policy, ...common, isRecordingWeights, ...(benchmark && { benchmark }) } }];
  });
  return first === undefined ? { ok: false, problems } : { ok: true, requests: [first, ...more], notes, idle };
}

class Refusal {
  readonly lines: readonly string[];
  constructor(...lines: string[]) {
    this.lines = lines;
  }
}

function readText(given: Given, name: string, from: string): string | null | Refusal {
  const path = given.get(name);
  return path === undefined ? null : readFile(name, path, from);
}

function readFile(name: string, path: string, from: string): string | Refusal {
  try {
    if (statSync(resolve(from, path)).isDirectory()) return new Refusal(`--${name}: ${path} is a folder; name a file.`);
    return readFileSync(resolve(from, path), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why =
      { ENOENT: "there is no such file", EACCES: "it may not be read" }[code] ?? `it cannot be read (${code})`;
    return new Refusal(`--${name}: ${path}: ${why}.`);
  }
}

function readPolicy(file: string, from: string) {
  const text = readFile("policy", file, from);
  if (text instanceof Refusal) return text;
  const verdict = parsePolicyText(text);
  if (verdict.ok) return verdict.policy;
  const at = (path: string) => (path === "" ? "" : `${path}: `);
  return new Refusal(...verdict.problems.map(({ path, message }) => `${file}: ${at(path)}${message}`));
}

function readPrices(
  given: Given,
  from: string,
  quote: string | undefined,
  repairs: Partial<PriceRepairs>,
  notes: string[],
  idle: string[],
) {
  const text = readText(given, "prices", from);
  if (text === null || text instanceof Refusal) return text;
  const file = given.get("prices")!;
  const asset = given.get("asset");
  const isRagged = given.has("late-start") || given.has("delisted");
  const options = { repairs, isRagged, ...(quote && { quote }), ...(asset && { asset }) };
  const verdict = parsePriceFile(text, options);
  if (!verdict.ok) {
    const lines = verdict.problems.map(({ row, column, message, repair }) => {
      const place = column === null ? `row ${row}` : `row ${row}, column ${column}`;
      const cure =
        repair === null ? "" : ` Or choose a repair: --repair ${repair}=${PRICE_REPAIRS[repair].slice(1).join("|")}.`;
      return `${file}: ${place}: ${message}${cure}`;
    });
    const more = verdict.problemCount - verdict.problems.length;
    if (more > 0) lines.push(`${file}: and ${more} more.`);
    lines.push(...edgesOf(text, options).map((line) => `${file}: ${line}`));
    return new Refusal(...lines);
  }
  notes.push(...verdict.notes.map(({ message, count }) => `${file}: ${message} (${count})`));
  if (verdict.gaps.length > 0) {
    notes.push(
      `${file}: ${verdict.gaps.length} gap(s) between bars that are usually closer together; nothing is filled in.`,
    );
  }
  idle.push(...idleReaderOptions(text, options, verdict));
  return verdict.table;
}

function readRepairs(text: string | undefined): Partial<PriceRepairs> | Refusal {
  const repairs: Record<string, string> = {};
  const lists: Readonly<Record<string, readonly string[]>> = PRICE_REPAIRS;
  for (const part of text?.split(",") ?? []) {
    const [kind = "", cure = ""] = part.trim().split("=");
    if (lists[kind]?.includes(cure)) repairs[kind] = cure;
    else {
      const all = Object.entries(lists).map(([each, cures]) => `${each}=${cures.slice(1).join("|")}`);
      return new Refusal(`--repair: "${part}" is no repair. There are: ${all.join(", ")}.`);
    }
  }
  return repairs;
}

function readOptions(given: Given, from: string): BacktestOptions | Refusal {
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
function readBenchmark(text: string | undefined): readonly BenchmarkPart[] | null | Refusal {
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

/** A day as an end means the whole of it. UTC. */
function readDate(given: Given, name: "start" | "end"): number | null | Refusal {
  const text = given.get(name)?.trim();
  if (text === undefined) return null;
  const at = parseTime(text);
  if (at === null)
    return new Refusal(`--${name}: "${text}" is not a date. Write it as 2024-01-31, or 2024-01-31T08:00Z.`);
  return name === "end" && text.length <= 10 && at % DAY_MS === 0 ? at + DAY_MS - 1 : at;
}
