import { expect, test } from "vitest";
import { stepReading } from "./step-reading";

const times = [0, 10, 20, 30, 40];
const read = (key: string, index: number | null, isShift = false, stops: readonly number[] = []) =>
  stepReading({ key, isShift, index, times, stops });

test("arrows move a point and stay inside; the first one starts at the latest", () => {
  expect(read("ArrowLeft", null)).toBe(3);
  expect(read("ArrowLeft", 2)).toBe(1);
  expect(read("ArrowLeft", 0)).toBe(0);
  expect(read("ArrowRight", 3)).toBe(4);
  expect(read("ArrowRight", 4)).toBe(4);
});

test("Home and End go to the ends, Escape puts the crosshair away, other keys are left alone", () => {
  expect(read("Home", 3)).toBe(0);
  expect(read("End", 0)).toBe(4);
  expect(read("Escape", 2)).toBeNull();
  expect(read("a", 2)).toBeUndefined();
  expect(read("Tab", null)).toBeUndefined();
});

test("a long series is crossed in strides", () => {
  const step = { isShift: false, index: 4, times, stops: [], stride: 3 };
  expect(stepReading({ ...step, key: "ArrowLeft" })).toBe(1);
  expect(stepReading({ ...step, key: "ArrowLeft", index: 1 })).toBe(0);
});

test("Page keys jump like Shift and an arrow", () => {
  expect(read("PageUp", 3, false, [10])).toBe(1);
  expect(read("PageDown", 0, false, [10])).toBe(1);
  expect(read("PageDown", 2, false, [10])).toBe(4);
});

test("with Shift an arrow jumps from stop to stop, past the last to the end", () => {
  const stops = [10, 31];
  expect(read("ArrowRight", 0, true, stops)).toBe(1);
  expect(read("ArrowRight", 1, true, stops)).toBe(3);
  expect(read("ArrowRight", 4, true, stops)).toBe(4);
  expect(read("ArrowLeft", 3, true, stops)).toBe(1);
  expect(read("ArrowLeft", 1, true, stops)).toBe(0);
});
