import { expect, test } from "vitest";
import { chooseEvenly, indexAtOrAfter } from "./choose-points";

test("short series stay whole", () => {
  expect(chooseEvenly(5, 8, 60)).toEqual([5, 6, 7]);
  expect(chooseEvenly(5, 5, 60)).toEqual([]);
});

test("even points include both ends", () => {
  expect(chooseEvenly(0, 101, 5)).toEqual([0, 25, 50, 75, 100]);
});

test("the first point of a range is found by halving", () => {
  expect(indexAtOrAfter([10, 20, 30], 20)).toBe(1);
  expect(indexAtOrAfter([10, 20, 30], 21)).toBe(2);
  expect(indexAtOrAfter([10, 20, 30], 31)).toBe(3);
});
