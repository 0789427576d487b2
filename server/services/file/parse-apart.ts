/**
 * Reads an owner's file in a thread of its own: the server answers meanwhile, and a file that takes too long or too
 * much memory is put down with its thread. One file at a time; the next waits.
 *
 * The thread runs the sources as they are, as making a new database does (scripts/serve.mjs): a bundler would have to
 * be given it, and the path from the project's root is one it cannot see.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { parseCapitalisations } from "@/lib/schemas/capitalisations";
import type { parsePriceFile } from "@/lib/schemas/prices";
import { InputError } from "../errors";

interface Parsers {
  prices: typeof parsePriceFile;
  capitalisations: typeof parseCapitalisations;
}

const MS_MAX = 60_000;
const MEGABYTES_MAX = 1_024;

let last: Promise<unknown> = Promise.resolve();

export function parseApart<K extends keyof Parsers>(
  kind: K,
  args: Parameters<Parsers[K]>,
  { msMax = MS_MAX, megabytesMax = MEGABYTES_MAX }: { msMax?: number; megabytesMax?: number } = {},
): Promise<ReturnType<Parsers[K]>> {
  const mine = last.then(() => inThread<ReturnType<Parsers[K]>>({ kind, args }, msMax, megabytesMax));
  const forget = () => {};
  last = mine.then(forget, forget);
  return mine;
}

function inThread<Verdict>(workerData: object, msMax: number, megabytesMax: number): Promise<Verdict> {
  const path = join(process.cwd(), "server", "services", "file", "parse-thread.mjs");
  const execArgv = ["--disable-warning=ExperimentalWarning"];
  const thread = new Worker(path, { workerData, execArgv, resourceLimits: { maxOldGenerationSizeMb: megabytesMax } });
  return new Promise<Verdict>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new InputError("text", `Reading the file took longer than ${Math.ceil(msMax / 1000)} s. Split it.`));
    }, msMax);
    thread.once("message", resolve);
    thread.once("error", (error) => reject(isOutOfMemory(error) ? tooMuchMemory() : error));
    thread.once("exit", () => {
      clearTimeout(late);
      reject(new Error("The thread that reads files ended without an answer."));
    });
  }).finally(() => thread.terminate());
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
const tooMuchMemory = () => new InputError("text", "Reading the file takes too much memory. Split it.");
