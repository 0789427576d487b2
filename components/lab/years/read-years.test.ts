import { expect, test } from "vitest";
import { describeYears, readYears } from "./read-years";

const years = (...returns: number[]) => ({
  years: returns.map((value, index) => ({ year: 2024 + index, return: value, maxDrawdown: -0.2 })),
});
const span = { firstAt: Date.UTC(2024, 4, 3), lastAt: Date.UTC(2025, 11, 31) };

test("the difference is own less holding's, and the part of a year is named", () => {
  const rows = readYears(years(0.1, -0.05), years(0.25, -0.15), span);
  expect(rows.map((row) => row.difference?.toFixed(4))).toEqual(["-0.1500", "0.1000"]);
  expect(rows[0]?.part).toEqual({ from: span.firstAt, to: null });
  expect(rows[1]?.part).toEqual({ from: null, to: null });
  expect(describeYears(rows)).toMatchObject({ count: 2, aheadCount: 1, worst: { year: 2024 }, best: { year: 2025 } });
});

test("a year holding does not have is shown without a difference", () => {
  const rows = readYears(years(0.1, 0.2), years(0.1), span);
  expect(rows[1]?.difference).toBeNull();
  expect(describeYears(rows)?.count).toBe(1);
});
