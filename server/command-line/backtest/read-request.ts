/**
 * Files and options to a request the engine takes, or every reason why not, each a line that names the file or the
 * option, the place in it, and what to do. Reads files, writes none.
 */
import type { BacktestRequest } from "@/lib/engine/backtest/model";
import { parsePolicyText } from "@/lib/schemas/policy";
import { openPriceFile } from "@/lib/schemas/price-file/open-file";
import { parseTime } from "@/lib/schemas/price-file/time";
import { PRICE_REPAIRS, type PriceFileOptions, type PriceRepairs } from "@/lib/schemas/prices";
import { idleReaderOptions } from "./idle-reader-options";
import type { Given } from "./options";
import { edgesOf } from "./price-edges";
import { readBenchmark, readOptions } from "./read-options";
import { readPriceFile } from "./read-price-file";
import { Refusal, readBytes, readFile } from "./read-text";

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
export async function readRequests(given: Given, files: readonly string[], from: string): Promise<ReadVerdict> {
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
  const table = accepted(await readPrices(given, from, policies[0]?.policy?.quoteAsset, repairs ?? {}, notes, idle));
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

function readPolicy(file: string, from: string) {
  const text = readFile("policy", file, from);
  if (text instanceof Refusal) return text;
  const verdict = parsePolicyText(text);
  if (verdict.ok) return verdict.policy;
  const at = (path: string) => (path === "" ? "" : `${path}: `);
  return new Refusal(...verdict.problems.map(({ path, message }) => `${file}: ${at(path)}${message}`));
}

async function readPrices(
  given: Given,
  from: string,
  quote: string | undefined,
  repairs: Partial<PriceRepairs>,
  notes: string[],
  idle: string[],
) {
  const file = given.get("prices");
  if (file === undefined) return null;
  const bytes = readBytes("prices", file, from);
  if (bytes instanceof Refusal) return bytes;
  const isRagged = given.has("late-start") || given.has("delisted");
  const read = await readPriceFile(file, bytes, given, { repairs, isRagged, ...(quote && { quote }) });
  const edges = (text: string, options: PriceFileOptions) => edgesOf(text, options).map((line) => `${file}: ${line}`);
  if (!read.ok) return new Refusal(...read.problems, ...(read.asked ? edges(read.asked.text, read.asked.options) : []));
  const { text, options, prices } = read;
  const { table, series } = prices;
  const [firstAt, lastAt] = [table.times[0]!, table.times[table.times.length - 1]!];
  const isCut = series.some(({ times }) => times[0]! < firstAt || times[times.length - 1]! > lastAt);
  notes.push(...read.notes, ...(isCut && !isRagged ? edges(text, options) : []));
  idle.push(...idleReaderOptions(text, options, prices), ...(await idleMember(given, bytes, text)));
  return table;
}

async function idleMember(given: Given, bytes: Uint8Array, text: string): Promise<string[]> {
  const opened = given.has("member") ? await openPriceFile(bytes) : null;
  if (!opened?.ok || opened.text !== text) return [];
  return [`--member ${given.get("member")} does nothing: there is no other file in it.`];
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

/** A day as an end means the whole of it. UTC. */
function readDate(given: Given, name: "start" | "end"): number | null | Refusal {
  const text = given.get(name)?.trim();
  if (text === undefined) return null;
  const at = parseTime(text);
  if (at === null)
    return new Refusal(`--${name}: "${text}" is not a date. Write it as 2024-01-31, or 2024-01-31T08:00Z.`);
  return name === "end" && text.length <= 10 && at % DAY_MS === 0 ? at + DAY_MS - 1 : at;
}
