/**
 * `npm run ledger`. Everything is read and computed before anything is printed. Ends with 0, or 2 for refused input,
 * which is explained on stderr alone.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseJson } from "@/lib/schemas/json-position";
import { LedgerCase } from "@/lib/schemas/ledger-case";
import { type OptionForm, readArguments } from "../backtest/options";
import { runCase } from "./run-case";

const OPTION_FORMS: readonly OptionForm[] = [
  { name: "case", value: "FILE", about: 'events and rules, or { "cases": [...] }, JSON; see docs/taxes.md' },
  { name: "json", value: null, about: "prints disposals, lots, years and errors by case" },
  { name: "help", value: null, about: "prints this" },
];

/** `from` is the folder the command was given in. Returns the exit code. */
export async function main(args: readonly string[], from: string): Promise<number> {
  const verdict = readArguments(args, OPTION_FORMS);
  if (!verdict.ok) return refuse([verdict.message]);
  const { given } = verdict;
  if (given.has("help")) {
    console.log(usage());
    return 0;
  }
  const file = given.get("case");
  if (file === undefined) return refuse([`--case is missing.`, usage()]);
  const read = readCases(file, from);
  if (!read.ok) return refuse(read.problems);
  console.log(JSON.stringify(Object.fromEntries(read.cases.map((each) => [each.id, runCase(each)])), null, 2));
  return 0;
}

type CasesVerdict = { ok: true; cases: readonly LedgerCase[] } | { ok: false; problems: readonly string[] };

function readCases(file: string, from: string): CasesVerdict {
  const refused = (...lines: string[]): CasesVerdict => ({
    ok: false,
    problems: lines.map((line) => `${file}: ${line}`),
  });
  let text: string;
  try {
    text = readFileSync(resolve(from, file), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return refused(code === "ENOENT" ? "there is no such file." : `it cannot be read (${code}).`);
  }
  const json = parseJson(text);
  if (!json.ok) return refused(`line ${json.line}, column ${json.column}: ${json.message}`);
  const listed = isList(json.value) ? json.value.cases : null;
  const problems: string[] = [];
  const cases: LedgerCase[] = [];
  const ids = new Set<string>();
  for (const [at, value] of (listed ?? [json.value]).entries()) {
    const name = nameOf(value) ?? (listed === null ? "case" : `cases.${at}`);
    const read = LedgerCase.safeParse(value);
    if (!read.success) {
      problems.push(...read.error.issues.map(({ path, message }) => `${[name, ...path].join(".")}: ${message}.`));
    } else if (ids.has(read.data.id)) problems.push(`${name}: two cases have this id.`);
    else {
      ids.add(read.data.id);
      cases.push(read.data);
    }
  }
  return problems.length > 0 ? refused(...problems) : { ok: true, cases };
}

const isList = (value: unknown): value is { cases: unknown[] } =>
  typeof value === "object" && value !== null && "cases" in value && Array.isArray(value.cases);

const nameOf = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : null;

function usage(): string {
  const lines = OPTION_FORMS.map(({ name, value, about }) => `  --${`${name} ${value ?? ""}`.padEnd(14)}${about}`);
  return ["npm run --silent ledger -- --case FILE --json", "", ...lines].join("\n");
}

function refuse(problems: readonly string[]): number {
  for (const problem of problems) console.error(problem);
  return 2;
}
