/**
 * Workers that share a long job. Each is handed a span of items at a time and one more to begin with, so that none
 * waits for a message; a span is sized to take about `SPAN_MS`, by what items of this job took so far. Aborting means
 * handing out no more: within one span all is still. `hold` pauses the handing out while something more urgent runs.
 */
import type { FromWorker, LabPort, LabResult, LabTask, Span } from "./messages";
import { LabRefusal } from "./protocol";

const SPAN_MS = 20;
const SPANS_AHEAD = 2;

export interface PooledJob {
  count: number;
  taskOf(span: Span): LabTask;
  onResult(result: LabResult, done: number): void;
  signal: AbortSignal;
}

export interface WorkPool {
  ports: readonly LabWorker[];
  work(job: PooledJob): Promise<void>;
  /** Nothing more is handed out until the returned function is called. */
  hold(): () => void;
}

export const aborted = () => new DOMException("Superseded or cancelled.", "AbortError");

/** A worker that answers calls. */
export interface LabWorker {
  query(task: LabTask): Promise<Extract<FromWorker, { kind: "answer" }>>;
  load(table: Parameters<typeof loadMessage>[1]): Promise<void>;
  close(): void;
}

const loadMessage = (id: number, table: Extract<Parameters<LabPort["post"]>[0], { kind: "load" }>["table"]) =>
  ({ kind: "load", id, table }) as const;

interface Waiting {
  resolve(message: FromWorker): void;
  reject(error: Error): void;
}

export function makeWorker(port: LabPort): LabWorker {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let broken: Error | null = null;
  const fail = (error: Error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  port.listen(
    (message) => {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "failed") call?.reject(new Error(message.message));
      else call?.resolve(message);
    },
    (message) => fail(new Error(message)),
  );
  const call = (post: (id: number) => void) =>
    new Promise<FromWorker>((resolve, reject) => {
      if (broken !== null) return reject(broken);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      post(lastId);
    });
  return {
    async query(task) {
      const message = await call((id) => port.post({ kind: "task", id, task }));
      if (message.kind !== "answer") throw new Error(`A worker answered ${message.kind} to a task.`);
      return message;
    },
    async load(table) {
      await call((id) => port.post(loadMessage(id, table)));
    },
    close() {
      port.close();
      fail(aborted());
    },
  };
}

export function makePool(ports: readonly LabWorker[]): WorkPool {
  let lastJob = 0;
  let holds = 0;
  const released: (() => void)[] = [];

  return {
    ports,
    hold() {
      holds += 1;
      return () => {
        holds -= 1;
        if (holds > 0) return;
        for (const go of released.splice(0)) go();
      };
    },
    async work({ count, taskOf, onResult, signal }) {
      if (signal.aborted) throw aborted();
      lastJob += 1;
      const job = lastJob;
      let next = 0;
      let done = 0;
      let span = 1;
      let stopped = false;

      async function drain(worker: LabWorker): Promise<void> {
        while (next < count && !stopped) {
          if (holds > 0) {
            await new Promise<void>((go) => released.push(go));
            continue;
          }
          const from = next;
          next = Math.min(from + Math.min(span, Math.ceil((count - from) / (2 * ports.length))), count);
          const to = next;
          const { answer, ms } = await worker.query(taskOf({ job, from, to }));
          if (stopped) return;
          if (!answer.ok) throw new LabRefusal(answer.problems);
          done += to - from;
          span = Math.min(Math.max(Math.round(((to - from) * SPAN_MS) / Math.max(ms, 0.1)), 1), 4 * span);
          onResult(answer.value, done);
        }
      }

      let cancel = () => {};
      const cancelled = new Promise<never>((_, reject) => {
        cancel = () => reject(aborted());
      });
      signal.addEventListener("abort", cancel, { once: true });
      try {
        const drains = ports.flatMap((worker) => Array.from({ length: SPANS_AHEAD }, () => drain(worker)));
        await Promise.race([Promise.all(drains), cancelled]);
      } finally {
        stopped = true;
        signal.removeEventListener("abort", cancel);
      }
    },
  };
}
