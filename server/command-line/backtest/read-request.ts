/**
 * Files and options to a request the engine takes, or every reason why not, each a line that names the file or the
 * option, the place in it, and what to do. Reads files, writes none.
 */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import {
  type BacktestOptions,
  type BacktestRequest,
  type CashFlow,
  COST_FORMS,
  DEFAULT_BACKTEST_OPTIONS,
  EXECUTE_ATS,
} from "@/lib/engine/backtest/model";
import type { Capitalisation, CapitalisationTable } from "@/lib/engine/model";
import { parseCapitalisations } from "@/lib/schemas/capitalisations";
import { parseFlowFile } from "@/lib/schemas/cash-flows";
import { parsePolicyText } from "@/lib/schemas/policy";
import { parseTime } from "@/lib/schemas/price-file/time";
import { PRICE_REPAIRS, type PriceRepairs } from "@/lib/schemas/prices";
import type { Given } from "./options";
import { readPriceFile } from "./read-price-file";

export type ReadVerdict =
  | { ok: true; request: BacktestRequest; notes: readonly string[] }
  | { ok: false; problems: readonly string[] };

const DAY_MS = 86_400_000;

/** `from` is the folder that relative paths start at. */
export async function readRequest(given: Given, from: string): Promise<ReadVerdict> {
  const problems: string[] = [];
  const notes: string[] = [];
  const accepted = <T>(verdict: T | Refusal): T | null => {
    if (!(verdict instanceof Refusal)) return verdict;
    problems.push(...verdict.lines);
    return null;
  };
  for (const name of ["prices", "policy"]) {
    if (!given.has(name)) problems.push(`--${name} FILE is missing. npm run --silent backtest -- --help shows how.`);
  }
  const policy = accepted(readPolicy(given, from));
  const repairs = accepted(readRepairs(given.get("repair")));
  const table = accepted(await readPrices(given, from, policy?.quoteAsset, repairs ?? {}, notes));
  const options = accepted(readOptions(given, from));
  const start = accepted(readDate(given, "start"));
  const end = accepted(readDate(given, "end"));
  if (policy === null || table === null || options === null || problems.length > 0) return { ok: false, problems };
  return { ok: true, request: { policy, table, options, start: start ?? null, end: end ?? null }, notes };
}

class Refusal {
  readonly lines: readonly string[];
  constructor(...lines: string[]) {
    this.lines = lines;
  }
}

function readText(given: Given, name: string, from: string): string | null | Refusal {
  const bytes = readBytes(given, name, from);
  return bytes === null || bytes instanceof Refusal ? bytes : bytes.toString("utf8");
}

function readBytes(given: Given, name: string, from: string): Buffer | null | Refusal {
  const path = given.get(name);
  if (path === undefined) return null;
  try {
    if (statSync(resolve(from, path)).isDirectory()) return new Refusal(`--${name}: ${path} is a folder; name a file.`);
    return readFileSync(resolve(from, path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why =
      { ENOENT: "there is no such file", EACCES: "it may not be read" }[code] ?? `it cannot be read (${code})`;
    return new Refusal(`--${name}: ${path}: ${why}.`);
  }
}

function readPolicy(given: Given, from: string) {
  const text = readText(given, "policy", from);
  if (text === null || text instanceof Refusal) return text;
  const verdict = parsePolicyText(text);
  if (verdict.ok) return verdict.policy;
  const at = (path: string) => (path === "" ? "" : `${path}: `);
  return new Refusal(...verdict.problems.map(({ path, message }) => `${given.get("policy")}: ${at(path)}${message}`));
}

async function readPrices(
  given: Given,
  from: string,
  quote: string | undefined,
  repairs: Partial<PriceRepairs>,
  notes: string[],
) {
  const bytes = readBytes(given, "prices", from);
  if (bytes === null || bytes instanceof Refusal) return bytes;
  const read = await readPriceFile(given.get("prices")!, bytes, given, { repairs, ...(quote && { quote }) });
  if (!read.ok) return new Refusal(...read.problems);
  notes.push(...read.notes);
  return read.prices.table;
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
