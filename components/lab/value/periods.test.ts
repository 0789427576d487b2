import { describe, expect, test } from "vitest";
import { dateAt, dateText, periodOf, presetOf } from "./periods";

describe("periods", () => {
  const first = Date.UTC(2021, 0, 1);
  const last = Date.UTC(2026, 10, 21);
  test("presets are whole days and read back", () => {
    expect(periodOf("3y", first, last)).toEqual({ start: Date.UTC(2023, 10, 21), end: last });
    for (const preset of ["1y", "3y", "all"] as const)
      expect(presetOf(periodOf(preset, first, last), first, last)).toBe(preset);
    expect(presetOf({ start: Date.UTC(2022, 5, 5), end: last }, first, last)).toBeNull();
  });
  test("prices shorter than a preset are all of them", () =>
    expect(presetOf(periodOf("3y", last - 1e10, last), last - 1e10, last)).toBe("all"));
  test("dates are read as days of UTC", () => {
    expect(dateAt(dateText(last))).toBe(last);
    expect([dateAt(""), dateAt("2026-13-01"), dateAt("soon")]).toEqual([null, null, null]);
  });
});
