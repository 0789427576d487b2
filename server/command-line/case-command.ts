/**
 * A command that runs worked cases from a JSON file, one or `{ "cases": [...] }`, and prints what each comes to by its id.
 * Everything is read and computed before anything is printed. Ends with 0, or 2 for refused input: which file, which
 * case, which field, on stderr alone.
 */
import { resolve } from "node:path";
import type { z } from "zod";
import { parseJson } from "@/lib/schemas/json-position";
import { type OptionForm, readArguments } from "./backtest/options";
import { printableJson, refuse } from "./backtest/say";
import { readBounded } from "./read-bounded";

export interface CaseCommand<T extends { id: string }> {
  name: string;
  /** Where its cases are described. */
  guide: string;
  schema: z.ZodType<T>;
  run(given: T): object;
  /** Other things it does, by the option that asks for them. */
  others?: readonly { form: OptionForm; run(file: string, from: string): number }[];
}

/** `from` is the folder the command was given in. Returns the exit code. */
export function runCaseCommand<T extends { id: string }>(
  command: CaseCommand<T>,
  args: readonly string[],
  from: string,
): number {
  const forms: readonly OptionForm[] = [
    { name: "case", value: "FILE", about: `one case or { "cases": [...] }, JSON; see ${command.guide}` },
    ...(command.others ?? []).map(({ form }) => form),
    { name: "json", value: null, about: "prints JSON, by case; the only form there is" },
    { name: "help", value: null, about: "prints this" },
  ];
  const verdict = readArguments(args, forms);
  if (!verdict.ok) return refuse([verdict.message]);
  const { given } = verdict;
  if (given.has("help")) {
    console.log(usage(command.name, forms));
    return 0;
  }
  const other = command.others?.find(({ form }) => given.has(form.name));
  if (other !== undefined && given.has("case")) return refuse([`Give --case or --${other.form.name}, not both.`]);
  if (other !== undefined) return other.run(given.get(other.form.name)!, from);
  const file = given.get("case");
  if (file === undefined) return refuse(["--case is missing.", ...usage(command.name, forms).split("\n")]);
  const read = readCases(file, from, command.schema);
  if (!read.ok) return refuse(read.problems);
  const answers = Object.fromEntries(read.cases.map((each) => [each.id, command.run(each)]));
  console.log(printableJson(answers));
  return 0;
}

export type TextVerdict = { ok: true; text: string } | { ok: false; message: string };

export function readText(file: string, from: string): TextVerdict {
  try {
    const bytes = readBounded(resolve(from, file));
    if (bytes === null) return { ok: false, message: "it is larger than 128 MB." };
    return { ok: true, text: bytes.toString("utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { ok: false, message: code === "ENOENT" ? "there is no such file." : `it cannot be read (${code}).` };
  }
}

type CasesVerdict<T> = { ok: true; cases: readonly T[] } | { ok: false; problems: readonly string[] };

function readCases<T extends { id: string }>(file: string, from: string, schema: z.ZodType<T>): CasesVerdict<T> {
  const refused = (...lines: string[]): CasesVerdict<T> => ({
    ok: false,
    problems: lines.map((line) => `${file}: ${line}`),
  });
  const read = readText(file, from);
  if (!read.ok) return refused(read.message);
  const json = parseJson(read.text);
  if (!json.ok) return refused(`line ${json.line}, column ${json.column}: ${json.message}`);
  const listed = isList(json.value) ? json.value.cases : null;
  const problems: string[] = [];
  const cases: T[] = [];
  const ids = new Set<string>();
  for (const [at, value] of (listed ?? [json.value]).entries()) {
    const name = nameOf(value) ?? (listed === null ? "case" : `cases.${at}`);
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map(({ path, message }) => `${[name, ...path].join(".")}: ${message}.`));
    } else if (ids.has(parsed.data.id)) problems.push(`${name}: two cases have this id.`);
    else {
      ids.add(parsed.data.id);
      cases.push(parsed.data);
    }
  }
  return problems.length > 0 ? refused(...problems) : { ok: true, cases };
}

const isList = (value: unknown): value is { cases: unknown[] } =>
  typeof value === "object" && value !== null && "cases" in value && Array.isArray(value.cases);

const nameOf = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : null;

function usage(name: string, forms: readonly OptionForm[]): string {
  const lines = forms.map((form) => `  --${`${form.name} ${form.value ?? ""}`.padEnd(16)}${form.about}`);
  return [`npm run --silent ${name} -- --case FILE --json`, "", ...lines].join("\n");
}
