/** Compiles bench/backtest.c where there is a compiler and runs it on the same prices, schedules and policies. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PriceTable } from "@/lib/engine/model";

export interface PlainRun {
  /** Which of the schedules. */
  schedule: number;
  /** Half-width of every band as a share; null: it trades whenever it is due. */
  band: number | null;
}

export interface PlainJob {
  table: PriceTable;
  rate: number;
  start: number;
  weight: number;
  /** Bars each schedule is due on; null: every bar. */
  schedules: readonly (Int32Array | null)[];
  runs: readonly PlainRun[];
  repetitions: number;
}

export interface PlainAnswer {
  /** All runs together, the least of the repetitions of each. */
  seconds: number;
  results: readonly { value: number; fall: number; events: number }[];
}

export interface PlainLoop {
  run(job: PlainJob): PlainAnswer;
  close(): void;
}

const SOURCE = join(import.meta.dirname, "backtest.c");

/** null: no compiler here. */
export function openPlainLoop(assets: number, pin: readonly string[]): PlainLoop | null {
  const folder = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const binary = join(folder, "backtest");
  const flags = ["-O3", "-march=native", `-DASSETS=${assets}`, SOURCE, "-o", binary, "-lm"];
  const compiler = [process.env.CC, "cc", "gcc", "clang"].find(
    (name) => name && spawnSync(name, flags, { stdio: "ignore" }).status === 0,
  );
  if (compiler === undefined) {
    close();
    return null;
  }
  return {
    close,
    run(job) {
      const input = join(folder, "job");
      writeFileSync(input, encode(job));
      const [command = binary, ...args] = [...pin, binary, input, String(job.repetitions)];
      const [first = "", ...lines] = execFileSync(command, args, { encoding: "utf8" }).trim().split("\n");
      const results = lines.map((line) => {
        const [value = Number.NaN, fall = Number.NaN, events = Number.NaN] = line.split(" ").map(Number);
        return { value, fall, events };
      });
      return { seconds: Number(first.split(" ")[0]), results };
    },
  };
}

function encode({ table, rate, start, weight, schedules, runs }: PlainJob): Buffer {
  const assets = table.assets.length;
  const bars = table.times.length;
  const counts = BigInt64Array.from([assets, bars, schedules.length, runs.length], BigInt);
  const rows = new Float64Array(assets * bars);
  for (let asset = 0; asset < assets; asset += 1) {
    for (let bar = 0; bar < bars; bar += 1) rows[bar * assets + asset] = table.closes[asset * bars + bar]!;
  }
  const due = new Uint8Array(schedules.length * bars);
  for (const [index, schedule] of schedules.entries()) {
    if (schedule === null) due.fill(1, index * bars, (index + 1) * bars);
    else for (const bar of schedule) due[index * bars + bar] = 1;
  }
  const runBlock = Buffer.alloc(16 * runs.length);
  for (const [index, run] of runs.entries()) {
    runBlock.writeInt32LE(run.schedule, 16 * index);
    runBlock.writeInt32LE(run.band === null ? 0 : 1, 16 * index + 4);
    runBlock.writeDoubleLE(run.band ?? 0, 16 * index + 8);
  }
  const figures = Float64Array.from([rate, start, ...Array.from({ length: assets }, () => weight)]);
  return Buffer.concat([bytes(counts), bytes(figures), bytes(rows), due, runBlock]);
}

const bytes = (view: Float64Array | BigInt64Array) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
