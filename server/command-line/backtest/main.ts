/**
 * `npm run backtest`. Everything is read and computed before anything is written: refused input leaves no file behind.
 * Ends with 0, or 2 for refused input, which is explained on stderr alone.
 */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { backtest } from "@/lib/engine/backtest/backtest";
import type { BacktestProblem, BacktestRequest } from "@/lib/engine/backtest/model";
import { describeBacktestProblem } from "@/lib/format/describe-backtest-problem";
import { printable } from "@/lib/schemas/price-file/labels";
import { type Given, OPTION_FORMS, readArguments, usage } from "./options";
import { readGrid } from "./read-grid";
import { readRequest } from "./read-request";
import { printEquity, printJson, printReport } from "./report";
import { sweepOnAllCores } from "./sweep";
import { printSweep, printSweepJson } from "./sweep-report";

/** `from` is the folder the command was given in. Returns the exit code. */
export async function main(args: readonly string[], from: string): Promise<number> {
  const verdict = readArguments(args, OPTION_FORMS);
  if (!verdict.ok) return refuse([verdict.message]);
  const { given } = verdict;
  if (given.has("help")) {
    console.log(usage());
    return 0;
  }
  const read = await readRequest(given, from);
  if (!read.ok) return refuse(read.problems);
  if (given.has("sweep")) return sweep(given, from, read.request, read.notes);
  const answer = backtest(read.request);
  if (!answer.ok) return refuse(answer.problems.map((problem) => textOf(problem, given)));
  const report = { request: read.request, result: answer.value, prices: given.get("prices")!, notes: read.notes };
  const text = given.has("json") ? printJson(report) : printReport(report);
  const failure = given.has("equity") ? writeEquity(given, from, printEquity(answer.value)) : null;
  if (failure !== null) return refuse([failure]);
  console.log(text);
  return 0;
}

async function sweep(given: Given, from: string, request: BacktestRequest, notes: readonly string[]): Promise<number> {
  if (given.has("equity")) return refuse(["--equity: a sweep has no single run to write. Leave one of the two out."]);
  const file = given.get("sweep")!;
  const read = readGrid(file, from, request.policy);
  if (!read.ok) return refuse(read.problems);
  const { grid } = read;
  const answer = await sweepOnAllCores(request, grid);
  if (!answer.ok) return refuse(answer.problems.map((problem) => textOf(problem, given)));
  const report = { request, grid, prices: given.get("prices")!, notes, holding: answer.holding, cells: answer.cells };
  console.log(given.has("json") ? printSweepJson(report) : printSweep(report));
  return 0;
}

export function refuse(problems: readonly string[]): number {
  for (const problem of problems) console.error(printable(problem));
  return 2;
}

const textOf = (problem: BacktestProblem, given: Given) =>
  `${optionOf(problem.path, given)}${describeBacktestProblem(problem)}`;

/** The engine names fields; people gave options. */
function optionOf(path: string, given: Given): string {
  const names: Readonly<Record<string, string>> = {
    start: "--start: ",
    end: "--end: ",
    "options.startValue": "--start-value: ",
    "options.feeRate": "--fee: ",
    "options.halfSpread": "--half-spread: ",
    "options.notionalMin": "--min-notional: ",
    "options.capitalisations": "--caps: ",
  };
  if (path.startsWith("prices")) return `${given.get("prices")}: `;
  if (path.startsWith("policy")) return `${given.get("policy")}: `;
  if (path.startsWith("options.steps")) return "--steps: ";
  return names[path] ?? "";
}

/** Written beside its place and moved there whole. A sentence when it cannot be. */
function writeEquity(given: Given, from: string, text: string): string | null {
  const name = given.get("equity")!;
  const path = resolve(from, name);
  for (const input of ["prices", "policy", "flows", "caps"]) {
    const taken = given.get(input);
    if (taken !== undefined && resolve(from, taken) === path) {
      return `--equity: ${name} is the file given as --${input}. Name another one.`;
    }
  }
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
    return null;
  } catch (error) {
    rmSync(draft, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `--equity: ${name} cannot be written (${code}).`;
  }
}
