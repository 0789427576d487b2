/** One thread of a sweep: prepares on a message, runs the cells it is given. */
import "../scripts/resolve.mjs";
import { parentPort } from "node:worker_threads";

const { prepareSweep } = await import("../lib/engine/backtest/sweep/sweep.ts");
let sweep = null;
parentPort.on("message", (message) => {
  if (message.kind === "prepare") {
    const prepared = prepareSweep(message.request, message.grid);
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
    sweep = prepared.value;
    for (let cell = 0; cell < sweep.size; cell += 1) sweep.run(cell);
    parentPort.postMessage("ready");
  } else parentPort.postMessage(message.cells.map((cell) => sweep.run(cell)));
});
