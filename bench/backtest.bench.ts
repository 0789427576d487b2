/**
 * Backtests against a plain C loop that does the same work bar by bar (bench/backtest.c), in the same run: ten assets,
 * 43,800 seeded hourly bars, 10 bps on every leg, value and fall recorded at every bar. Both must agree to 1e-9, or the
 * bench fails. One core: the process is pinned where taskset exists, and processor time is what counts, the least of
 * many repetitions. Schedules, block bounds and all else that is made once before bars are walked is "setup".
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type BacktestRequest, DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import { compile } from "@/lib/engine/backtest/run/compile";
import { simulate } from "@/lib/engine/backtest/run/simulate";
import { prepareSweep } from "@/lib/engine/backtest/sweep/sweep";
import { type FullGrid, intervalCron } from "@/lib/engine/backtest/sweep/sweep-grid";
import type { Policy } from "@/lib/engine/model";
import { aPolicy } from "@/lib/testing/builders";
import { figure, percentile } from "./figure";
import { hourlyMarket } from "./hourly-market";
import { pinToOneCore } from "./pin";
import { openPlainLoop, type PlainAnswer, type PlainRun } from "./plain-loop";

const ASSETS = 10;
const WEIGHT = 1 / ASSETS;
const RATE = 0.001;
const START = 10_000;
const REPETITIONS = 1_000;
const SWEEP_REPETITIONS = 12;

const table = hourlyMarket(ASSETS);
const bars = table.times.length;
const assetBars = ASSETS * bars;
const base = aPolicy({
  targets: table.assets.map((asset) => ({ kind: "asset", asset, weight: WEIGHT })),
  triggers: [{ kind: "threshold", portfolioDrift: null }],
  band: { kind: "absolute", width: 0.05 },
  cooldownMinutes: 0,
});
const monthly: Policy = { ...base, triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }] };
const grid: FullGrid = {
  bands: Array.from({ length: 40 }, (_, index) => 0.01 + 0.005 * index),
  intervals: [
    0,
    ...[2, 3, 4, 6, 8, 12].map((hours) => hours / 24),
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    12,
    14,
    15,
    30,
    61,
  ].concat([91, 122, 182]),
  destinations: ["target"],
};
const options = { ...DEFAULT_BACKTEST_OPTIONS, startValue: START, feeRate: RATE };
const requestOf = (policy: Policy): BacktestRequest => ({ table, policy, options, start: null, end: null });
const pin = pinToOneCore();
const plain = openPlainLoop(ASSETS, pin.command);
let isWrong = false;

try {
  single("(i) monthly", monthly, null, 3);
  single("(ii) 5 pp band at every bar", base, 0.05, 2.5);
  await sweeps();
} finally {
  plain?.close();
}
process.exit(isWrong ? 1 : 0);

/** Value and fall by bar of one policy. */
function single(name: string, policy: Policy, band: number | null, target: number) {
  const kind = { isHolding: false, isSkippingOff: false, recording: "curve" } as const;
  const setup = processorSeconds(() => compile(requestOf(policy), kind));
  const program = compile(requestOf(policy), kind);
  const took: number[] = [];
  let run = simulate(program);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    took.push(
      processorSeconds(() => {
        run = simulate(program);
      }),
    );
  }
  const schedule = band === null ? program.schedules[0]! : null;
  const { equity, falls } = run.tape;
  const answer = plain?.run({
    ...{ table, rate: RATE, start: START, weight: WEIGHT, repetitions: REPETITIONS },
    schedules: [schedule],
    runs: [{ schedule: 0, band }],
  });
  const mine = [{ value: equity[bars - 1]!, fall: Math.min(...falls), events: run.events.count }];
  compare(name, mine, answer);
  show(
    name,
    Math.min(...took),
    took,
    answer,
    target,
    `${run.events.count} events, setup ${(setup * 1000).toFixed(1)} ms`,
  );
}

/** A thousand (band, interval) pairs, first on this core, then on all. */
async function sweeps() {
  const name = "(iii) sweep of 1,000 (band, interval) pairs";
  let prepared = prepareSweep(requestOf(base), grid);
  const setup = processorSeconds(() => {
    prepared = prepareSweep(requestOf(base), grid);
    if (prepared.ok) for (let cell = 0; cell < prepared.value.size; cell += 40) prepared.value.run(cell);
  });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const sweep = prepared.value;
  const cells = Array.from({ length: sweep.size }, (_, cell) => cell);
  const found = cells.map(sweep.run);
  const least = new Float64Array(sweep.size).fill(Number.POSITIVE_INFINITY);
  const totals = Array.from({ length: SWEEP_REPETITIONS }, () => {
    let total = 0;
    for (const cell of cells) {
      const spent = processorSeconds(() => {
        found[cell] = sweep.run(cell);
      });
      least[cell] = Math.min(least[cell]!, spent);
      total += spent;
    }
    return total;
  });
  const alone = least.reduce((sum, seconds) => sum + seconds, 0);
  const runs: PlainRun[] = cells.map((cell) => ({ schedule: Math.floor(cell / 40), band: grid.bands[cell % 40]! }));
  const schedules = grid.intervals.map((interval) => (interval === 0 ? null : dueOf(intervalCron(interval))));
  const answer = plain?.run({
    ...{ table, rate: RATE, start: START, weight: WEIGHT, repetitions: SWEEP_REPETITIONS },
    schedules,
    runs,
  });
  compare(
    name,
    found.map(({ finalValue, maxDrawdown, events }) => ({ value: finalValue, fall: maxDrawdown, events })),
    answer,
  );
  show(name, alone, totals, answer, 1, `setup ${(setup * 1000).toFixed(0)} ms`, sweep.size);
  figure(
    "  memory per combination",
    memoryPer(cells.length, () => cells.map(sweep.run)),
    "kB",
    null,
    "by bar: none",
  );

  pin.release();
  const cores = availableParallelism();
  const oneThread = await sweepOnCores(1);
  const together = await sweepOnCores(cores);
  figure(
    `  the same on ${cores} cores, on the wall clock`,
    together,
    "s",
    null,
    `one thread ${oneThread.toPrecision(3)} s, ${(oneThread / together).toFixed(2)} x as fast`,
  );
}

function dueOf(cron: string): Int32Array {
  const policy: Policy = { ...base, triggers: [{ kind: "time", cron, timeZone: "UTC" }] };
  return compile(requestOf(policy), { isHolding: false, isSkippingOff: false, recording: "figures" }).schedules[0]!;
}

function show(
  name: string,
  least: number,
  took: readonly number[],
  answer: PlainAnswer | undefined,
  target: number,
  remark: string,
  runs = 1,
) {
  const median = percentile(took, 0.5);
  figure(name, least * 1000, "ms", null, `median ${(median * 1000).toPrecision(3)} ms, ${remark}`);
  figure("  per asset-bar", (least * 1e9) / (assetBars * runs), "ns", null);
  if (answer === undefined) console.log("  ratio to C: no compiler here");
  else figure("  ratio to C", least / answer.seconds, "x", target, `C ${(answer.seconds * 1000).toPrecision(3)} ms`);
}

/** Final value, deepest fall and number of events, to 1e-9. */
function compare(name: string, mine: readonly PlainAnswer["results"][number][], answer: PlainAnswer | undefined) {
  if (answer === undefined) return;
  for (const [index, { value, fall, events }] of mine.entries()) {
    const theirs = answer.results[index];
    const isSame =
      theirs !== undefined &&
      Math.abs(value / theirs.value - 1) < 1e-9 &&
      Math.abs(fall - theirs.fall) < 1e-9 &&
      events === theirs.events;
    if (isSame) continue;
    isWrong = true;
    console.error(`${name}, run ${index}: ${JSON.stringify({ value, fall, events })} is not ${JSON.stringify(theirs)}`);
    return;
  }
}

/** Processor time, not the clock on the wall: what one core spends, however busy the machine is. */
function processorSeconds(work: () => void): number {
  const startedAt = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1e6;
}

/** What is still held after a sweep, in kB a cell. */
function memoryPer(cells: number, work: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const kept = work();
  globalThis.gc?.();
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  return kept === null ? 0 : Math.max(grown, 0) / cells / 1000;
}

/** Least seconds until every worker has swept its part; the workers are up and warm before the clock starts. */
async function sweepOnCores(cores: number): Promise<number> {
  const url = new URL("./sweep-worker.mjs", import.meta.url);
  const workers = Array.from({ length: cores }, () => new Worker(url));
  const all = (message: unknown[]) =>
    Promise.all(
      workers.map(
        (worker, index) =>
          new Promise((done, fail) => {
            worker.removeAllListeners().once("message", done).once("error", fail);
            worker.postMessage(message[index]);
          }),
      ),
    );
  await all(workers.map(() => ({ kind: "prepare", request: requestOf(base), grid })));
  const cells = Array.from({ length: 1000 }, (_, cell) => cell);
  const parts = workers.map((_, index) => ({ kind: "run", cells: cells.filter((cell) => cell % cores === index) }));
  let least = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < SWEEP_REPETITIONS; repetition += 1) {
    const startedAt = performance.now();
    await all(parts);
    least = Math.min(least, (performance.now() - startedAt) / 1000);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return least;
}
