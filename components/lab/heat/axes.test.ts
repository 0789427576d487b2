import { describe, expect, test } from "vitest";
import { intervalCron, sweepSize } from "@/lib/engine/backtest/sweep/sweep-grid";
import { DESTINATIONS } from "@/lib/engine/model";
import { withPlainSpaces } from "@/lib/format/number";
import { bandAxis, bandLabel, intervalAxis, intervalLabel, intervalPhrase, placeOnAxis, REACHES } from "./axes";

describe("the axes of the map", () => {
  test.each([
    ["days", 1],
    ["days", 1 / 24],
    ["hours", 1 / 24],
  ] as const)("no two rows of %s on bars of %d days are the same calendar", (pace, barDays) => {
    for (const detail of ["coarse", "fine"] as const) {
      const rows = intervalAxis(pace, detail, barDays);
      const calendars = rows.map((days) => (days === 0 ? "every bar" : intervalCron(days)));
      expect(new Set(calendars).size).toBe(rows.length);
    }
  });

  test("the fine map of all destinations stays under 1,000 runs", () => {
    for (const reach of REACHES) {
      const grid = {
        bands: bandAxis("clamp", reach, "fine"),
        intervals: intervalAxis("days", "fine", 1),
        destinations: DESTINATIONS,
      };
      expect(sweepSize(grid)).toBeLessThanOrEqual(1000);
      expect(new Set(grid.bands).size).toBe(grid.bands.length);
    }
  });

  test("hours are only offered where bars are shorter than a day", () =>
    expect(intervalAxis("hours", "coarse", 1)).toEqual(intervalAxis("days", "coarse", 1)));

  test("bands and intervals are written as people say them", () => {
    const bands = [bandLabel("clamp", 0.2), bandLabel("absolute", 0.075), bandLabel("volatility", 0.05)];
    expect(bands.map(withPlainSpaces)).toEqual(["20 %", "7.5 pp", "5 %"]);
    expect([0, 1 / 24, 0.25, 1, 3, 14, 30, 91].map(intervalLabel)).toEqual([
      "every bar",
      "1 hour",
      "6 hours",
      "1 day",
      "3 days",
      "2 weeks",
      "1 month",
      "1 quarter",
    ]);
    expect([0, 1, 3, 30].map(intervalPhrase)).toEqual(["at every bar", "every day", "every 3 days", "every month"]);
  });

  test("a policy between two columns stands on neither", () => {
    expect(placeOnAxis([0.05, 0.1, 0.2, 0.4], 0.22)).toBe(-1);
    expect(placeOnAxis([0.05, 0.1, 0.2, 0.4], 0.5)).toBe(-1);
    expect(placeOnAxis([0, 0.25, 1], 0)).toBe(0);
    expect(placeOnAxis([0.1, 0.30000000000000004], 0.3)).toBe(1);
  });
});
