/** One thread of `--sweep`: says it is there with an empty answer, then answers each span of cells with their figures. */
import "../../../scripts/resolve.mjs";
import { parentPort, workerData } from "node:worker_threads";

const { prepareSweep } = await import("../../../lib/engine/backtest/sweep/sweep.ts");
const prepared = prepareSweep(workerData.request, workerData.grid);
if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
parentPort.on("message", ({ from, to }) => {
  parentPort.postMessage(Array.from({ length: to - from }, (_, index) => prepared.value.run(from + index)));
});
parentPort.postMessage([]);
