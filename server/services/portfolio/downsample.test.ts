import { expect, test } from "vitest";
import { chooseEvenly, chooseExtremes, indexAtOrAfter } from "./downsample";

const wave = Array.from({ length: 8_760 }, (_, index) => Math.sin(index / 50) + (index === 4_321 ? 9 : 0));

test("the highest peak and the deepest trough survive, in order, at about the asked count", () => {
  const chosen = chooseExtremes(wave, 0, wave.length, 400);
  expect(chosen.length).toBeLessThanOrEqual(400);
  expect(chosen.length).toBeGreaterThan(300);
  expect(chosen).toContain(4_321);
  expect(chosen).toContain(wave.indexOf(Math.min(...wave)));
  expect(chosen).toEqual([...new Set(chosen)].sort((left, right) => left - right));
  expect([chosen[0], chosen.at(-1)]).toEqual([0, 8_759]);
});

test("short series stay whole, empty ones empty", () => {
  expect(chooseExtremes(wave, 10, 14, 400)).toEqual([10, 11, 12, 13]);
  expect(chooseExtremes(wave, 10, 10, 400)).toEqual([]);
  expect(chooseEvenly(5, 8, 60)).toEqual([5, 6, 7]);
});

test("even points include both ends", () => {
  expect(chooseEvenly(0, 101, 5)).toEqual([0, 25, 50, 75, 100]);
});

test("the first point of a range is found by halving", () => {
  expect(indexAtOrAfter([10, 20, 30], 20)).toBe(1);
  expect(indexAtOrAfter([10, 20, 30], 21)).toBe(2);
  expect(indexAtOrAfter([10, 20, 30], 31)).toBe(3);
});
