/** The lab's worker: hears tasks, answers with results. All it knows is in lab-tasks.ts. */
import { makeLabTasks, transferable } from "./lab-tasks";
import type { FromWorker, ToWorker } from "./messages";

const tasks = makeLabTasks(() => performance.now());
const answer = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  const { id } = data;
  try {
    if (data.kind === "load") {
      tasks.load(data.table);
      return answer({ kind: "loaded", id });
    }
    const startedAt = performance.now();
    const result = tasks.perform(data.task);
    const transfer = result.ok ? transferable(result.value) : [];
    answer({ kind: "answer", id, answer: result, ms: performance.now() - startedAt }, transfer);
  } catch (error) {
    answer({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
});
