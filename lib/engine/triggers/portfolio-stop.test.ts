/** The stop's life as a ledger of checks, and the trailing peak against a plain search. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PortfolioStop, StopState } from "@/lib/engine/model";
import { CONFIRM_AFTER_MS } from "@/lib/engine/model";
import { advanceStop, fallOf, newStopState, seekPastPeak } from "./portfolio-stop";

const DAY_MS = 86_400_000;
const base: PortfolioStop = {
  kind: "peak",
  windowDays: null,
  drop: 0.2,
  safeAsset: "USDT",
  restart: { kind: "manual" },
};

/** Feeds one close a day; "up" and "requested" after an index set what else is seen. Returns "day: what happened". */
function lived(stop: PortfolioStop, ledger: string): string[] {
  const checks = ledger
    .trim()
    .split(/\s*,\s*/)
    .map((check) => check.split(" "));
  const state = newStopState(Number(checks[0]![0]), 0);
  const happenings: string[] = [];
  for (const [day, [index, ...flags]] of checks.entries()) {
    const check = {
      index: Number(index),
      at: day * DAY_MS,
      isTrendUp: flags.includes("up"),
      isRequested: flags.includes("requested"),
      isSettled: true,
    };
    const happened = advanceStop(stop, state, check);
    if (happened !== null) happenings.push(`${day}: ${happened} at ${index}, peak ${state.peak}`);
  }
  return happenings;
}

describe("from its peak", () => {
  test("a fall by the drop stops, one short of it does not", () => {
    expect(lived(base, "1, 1.5, 1.21, 1.2, 1.1")).toEqual(["3: stopped at 1.2, peak 1.5"]);
    expect(lived({ ...base, drop: 0.3 }, "1, 0.71, 0.7")).toEqual(["2: stopped at 0.7, peak 1"]);
  });
  test("by hand it starts again when requested, with a new peak", () => {
    expect(lived(base, "1, 0.8, 2 up, 0.9 requested, 0.73, 0.72")).toEqual([
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
    expect(lived(stop, "1, 0.7, 0.7 requested")).toHaveLength(2);
  });
  test("with the trend it starts again at the first check that is up", () => {
    const stop: PortfolioStop = { ...base, restart: { kind: "trend", averageDays: 50 } };
    expect(lived(stop, "1, 0.7 up, 0.6, 0.65 up, 0.6")).toEqual([
      "1: stopped at 0.7, peak 1",
      "3: restarted at 0.65, peak 0.65",
    ]);
  });
});

describe("live checks", () => {
  /** Feeds checks written as "seconds index"; returns "seconds: what happened". */
  const watched = (ledger: string, stop = base, state = newStopState(1, 0)): string[] =>
    ledger.split(/\s*,\s*/).flatMap((check) => {
      const [second, index] = check.split(" ").map(Number) as [number, number];
      const happened = advanceStop(stop, state, { index, at: second * 1_000, isTrendUp: false });
      return happened === null ? [] : [`${second}: ${happened}`];
    });

  test("one check that shows a fall does nothing, whatever its depth", () => {
    expect(watched("300 0.3, 600 1, 900 0.3, 1200 1")).toEqual([]);
  });
  test("a second one a minute later does", () => {
    expect(watched("300 0.79, 360 0.78")).toEqual(["360: stopped"]);
    expect(watched("300 0.79, 359 0.2, 360 0.5")).toEqual(["360: stopped"]);
  });
  test("a second one sooner than that counts as the same check", () => {
    expect(watched("300 0.5, 310 0.5, 330 0.5, 359 0.5")).toEqual([]);
  });
  test("one that shows less begins the count anew", () => {
    expect(watched("300 0.7, 350 0.9, 365 0.7, 400 0.7")).toEqual([]);
    expect(watched("300 0.7, 350 0.9, 365 0.7, 425 0.7")).toEqual(["425: stopped"]);
  });
  test("what waits survives the way through the database, and a state of an older version is one that waits for nothing", () => {
    const state = newStopState(1, 0);
    watched("300 0.7", base, state);
    const stored = JSON.parse(JSON.stringify(state)) as StopState;
    expect(stored.firstBelowAt).toBe(300_000);
    expect(watched("360 0.7", base, stored)).toEqual(["360: stopped"]);
    expect(watched("300 0.7", base, { phase: "armed", peak: 1, peakAt: 0, index: 1, since: 0 })).toEqual([]);
  });
  test("never on fewer than two checks a minute apart, whatever chance shows", () => {
    const checks = fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 90 }), index: fc.integer({ min: 30, max: 130 }) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(checks, (walk) => {
        const state = newStopState(1, 0);
        let at = 0;
        let peak = 1;
        const below: number[] = [];
        for (const { gap, index } of walk) {
          at += gap * 1_000;
          peak = Math.max(peak, index / 100);
          if (index / 100 <= peak * 0.8 * (1 + 1e-12)) below.push(at);
          else below.length = 0;
          const happened = advanceStop(base, state, { index: index / 100, at, isTrendUp: false });
          expect(happened).toBe(below.length > 0 && at - below[0]! >= CONFIRM_AFTER_MS ? "stopped" : null);
          if (happened !== null) return;
        }
      }),
    );
  });
});

describe("a peak of the past", () => {
  const past = (...levels: number[]) => ({
    times: levels.map((_, day) => (day - levels.length) * DAY_MS),
    levels,
    last: levels.length - 1,
  });
  test("is read against the last close, which stands for the index now", () => {
    const state = newStopState(1, 0);
    seekPastPeak(base, state, past(40, 80, 50));
    expect(state).toMatchObject({ peak: 1.6, peakAt: -2 * DAY_MS, measuredFrom: -3 * DAY_MS, isFromHistory: true });
    expect(fallOf(state)).toBeCloseTo(0.375, 12);
  });
  test("is none where the portfolio stands higher than ever", () => {
    const state = newStopState(1, 0);
    seekPastPeak(base, state, past(40, 45, 50));
    expect(fallOf(state)).toBe(0);
  });
  test("counts for its window only", () => {
    const stop: PortfolioStop = { ...base, kind: "trailing", windowDays: 2 };
    const state = newStopState(1, 0);
    seekPastPeak(stop, state, past(100, 60, 55, 50));
    advanceStop(stop, state, { index: 1, at: 0, isTrendUp: false });
    expect(state.peak).toBeCloseTo(1.1, 12);
  });
  test("says nothing where prices lack", () => {
    const state = newStopState(1, 0);
    seekPastPeak(base, state, past(Number.NaN, Number.NaN));
    expect(state).toEqual(newStopState(1, 0));
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
          const check = { at: before.at + hours * 3_600_000, index: before.index * (1 + move / 100), isTrendUp: false };
          seen.push(check);
          advanceStop(wide, state, check);
          const window = seen.filter(({ at }) => at >= check.at - windowDays * DAY_MS);
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
