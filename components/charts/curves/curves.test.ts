import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearestIndex } from "../points";
import { layOutPanes, paneDots, paneScale, panesInk } from "./chart-pane";
import { areaPath, betweenPath, type Curve, curvePath, extent, marksPath } from "./curve-path";
import { linearScale, logScale, roundTicks, spreadNames } from "./line-scale";

const curve = (...values: number[]): Curve => ({
  times: Float64Array.from(values, (_, index) => index * 10),
  values: Float64Array.from(values),
});
const same = (value: number) => value;

describe("a line as path data", () => {
  test("moves, then draws, to tenths of a pixel", () =>
    expect(curvePath(curve(1, 2.04, 3.06), same, same)).toBe("M0 1L10 2L20 3.1"));

  test("a hole is a break, never a bridge", () =>
    expect(curvePath(curve(1, Number.NaN, 3), same, same)).toBe("M0 1M20 3"));

  test("an area closes along its level", () =>
    expect(areaPath(curve(1, 2), same, same, 0)).toBe("M0 1L10 2L10 0L0 0Z"));

  test("an area between two lines is drawn piece by piece where both are known", () => {
    const upper = curve(3, 4, Number.NaN, 5, 6);
    const lower = curve(1, 1, 1, 2, 2);
    expect(betweenPath(upper, lower, same, same)).toBe("M0 3L10 4L10 1L0 1ZM30 5L40 6L40 2L30 2Z");
  });

  test("marks that fall on one pixel are one mark", () =>
    expect(marksPath([1, 1.2, 5], same, 0, 6)).toBe("M1.5 0v6M5.5 0v6"));

  test("extent skips holes", () => expect(extent([curve(3, Number.NaN), curve(-1, 2)])).toEqual({ low: -1, high: 3 }));

  test("the nearest point is the nearest", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: -50, max: 700, noNaN: true }), (count, at) => {
        const times = Float64Array.from({ length: count }, (_, index) => index * 10);
        const found = nearestIndex(times, at);
        for (const time of times) expect(Math.abs(times[found]! - at)).toBeLessThanOrEqual(Math.abs(time - at) + 1e-9);
      }),
    ));
});

describe("value axes", () => {
  test("ticks are round and lie inside", () => {
    expect(roundTicks(8_700, 26_100, 5)).toEqual([10_000, 15_000, 20_000, 25_000]);
    expect(roundTicks(-0.41, 0.02, 5)).toEqual([-0.4, -0.3, -0.2, -0.1, 0]);
  });

  test("never more ticks than requested, at least one, all inside", () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        fc.integer({ min: 3, max: 6 }),
        (low, span, most) => {
          // A drawn range is never a billionth of its figures.
          fc.pre(span > Math.abs(low) * 1e-6);
          const ticks = roundTicks(low, low + span, most);
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks.length).toBeLessThanOrEqual(most);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(low - span * 1e-6);
            expect(tick).toBeLessThanOrEqual(low + span * (1 + 1e-6));
          }
        },
      ),
    ));

  test("a logarithmic axis gives equal ratios equal heights", () => {
    const { y, ticks } = logScale(5_000, 80_000, 0, 100);
    expect(y(10_000) - y(20_000)).toBeCloseTo(y(20_000) - y(40_000), 9);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
  });

  test("higher is further up", () => {
    const { y } = linearScale(1, 5, 10, 110);
    expect(y(5)).toBeLessThan(y(1));
  });

  test("names keep their distance and stay inside while there is space", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 8 }), (wanted) => {
        const places = [...spreadNames(wanted, 14, 0, 200)].sort((left, right) => left - right);
        places.forEach((place, index) => {
          expect(place).toBeLessThanOrEqual(200 + 1e-9);
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          if (index > 0) expect(place - places[index - 1]!).toBeGreaterThanOrEqual(14 - 1e-9);
        });
      }),
    ));
});

describe("panes on one time axis", () => {
  const line = (...values: number[]) => ({ id: "own", name: "Own", color: "red", isOwn: true, ...curve(...values) });
  const pane = { id: "value", height: 100, tick: String, lines: [line(10, 20, Number.NaN)] };

  test("stand under each other, a title and marks take their space", () => {
    const marked = { ...pane, marks: [0] };
    const { places, height } = layOutPanes([marked, { ...pane, title: "Fall" }]);
    expect(places[0]).toEqual({ top: 14, bottom: 114 });
    expect(places[1]!.top).toBeGreaterThan(places[0]!.bottom + 10);
    expect(height).toBe(places[1]!.bottom + 24);
  });

  test("a dot stands on its line, and none where the line has a hole", () => {
    const place = { top: 0, bottom: 100 };
    const scale = paneScale(pane, place);
    expect(paneDots(pane, place, 10)).toEqual([{ y: scale?.y(20), color: "red", radius: 3 }]);
    expect(paneDots(pane, place, 20)).toEqual([]);
  });

  test("what lines cover between two distances counts the pieces that only cross them", () => {
    const pane = { id: "p", height: 100, tick: String, scale: { min: 0, max: 100, ticks: [0, 100] } };
    const line = { id: "l", name: "l", color: "red", ...curve(90, 90, 10, 10) };
    const panes = [{ ...pane, lines: [line] }];
    const layout = layOutPanes(panes);
    const [place] = layout.places;
    const heights = (from: number, to: number) =>
      panesInk(panes, layout, same)(from, to).map((ends) => ends.map((y) => (place?.bottom ?? 0) - y));
    expect(heights(0, 5)).toEqual([[90, 90]]);
    expect(heights(22, 30)).toEqual([[10, 10]]);
    // Between the second and the third point there is none, and yet the line falls through there.
    expect(heights(13, 17)).toEqual([[90, 10]]);
    expect(heights(40, 50)).toEqual([]);
  });

  test("an axis given from outside is kept to its ends", () => {
    const scale = paneScale({ ...pane, scale: { min: 0, max: 40, ticks: [0, 20, 40] } }, { top: 0, bottom: 100 });
    expect([scale?.y(0), scale?.y(40)]).toEqual([100, 0]);
    expect(paneScale({ ...pane, lines: [] }, { top: 0, bottom: 100 })).toBeNull();
  });
});
