import { describe, expect, test } from "vitest";
import { holesIn, nearestIndex, toCurve } from "./points";
import { niceScale, shareScale } from "./scale";
import { timeTicks } from "./time-axis";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("what a chart is drawn from", () => {
  test("a hole in the record breaks the line", () => {
    const at = [0, 1, 2, 3, 40, 41].map((hour) => hour * HOUR);
    expect([...holesIn(at)]).toEqual([3]);
    expect([...toCurve(at, () => 1).values]).toEqual([1, 1, 1, 1, Number.NaN, 1, 1]);
    expect([...toCurve([1, 2, 3], (index) => (index === 1 ? null : index)).values]).toEqual([0, Number.NaN, 2]);
  });

  test("uneven but usual distances are no holes", () =>
    expect(holesIn([0, 5, 9, 14, 20].map((minute) => minute * 60_000)).size).toBe(0));

  test("the pointer finds the nearest point", () => {
    const at = [0, 10, 20, 30];
    expect([-5, 4, 6, 24, 26, 99].map((wanted) => nearestIndex(at, wanted))).toEqual([0, 0, 1, 2, 3, 3]);
  });
});

describe("axes", () => {
  test("weights share an axis of round steps from zero", () => {
    const scale = shareScale([0.474, 0.425]);
    expect(scale.max).toBeCloseTo(0.5);
    expect(scale.ticks).toHaveLength(6);
    expect(shareScale([1]).max).toBe(1);
  });

  test.each([
    [40_300, 48_213],
    [0.9997, 1.0003],
    [5, 5],
    [-20, 130],
  ])("round lines hold %d to %d", (low, high) => {
    const { min, max, ticks } = niceScale(low, high);
    expect(min).toBeLessThanOrEqual(low);
    expect(max).toBeGreaterThanOrEqual(high);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
  });

  test("time is marked at the owner's own midnights, also across a clock change", () => {
    const from = Date.UTC(2026, 9, 22, 9);
    const ticks = timeTicks(from, from + 8 * DAY, "Europe/Berlin", 9);
    expect(ticks.map((tick) => tick.label).slice(0, 4)).toEqual(["23 Oct 2026", "24 Oct", "25 Oct", "26 Oct"]);
    expect(new Date(ticks[0]?.at ?? 0).toISOString()).toBe("2026-10-22T22:00:00.000Z");
    expect(new Date(ticks[3]?.at ?? 0).toISOString()).toBe("2026-10-25T23:00:00.000Z");
  });

  test.each([
    [20 * HOUR, 5],
    [7 * DAY, 5],
    [30 * DAY, 5],
    [92 * DAY, 5],
    [365 * DAY, 5],
    [2000 * DAY, 5],
  ])("a span of %d ms has some labels and not too many", (span, most) => {
    const count = timeTicks(1_795_000_000_000 - span, 1_795_000_000_000, "UTC", most).length;
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(most);
  });
});
