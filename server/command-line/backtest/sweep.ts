/**
 * `--sweep FILE`: a grid of policies around the one given, on all cores. Each thread prepares once and then takes spans
 * of cells until none is left; a terminal is shown how far it is.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { BacktestProblem, BacktestRequest } from "@/lib/engine/backtest/model";
import { prepareSweep, type SweepFigures } from "@/lib/engine/backtest/sweep/sweep";
import { type SweepGrid, sweepSize } from "@/lib/engine/backtest/sweep/sweep-grid";

export type SweepVerdict =
  | { ok: true; holding: SweepFigures; cells: readonly SweepFigures[] }
  | { ok: false; problems: readonly BacktestProblem[] };

/** Cells a thread takes at once. */
const SPAN = 16;
/** Fewer are done here before a thread has started. */
const ALONE_MAX = 64;

export interface Progress {
  write(text: string): unknown;
  isTTY?: boolean;
}

export async function sweepOnAllCores(
  request: BacktestRequest,
  grid: SweepGrid,
  progress: Progress = process.stderr,
): Promise<SweepVerdict> {
  const prepared = prepareSweep(request, grid);
  if (!prepared.ok) return prepared;
  const { size, holding, run } = prepared.value;
  const threads = Math.min(availableParallelism(), Math.ceil(size / SPAN));
  if (size <= ALONE_MAX || threads < 2) {
    return { ok: true, holding, cells: Array.from({ length: size }, (_, index) => run(index)) };
  }
  const cells: SweepFigures[] = [];
  let next = 0;
  const take = () => {
    const from = next;
    next = Math.min(from + SPAN, sweepSize(grid));
    return from < next ? { from, to: next } : null;
  };
  const work = (): Promise<void> =>
    new Promise((done, fail) => {
      const thread = new Worker(new URL("./sweep-thread.mjs", import.meta.url), { workerData: { request, grid } });
      thread.on("error", fail);
      thread.on("message", (found: readonly SweepFigures[]) => {
        for (const cell of found) cells[cell.index] = cell;
        if (progress.isTTY) progress.write(`\r${Math.floor((100 * next) / size)} % of ${size}`);
        const span = take();
        if (span !== null) thread.postMessage(span);
        else void thread.terminate().then(() => done());
      });
    });
  await Promise.all(Array.from({ length: threads }, work));
  if (progress.isTTY) progress.write("\r\u001b[K");
  return { ok: true, holding, cells };
}
