import { describe, expect, test } from "vitest";
import { cursorAfter, type FillPoint, mustRestart, nextPage, shareDone } from "./next-page";

const fresh: FillPoint = {
  wantedFrom: 100,
  emptyBefore: null,
  firstAt: null,
  lastAt: null,
  cursorAt: null,
  stepMs: 10,
};

describe("the next page", () => {
  test("begins where requested, and ends with the last finished bar", () => {
    expect(nextPage(fresh, 1_007)).toEqual({ from: 100, until: 1_000 });
  });
  test("goes on from the cursor, which a kill does not lose", () => {
    expect(nextPage({ ...fresh, firstAt: 100, lastAt: 290, cursorAt: 300 }, 1_007)).toEqual({
      from: 300,
      until: 1_000,
    });
  });
  test("of a complete series reads the last bar again", () => {
    expect(nextPage({ ...fresh, firstAt: 100, lastAt: 290 }, 1_007)).toEqual({ from: 290, until: 1_000 });
    expect(nextPage({ ...fresh, firstAt: 100, lastAt: 990, cursorAt: 1_000 }, 1_007)).toBeNull();
  });
});

test("an empty page is stepped over, never past the end", () => {
  expect(cursorAfter(new Float64Array(0), { from: 100, until: 1_000 }, 10, 50)).toBe(600);
  expect(cursorAfter(new Float64Array(0), { from: 600, until: 1_000 }, 10, 50)).toBe(1_000);
  expect(cursorAfter(Float64Array.of(100, 110), { from: 100, until: 1_000 }, 10, 50)).toBe(120);
});

test("going further back walks anew, unless there is nothing further back", () => {
  const there = { ...fresh, firstAt: 200, lastAt: 900 };
  expect(mustRestart(there, 100)).toBe(true);
  expect(mustRestart(there, 200)).toBe(false);
  expect(mustRestart(there, 195)).toBe(false);
  expect(mustRestart({ ...there, emptyBefore: 200 }, 100)).toBe(false);
  expect(mustRestart(fresh, 50)).toBe(true);
});

test("progress is a share of the requested span", () => {
  expect(shareDone(100, 550, 1_000)).toBe(0.5);
  expect(shareDone(100, 2_000, 1_000)).toBe(1);
});
