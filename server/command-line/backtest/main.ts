/**
 * `npm run backtest`. Everything is read and computed before anything is written: refused input leaves no file behind.
 * Ends with 0, or 2 for refused input, which is explained on stderr alone.
 */
import { resolve } from "node:path";
import { backtest } from "@/lib/engine/backtest/backtest";
import type { BacktestProblem } from "@/lib/engine/backtest/model";
import { describeBacktestProblem } from "@/lib/format/describe-backtest-problem";
import { printEquity } from "./equity-csv";
import { idleOptions } from "./idle-options";
import { printJson } from "./json-report";
import { namesOf } from "./names";
import { type Given, OPTION_FORMS, readArguments, usage } from "./options";
import type { RanPolicies, RanPolicy } from "./ran";
import { readGrid } from "./read-grid";
import { type NamedRequest, readRequests } from "./read-request";
import { printReport } from "./report";
import { printableLines, refuse } from "./say";
import { sweepOnAllCores } from "./sweep";
import { printSweep, printSweepJson } from "./sweep-report";
import { readVersion } from "./version";
import { findOutput, isSameFile, type Output, writeOutput } from "./write-output";

/** `from` is the folder the command was given in. Returns the exit code. */
export async function main(args: readonly string[], from: string): Promise<number> {
  const verdict = readArguments(args, OPTION_FORMS);
  if (!verdict.ok) return refuse([verdict.message]);
  const { given, policies } = verdict;
  if (given.has("help") || given.has("version")) {
    console.log(given.has("help") ? usage() : readVersion());
    return 0;
  }
  const read = await readRequests(given, policies, from);
  if (!read.ok) return refuse(read.problems);
  const [first, ...more] = read.requests;
  const idle = [...read.idle, ...idleOptions(given, [first.request, ...more.map(({ request }) => request)])];
  for (const note of idle) console.error(printableLines(`Note: ${note}`));
  const isJson = given.has("json");
  // stderr has said them already; programs read them in the answer.
  const notes = isJson ? [...read.notes, ...idle] : read.notes;
  return given.has("sweep") ? sweep(given, from, read.requests, notes) : report(given, from, read.requests, notes);
}

async function report(
  given: Given,
  from: string,
  [first, ...more]: readonly [NamedRequest, ...NamedRequest[]],
  notes: readonly string[],
): Promise<number> {
  const output = given.has("equity") ? equityOutput(given, from, [first, ...more]) : null;
  if (typeof output === "string") return refuse([`--equity: ${output}`]);
  const names = namesOf([first, ...more].map(({ file }) => file));
  const done: RanPolicy[] = [];
  for (const [place, { file, request }] of [first, ...more].entries()) {
    const answer = backtest(request);
    if (!answer.ok) return refuse(answer.problems.map((problem) => textOf(problem, given, file)));
    done.push({ file, name: names[place]!, request, result: answer.value });
  }
  const [ran, ...others] = done;
  const policies: RanPolicies = [ran!, ...others];
  const all = { policies, prices: given.get("prices")!, notes };
  const parts = { hasMonths: given.has("months"), hasYears: given.has("years") };
  const text = given.has("json") ? printJson(all) : printableLines(printReport(all, parts));
  if (output !== null) {
    const failure = await written(output, given.get("equity")!, printEquity(policies));
    if (failure !== null) return refuse([failure]);
  }
  if (isStdout(output)) console.error(text);
  else console.log(text);
  return 0;
}

async function sweep(
  given: Given,
  from: string,
  [{ file, request }, ...more]: readonly [NamedRequest, ...NamedRequest[]],
  notes: readonly string[],
): Promise<number> {
  if (given.has("equity")) return refuse(["--equity: a sweep has no single run to write. Leave one of the two out."]);
  if (more.length > 0) return refuse(["--sweep: a grid is laid around one policy. Give --policy once."]);
  const read = readGrid(given.get("sweep")!, from, request.policy);
  if (!read.ok) return refuse(read.problems);
  const { grid, fields } = read;
  const answer = await sweepOnAllCores(request, grid);
  if (!answer.ok) return refuse(answer.problems.map((problem) => textOf(problem, given, file)));
  const { holding, cells } = answer;
  const all = { request, grid, fields, prices: given.get("prices")!, notes, holding, cells };
  console.log(given.has("json") ? printSweepJson(all) : printableLines(printSweep(all)));
  return 0;
}

const textOf = (problem: BacktestProblem, given: Given, policy: string) =>
  `${optionOf(problem, given, policy)}${describeBacktestProblem(problem)}${wayOut(problem)}`;

/** The engine names fields; people gave options. */
function optionOf({ path }: BacktestProblem, given: Given, policy: string): string {
  const names: Readonly<Record<string, string>> = {
    start: "--start: ",
    end: "--end: ",
    benchmark: "--benchmark: ",
    "options.startValue": "--start-value: ",
    "options.feeRate": "--fee: ",
    "options.halfSpread": "--half-spread: ",
    "options.notionalMin": "--min-notional: ",
    "options.capitalisations": "--caps: ",
    "options.riskFreeRate": "--risk-free: ",
  };
  if (path.startsWith("prices")) return `${given.get("prices")}: `;
  if (path.startsWith("policy")) return `${policy}: `;
  if (path.startsWith("options.steps")) return "--steps: ";
  return names[path] ?? "";
}

function wayOut({ kind }: BacktestProblem): string {
  if (kind === "listed-late") return " That is --late-start.";
  return kind === "delisted" ? " That is --delisted sell, or --delisted write-off." : "";
}

/** Where the curve goes, or why it cannot. */
function equityOutput(given: Given, from: string, requests: readonly NamedRequest[]): Output | string {
  const name = given.get("equity")!;
  const output = placeOf(name, from);
  if (typeof output === "string") return output;
  if (isStdout(output) && given.has("json")) {
    return `${name} is stdout, where --json writes. Name a file, or leave one of the two out.`;
  }
  const inputs = ["prices", "flows", "caps"].map((option) => [option, given.get(option)] as const);
  for (const [option, file] of [...inputs, ...requests.map((each) => ["policy", each.file] as const)]) {
    if (file === undefined || !isSameFile(output, resolve(from, file))) continue;
    return `${name} is the file given as --${option}. Name another one.`;
  }
  return output;
}

function placeOf(name: string, from: string): Output | string {
  try {
    return findOutput(name, from);
  } catch (error) {
    return unwritable(name, error);
  }
}

const isStdout = (output: Output | null) => output?.kind === "descriptor" && output.descriptor === 1;

async function written(output: Output, name: string, text: string): Promise<string | null> {
  try {
    await writeOutput(output, text);
    return null;
  } catch (error) {
    return `--equity: ${unwritable(name, error)}`;
  }
}

function unwritable(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return `${name} cannot be written (${code}).`;
}
