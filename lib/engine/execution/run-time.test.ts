import { expect, test } from "vitest";
import { NOON } from "@/lib/testing/builders";
import { runTable } from "@/lib/testing/run-table";
import { createRunTime } from "./run-time";

const HOUR = 3_600_000;
const RUN = runTable("buy ETH 2 @ 2500 limit 2525");

function clocks(wall = NOON) {
  const state = { wall, mono: 500 };
  const pass = (ms: number) => {
    state.wall += ms;
    state.mono += ms;
  };
  const clock = { now: () => state.wall, monotonic: () => state.mono, sleep: async (ms: number) => pass(ms) };
  const set = (ms: number) => {
    state.wall += ms;
  };
  return { clock, pass, set };
}

test.each([-HOUR, -3_000, 3_000, HOUR])(
  "a wall clock set by %i ms moves no wait, and is recorded once",
  async (stepMs) => {
    const { clock, pass, set } = clocks();
    const time = createRunTime(clock, RUN);
    pass(1_000);
    set(stepMs);
    expect(time.now()).toBe(NOON + 1_000);
    expect(time.takeStep()).toBe(stepMs);
    expect(time.takeStep()).toBeNull();
    await time.sleepUntil(NOON + 5_000);
    expect(time.now()).toBe(NOON + 5_000);
    // A timestamp the wall clock gave just now is now.
    expect(time.fromWall(clock.now() - 700)).toBe(NOON + 5_000 - 700);
  },
);

test("a glitch that is put right again is two steps", () => {
  const { clock, set } = clocks();
  const time = createRunTime(clock, RUN);
  set(HOUR);
  expect(time.takeStep()).toBe(HOUR);
  set(-HOUR);
  expect(time.takeStep()).toBe(-HOUR);
});

test("what a well disciplined clock is moved by is no step", () => {
  const { clock, set } = clocks();
  const time = createRunTime(clock, RUN);
  set(1_900);
  expect(time.takeStep()).toBeNull();
});

test("where instants lie ahead of the wall clock, time goes on from the latest of them", () => {
  const [order] = RUN.orders;
  const run = { ...RUN, orders: [{ ...order!, intentAt: NOON + HOUR, answeredAt: NOON + HOUR + 200 }] };
  const { clock, pass } = clocks();
  const time = createRunTime(clock, run);
  expect(time.now()).toBe(NOON + HOUR + 200);
  pass(50);
  expect(time.now()).toBe(NOON + HOUR + 250);
  expect(time.takeStep()).toBe(-HOUR - 200);
});
