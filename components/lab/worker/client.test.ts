/** The lab's client against scripted workers: which task goes where and when, what is dropped, how soon all is still. */
import { describe, expect, test } from "vitest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import { aPolicy } from "@/lib/testing/builders";
import { makeLabEngine } from "./client";
import type { FromWorker, LabPort, LabResult, LabTask } from "./messages";
import { type LabCell, LabRefusal, type LabRun, type LabRunRequest, type LabSweepRequest } from "./protocol";

const TABLE = { assets: ["BTC"], quote: "USDT", times: new Float64Array([0, 1]), closes: new Float64Array([1, 2]) };
const PERIOD = { start: null, end: null, options: DEFAULT_BACKTEST_OPTIONS };
const runRequest = (points: number): LabRunRequest => ({ ...PERIOD, strategies: [], points, weightsOf: null });
const sweepRequest = (bands: number): LabSweepRequest => ({
  ...PERIOD,
  base: aPolicy(),
  bands: Array.from({ length: bands }, (_, index) => index / 100),
  intervalDays: [0, 1],
  destinations: ["target", "half"],
});

/** Workers that answer what `perform` says, each task after `ms`. */
function scripted(perform: (task: LabTask) => LabResult, ms = 2) {
  const tasks: { worker: number; task: LabTask }[] = [];
  let opened = 0;
  const open = (): LabPort => {
    const worker = opened;
    opened += 1;
    let receive: (message: FromWorker) => void = () => {};
    let queue = Promise.resolve();
    let isClosed = false;
    const answer = (message: FromWorker, wait: number) => {
      queue = queue
        .then(() => new Promise((done) => setTimeout(done, wait)))
        .then(() => {
          if (!isClosed) receive(message);
        });
    };
    return {
      post(message) {
        if (message.kind === "load") return answer({ kind: "loaded", id: message.id }, 0);
        tasks.push({ worker, task: message.task });
        answer({ kind: "answer", id: message.id, answer: { ok: true, value: perform(message.task) }, ms }, ms);
      },
      listen: (onMessage) => {
        receive = onMessage;
      },
      close: () => {
        isClosed = true;
      },
    };
  };
  return { open, tasks, opened: () => opened };
}

const cellAt = (index: number): LabCell => ({
  index,
  totalReturn: 0,
  ahead: 0,
  cagr: 0,
  aheadPerYear: 0,
  maxDrawdown: 0,
  turnover: 0,
  turnoverPerYear: 0,
  events: 0,
  finalValue: 0,
});

function perform(task: LabTask): LabResult {
  if (task.kind === "run") return { kind: "run", run: { bars: task.request.points } as LabRun };
  const { from, to } = task.span;
  const items = Array.from({ length: to - from }, (_, index) => from + index);
  if (task.kind === "cells") return { kind: "cells", cells: items.map(cellAt) };
  const sample = { totalReturn: 0, holdingReturn: 0, cagr: 0, holdingCagr: 0, maxDrawdown: 0, holdingMaxDrawdown: 0 };
  return { kind: "samples", samples: items.map((at) => ({ ...sample, at })) };
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: Error) => error.name,
  );

describe("runs", () => {
  test("a newer request supersedes the one that waits, never the one that is under way", async () => {
    const workers = scripted(perform, 10);
    const engine = makeLabEngine(workers.open, 2);
    await engine.load(TABLE);
    const drags = [1, 2, 3, 4, 5].map((points) => outcome(engine.run(runRequest(points))));
    expect(await Promise.all(drags)).toEqual(["done", "AbortError", "AbortError", "AbortError", "done"]);
    expect(workers.tasks.map(({ task }) => task.kind === "run" && task.request.points)).toEqual([1, 5]);
    engine.close();
  });

  test("has a worker of its own, and a sweep rests meanwhile", async () => {
    const workers = scripted(perform, 15);
    const engine = makeLabEngine(workers.open, 2);
    await engine.load(TABLE);
    const sweep = engine.sweep(sweepRequest(50), () => {}, new AbortController().signal);
    await new Promise((done) => setTimeout(done, 5));
    const before = workers.tasks.length;
    await engine.run(runRequest(7));
    const during = workers.tasks.slice(before).filter(({ task }) => task.kind === "cells");
    expect(during).toEqual([]);
    expect(workers.tasks.filter(({ worker }) => worker === 0).map(({ task }) => task.kind)).toEqual(["run"]);
    await sweep;
    engine.close();
  });

  test("without prices it says what is missing", async () => {
    const engine = makeLabEngine(scripted(perform).open, 2);
    await expect(engine.run(runRequest(1))).rejects.toThrow("Load prices");
  });

  test("a refusal keeps its problems", async () => {
    const problems = [{ path: "start", message: "The period begins after the last bar." }];
    const workers = scripted(perform);
    const refusing = (): LabPort => {
      let receive: (message: FromWorker) => void = () => {};
      return {
        post: ({ id, kind }) =>
          receive(
            kind === "load" ? { kind: "loaded", id } : { kind: "answer", id, answer: { ok: false, problems }, ms: 1 },
          ),
        listen: (onMessage) => {
          receive = onMessage;
        },
        close: () => {},
      };
    };
    const engine = makeLabEngine(refusing, 2);
    await engine.load(TABLE);
    const refusal = await engine.run(runRequest(1)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LabRefusal);
    expect(refusal).toMatchObject({ problems });
    const sweep = engine.sweep(sweepRequest(5), () => {}, new AbortController().signal);
    await expect(sweep).rejects.toBeInstanceOf(LabRefusal);
    expect(workers.opened()).toBe(0);
  });
});

describe("sweeps", () => {
  test("every cell comes once, in batches, from more than one worker", async () => {
    const workers = scripted(perform);
    const engine = makeLabEngine(workers.open, 3);
    await engine.load(TABLE);
    const seen: number[] = [];
    const progress: number[] = [];
    await engine.sweep(
      sweepRequest(60),
      (cells, done, of) => {
        seen.push(...cells.map(({ index }) => index));
        progress.push(done);
        expect(of).toBe(240);
      },
      new AbortController().signal,
    );
    expect([...seen].sort((left, right) => left - right)).toEqual(Array.from({ length: 240 }, (_, index) => index));
    expect(progress.at(-1)).toBe(240);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.length).toBeGreaterThan(4);
    expect(new Set(workers.tasks.map(({ worker }) => worker))).toEqual(new Set([1, 2, 3]));
    engine.close();
  });

  test("cancelling hands out nothing more and reports nothing more", async () => {
    const workers = scripted(perform, 5);
    const engine = makeLabEngine(workers.open, 2);
    await engine.load(TABLE);
    const cancel = new AbortController();
    let reports = 0;
    const sweep = outcome(
      engine.sweep(
        sweepRequest(500),
        () => {
          reports += 1;
          if (reports === 3) cancel.abort();
        },
        cancel.signal,
      ),
    );
    expect(await sweep).toBe("AbortError");
    const sent = workers.tasks.length;
    await new Promise((done) => setTimeout(done, 40));
    expect(reports).toBe(3);
    expect(workers.tasks.length).toBe(sent);
    engine.close();
  });

  test("new prices end what ran on the old ones", async () => {
    const workers = scripted(perform, 5);
    const engine = makeLabEngine(workers.open, 2);
    await engine.load(TABLE);
    const sweep = outcome(engine.sweep(sweepRequest(500), () => {}, new AbortController().signal));
    await new Promise((done) => setTimeout(done, 12));
    await engine.load(TABLE);
    expect(await sweep).toBe("AbortError");
    engine.close();
  });

  test("closing ends everything", async () => {
    const engine = makeLabEngine(scripted(perform, 50).open, 2);
    await engine.load(TABLE);
    const sweep = outcome(engine.sweep(sweepRequest(500), () => {}, new AbortController().signal));
    const run = outcome(engine.run(runRequest(1)));
    await new Promise((done) => setTimeout(done, 5));
    engine.close();
    expect(await Promise.all([sweep, run])).toEqual(["AbortError", "AbortError"]);
  });
});

test("a distribution reports both kinds in order of time", async () => {
  const engine = makeLabEngine(scripted(perform).open, 2);
  await engine.load(TABLE);
  const request = {
    ...PERIOD,
    strategy: { id: "a", policy: aPolicy() },
    windowDays: 365,
    starts: 20,
    paths: 30,
    blockDays: 20,
    seed: 1,
  };
  const progress: number[] = [];
  const found = await engine.distribution(request, (_, done) => progress.push(done), new AbortController().signal);
  expect(found.rolling.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(found.bootstrap.map(({ at }) => at)).toEqual(Array.from({ length: 30 }, (_, index) => index));
  expect(progress.at(-1)).toBe(50);
  engine.close();
});
