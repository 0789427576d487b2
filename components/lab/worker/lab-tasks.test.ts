/** What a lab worker answers, on real runs. */
import { describe, expect, test } from "vitest";
import { backtest } from "@/lib/engine/backtest/backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import { aPolicy } from "@/lib/testing/builders";
import { randomPrices } from "@/lib/testing/price-tables";
import { makeLabTasks, transferable } from "./lab-tasks";
import type { LabTask } from "./messages";
import type { LabRunRequest } from "./protocol";

const table = randomPrices({ seed: 11, assets: 3, bars: 2000, daysPerBar: 1 });
const targets = table.assets.map((asset) => ({ kind: "asset", asset, weight: 1 / 3 }) as const);
const banded = aPolicy({ targets });
const monthly = aPolicy({ targets, triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }] });
const common = { options: DEFAULT_BACKTEST_OPTIONS, start: null, end: null };
const strategies = [
  { id: "banded", policy: banded },
  { id: "monthly", policy: monthly },
];
const runRequest: LabRunRequest = { ...common, strategies, points: 200, weightsOf: "monthly" };

function answerOf(task: LabTask, tasks = loaded()) {
  const answer = tasks.perform(task);
  if (!answer.ok) return expect.fail(JSON.stringify(answer.problems));
  return answer.value;
}

function loaded() {
  let clock = 0;
  const tasks = makeLabTasks(() => {
    clock += 1;
    return clock;
  });
  tasks.load(table);
  return tasks;
}

describe("a run", () => {
  const result = answerOf({ kind: "run", request: runRequest });
  if (result.kind !== "run") throw new Error("not a run");
  const { run } = result;

  test("carries full figures and few points, with the deepest fall and the highest value among them", () => {
    const alone = backtest({ table, policy: banded, ...common });
    if (!alone.ok) return expect.fail();
    const [first] = run.strategies;
    expect(first!.metrics).toEqual(alone.value.run.metrics);
    expect(first!.curves.times.length).toBeLessThanOrEqual(200);
    expect(Math.min(...first!.curves.drawdown)).toBe(first!.metrics.maxDrawdown);
    expect(Math.max(...first!.curves.equity)).toBe(Math.max(...alone.value.run.equity));
    expect(first!.events).toHaveLength(first!.metrics.events);
  });

  test("has every strategy's own figure at each bar that can be read", () => {
    for (const [place, { policy }] of strategies.entries()) {
      const alone = backtest({ table, policy, ...common });
      if (!alone.ok) return expect.fail();
      const { times, equity } = run.strategies[place]!.curves;
      for (const at of run.holding.curves.times) {
        const kept = times.indexOf(at);
        expect(equity[kept]).toBe(alone.value.run.equity[alone.value.run.times.indexOf(at)]);
      }
    }
  });

  test("stands beside holding", () => {
    expect(run).toMatchObject({ bars: 2000, firstAt: table.times[0], lastAt: table.times[1999] });
    const [last] = run.strategies[1]!.curves.ahead.slice(-1);
    const wanted = run.strategies[1]!.metrics.finalValue / run.holding.metrics.finalValue - 1;
    expect(last).toBeCloseTo(wanted, 12);
    expect(new Set(run.holding.curves.ahead)).toEqual(new Set([0]));
  });

  test("has weights of the one requested, that sum to 1", () => {
    const [none, weights] = run.strategies.map((strategy) => strategy.weights);
    expect(none).toBeNull();
    const count = weights!.times.length;
    expect(weights!.columns.length).toBe(count * weights!.keys.length);
    for (let place = 0; place < count; place += 1) {
      const sum = weights!.keys.reduce((total, _, column) => total + weights!.columns[column * count + place]!, 0);
      expect(sum).toBeCloseTo(1, 9);
    }
  });

  test("hands over buffers of its own: giving them away leaves later answers whole", () => {
    const tasks = loaded();
    const first = answerOf({ kind: "run", request: runRequest }, tasks);
    const buffers = transferable(first);
    expect(new Set(buffers).size).toBe(buffers.length);
    structuredClone(first, { transfer: buffers as ArrayBuffer[] });
    const second = answerOf({ kind: "run", request: runRequest }, tasks);
    expect(second.kind === "run" && second.run.strategies).toEqual(run.strategies);
  });
});

test("a refusal names the strategy", () => {
  const bad = aPolicy({ targets: [{ kind: "asset", asset: "NOPE", weight: 1 }] });
  const request = { ...runRequest, strategies: [strategies[0]!, { id: "bad", policy: bad }] };
  const answer = loaded().perform({ kind: "run", request });
  expect(answer).toMatchObject({ ok: false });
  expect(answer.ok ? "" : answer.problems[0]!.path).toMatch(/^bad\./);
});

test("spans of a sweep put together are the whole of it", () => {
  const request = {
    ...common,
    base: banded,
    bands: [0.1, 0.2, 0.3],
    intervalDays: [0, 7],
    destinations: ["target", "half"] as const,
  };
  const cells = (tasks: ReturnType<typeof loaded>, job: number, from: number, to: number) => {
    const result = answerOf({ kind: "cells", request, span: { job, from, to } }, tasks);
    return result.kind === "cells" ? result.cells : [];
  };
  const tasks = loaded();
  const whole = cells(loaded(), 1, 0, 12);
  expect([...cells(tasks, 1, 0, 5), ...cells(tasks, 1, 5, 12)]).toEqual(whole);
  expect(whole.map(({ index }) => index)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  const alone = backtest({
    table,
    policy: { ...banded, band: { kind: "clamp", ratio: 0.2, floor: 0.01, cap: 0.1 } },
    ...common,
  });
  if (!alone.ok) return expect.fail();
  expect(whole[1]!.finalValue).toBeCloseTo(alone.value.run.metrics.finalValue, 6);
  expect(whole[1]!.aheadPerYear).toBeCloseTo(alone.value.run.metrics.cagr - alone.value.holding.metrics.cagr, 12);
});

test("samples of a distribution end where history does", () => {
  const request = {
    ...common,
    strategy: strategies[0]!,
    windowDays: 1997,
    starts: 50,
    paths: 4,
    blockDays: 30,
    seed: 1,
  };
  const rolling = answerOf({ kind: "rolling", request, span: { job: 1, from: 0, to: 50 } });
  const paths = answerOf({ kind: "paths", request, span: { job: 2, from: 1, to: 3 } });
  expect(rolling.kind === "samples" && rolling.samples.length).toBe(3);
  expect(paths.kind === "samples" && paths.samples.map(({ at }) => at)).toEqual([1, 2]);
});

test("without prices it says that they are missing", () => {
  expect(makeLabTasks(() => 0).perform({ kind: "run", request: runRequest })).toMatchObject({
    ok: false,
    problems: [{ path: "prices" }],
  });
});
