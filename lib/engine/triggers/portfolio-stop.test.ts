/** The stop's life as a ledger of looks, and the trailing peak against a plain search. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PortfolioStop, StopState } from "@/lib/engine/model";
import { advanceStop, fallOf, newStopState } from "./portfolio-stop";

const DAY_MS = 86_400_000;
const base: PortfolioStop = {
  kind: "peak",
  windowDays: null,
  drop: 0.2,
  safeAsset: "USDT",
  restart: { kind: "manual" },
};

/** Feeds one look a day; "up" and "asked" after an index set what else is seen. Returns "day: what happened". */
function lived(stop: PortfolioStop, ledger: string): string[] {
  const looks = ledger
    .trim()
    .split(/\s*,\s*/)
    .map((look) => look.split(" "));
  const state = newStopState(Number(looks[0]![0]), 0);
  const told: string[] = [];
  for (const [day, [index, ...words]] of looks.entries()) {
    const look = {
      index: Number(index),
      at: day * DAY_MS,
      isTrendUp: words.includes("up"),
      asked: words.includes("asked"),
    };
    const happened = advanceStop(stop, state, look);
    if (happened !== null) told.push(`${day}: ${happened} at ${index}, peak ${state.peak}`);
  }
  return told;
}

describe("from its peak", () => {
  test("a fall by the drop stops, one short of it does not", () => {
    expect(lived(base, "1, 1.5, 1.21, 1.2, 1.1")).toEqual(["3: stopped at 1.2, peak 1.5"]);
    expect(lived({ ...base, drop: 0.3 }, "1, 0.71, 0.7")).toEqual(["2: stopped at 0.7, peak 1"]);
  });
  test("by hand it starts again when asked, with a new peak", () => {
    expect(lived(base, "1, 0.8, 2 up, 0.9 asked, 0.73, 0.72")).toEqual([
      "1: stopped at 0.8, peak 1",
      "3: restarted at 0.9, peak 0.9",
      "5: stopped at 0.72, peak 0.9",
    ]);
  });
  test("after its days it starts again by itself", () => {
    const stop: PortfolioStop = { ...base, restart: { kind: "after-days", days: 3 } };
    expect(lived(stop, "1, 0.7, 0.7, 0.7, 0.7, 0.7")).toEqual([
      "1: stopped at 0.7, peak 1",
      "4: restarted at 0.7, peak 0.7",
    ]);
    expect(lived(stop, "1, 0.7, 0.7 asked")).toHaveLength(2);
  });
  test("with the trend it starts again at the first look that is up", () => {
    const stop: PortfolioStop = { ...base, restart: { kind: "trend", averageDays: 50 } };
    expect(lived(stop, "1, 0.7 up, 0.6, 0.65 up, 0.6")).toEqual([
      "1: stopped at 0.7, peak 1",
      "3: restarted at 0.65, peak 0.65",
    ]);
  });
});

describe("trailing", () => {
  const stop: PortfolioStop = { ...base, kind: "trailing", windowDays: 3 };
  test("a peak counts for its days, then the next highest does", () => {
    // From 1.0 on day 0 down to 0.78 on day 4: the peak that counts there is 0.95 of day 1.
    expect(lived(stop, "1, 0.95, 0.9, 0.85, 0.78")).toEqual([]);
    expect(lived(stop, "1, 0.95, 0.9, 0.85, 0.76")).toEqual(["4: stopped at 0.76, peak 0.95"]);
    expect(lived(stop, "1, 0.95, 0.9, 0.8")).toEqual(["3: stopped at 0.8, peak 1"]);
  });
  test("a slow slide never stops", () => {
    const slide = Array.from({ length: 60 }, (_, day) => (0.95 ** day).toFixed(6)).join(", ");
    expect(lived(stop, slide)).toEqual([]);
    expect(lived({ ...stop, kind: "peak" }, slide)[0]).toMatch(/^5: stopped/);
  });
  test("its peak is the highest of the window, and its record survives JSON", () => {
    const walks = fc.array(
      fc.record({ move: fc.integer({ min: -8, max: 8 }), hours: fc.integer({ min: 1, max: 60 }) }),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 12 }), (walk, windowDays) => {
        const wide: PortfolioStop = { ...stop, windowDays, drop: 0.99 };
        const seen: { at: number; index: number }[] = [{ at: 0, index: 1 }];
        let state = newStopState(1, 0);
        for (const { move, hours } of walk) {
          const before = seen.at(-1)!;
          const look = { at: before.at + hours * 3_600_000, index: before.index * (1 + move / 100), isTrendUp: false };
          seen.push(look);
          advanceStop(wide, state, look);
          const window = seen.filter(({ at }) => at >= look.at - windowDays * DAY_MS);
          expect(state.peak).toBe(Math.max(...window.map(({ index }) => index)));
          expect(window.find(({ at }) => at === state.peakAt)?.index).toBe(state.peak);
          state = JSON.parse(JSON.stringify(state)) as StopState;
        }
      }),
    );
  });
});

test("the fall is from the peak that counts", () => {
  expect(fallOf({ ...newStopState(1.25, 0), index: 1 })).toBeCloseTo(0.2, 15);
  expect(fallOf(newStopState(1, 0))).toBe(0);
});
