/**
 * The page's side of the lab's workers. One worker answers `run` alone, so that a slider is never behind a sweep; the
 * others share sweeps and distributions, and rest while a run is under way.
 */
import type { PriceTable } from "@/lib/engine/model";
import type { LabPort } from "./messages";
import {
  type LabDistribution,
  type LabEngine,
  LabRefusal,
  type LabRun,
  type LabRunRequest,
  type LabSample,
} from "./protocol";
import { aborted, makePool, makeWorker } from "./work-pool";

const WORKERS_MIN = 2;
const WORKERS_MAX = 8;

/** The engine on real workers; only in a browser. `poolMax` 0 is enough where nothing but `run` is called. */
export function openLabEngine(poolMax = WORKERS_MAX): LabEngine {
  const cores = navigator.hardwareConcurrency || WORKERS_MIN;
  return makeLabEngine(openWorker, Math.min(Math.max(cores, WORKERS_MIN), poolMax));
}

/** `open` starts a worker; `poolSize` of them share long jobs, one more runs single requests. */
export function makeLabEngine(open: () => LabPort, poolSize: number): LabEngine {
  const runner = makeWorker(open());
  const pool = makePool(Array.from({ length: poolSize }, () => makeWorker(open())));
  const everyone = [runner, ...pool.ports];
  let prices = new AbortController();
  let loading: Promise<unknown> = Promise.reject(new Error("Load prices before running a policy on them."));
  loading.catch(() => {});

  interface Wanted {
    request: LabRunRequest;
    resolve(run: LabRun): void;
    reject(error: unknown): void;
  }
  let isRunning = false;
  let waiting: Wanted | null = null;

  async function runOne({ request, resolve, reject }: Wanted): Promise<void> {
    isRunning = true;
    const release = pool.hold();
    const { signal } = prices;
    try {
      await loading;
      const { answer } = await runner.query({ kind: "run", request });
      if (signal.aborted) throw aborted();
      if (!answer.ok) throw new LabRefusal(answer.problems);
      if (answer.value.kind !== "run") throw new Error(`A worker answered ${answer.value.kind} to a run.`);
      resolve(answer.value.run);
    } catch (error) {
      reject(error);
    } finally {
      release();
      isRunning = false;
      const next = waiting;
      waiting = null;
      if (next !== null) void runOne(next);
    }
  }

  return {
    load(table: PriceTable) {
      prices.abort();
      prices = new AbortController();
      waiting?.reject(aborted());
      waiting = null;
      loading = Promise.all(everyone.map((worker) => worker.load(table)));
      loading.catch(() => {});
      return loading.then(() => {});
    },
    run(request) {
      return new Promise((resolve, reject) => {
        const wanted = { request, resolve, reject };
        if (!isRunning) return void runOne(wanted);
        waiting?.reject(aborted());
        waiting = wanted;
      });
    },
    async sweep(request, onCells, signal) {
      const { bands, intervalDays, destinations } = request;
      const of = bands.length * intervalDays.length * destinations.length;
      const either = AbortSignal.any([signal, prices.signal]);
      await loading;
      await pool.work({
        count: of,
        signal: either,
        taskOf: (span) => ({ kind: "cells", span, request }),
        onResult: (result, done) => {
          if (result.kind === "cells") onCells(result.cells, done, of);
        },
      });
    },
    async distribution(request, onProgress, signal) {
      const either = AbortSignal.any([signal, prices.signal]);
      await loading;
      const rolling: LabSample[] = [];
      const bootstrap: LabSample[] = [];
      const of = request.starts + request.paths;
      const soFar = (): LabDistribution => ({ rolling: byAt(rolling), bootstrap: byAt(bootstrap) });
      const collect = async (kind: "rolling" | "paths", into: LabSample[], count: number, before: number) =>
        pool.work({
          count,
          signal: either,
          taskOf: (span) => ({ kind, span, request }),
          onResult: (result, done) => {
            if (result.kind !== "samples") return;
            into.push(...result.samples);
            onProgress(soFar(), before + done, of);
          },
        });
      await collect("rolling", rolling, request.starts, 0);
      await collect("paths", bootstrap, request.paths, request.starts);
      return soFar();
    },
    close() {
      prices.abort();
      waiting?.reject(aborted());
      waiting = null;
      for (const worker of everyone) worker.close();
    },
  };
}

const byAt = (samples: readonly LabSample[]) => [...samples].sort((left, right) => left.at - right.at);

function openWorker(): LabPort {
  const worker = new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    listen(onMessage, onBroken) {
      worker.addEventListener("message", ({ data }) => onMessage(data));
      worker.addEventListener("error", (event) => onBroken(event.message || "A worker of the lab could not start."));
    },
    close: () => worker.terminate(),
  };
}
