import { expect, test } from "vitest";
import { findDateOrder } from "./date-order";
import { readClock, readTime } from "./time-written";

const HOUR = 3_600_000;

test.each([
  ["Jan 31, 2024", "2024-01-31T00:00:00.000Z"],
  ["January 31 2024", "2024-01-31T00:00:00.000Z"],
  ["31 Jan 2024 16:00:00 GMT", "2024-01-31T16:00:00.000Z"],
  ["31-Jan-24", "2024-01-31T00:00:00.000Z"],
  ["31. Mrz 2024", "2024-03-31T00:00:00.000Z"],
  ["29 févr. 2024", "2024-02-29T00:00:00.000Z"],
  ["30 juin 2024", "2024-06-30T00:00:00.000Z"],
  ["1 juillet 2024", "2024-07-01T00:00:00.000Z"],
  ["30 ene 2024", "2024-01-30T00:00:00.000Z"],
  ["30 maggio 2024", "2024-05-30T00:00:00.000Z"],
  ["2024-01-30 24:00", "2024-01-31T00:00:00.000Z"],
  ["30JAN2024:16:00:00", "2024-01-30T16:00:00.000Z"],
  ["2024Q2", "2024-04-01T00:00:00.000Z"],
  ["2024-01-30 16:00 PST", "2024-01-31T00:00:00.000Z"],
  ["Wed Jan 31 2024", "2024-01-31T00:00:00.000Z"],
  ["Jan 2024", "2024-01-01T00:00:00.000Z"],
  ["2024-01", "2024-01-01T00:00:00.000Z"],
  ["2024-1-5 9:05", "2024-01-05T09:05:00.000Z"],
  ["2024.01.31", "2024-01-31T00:00:00.000Z"],
  ["2024.01.31 23:59:58.5", "2024-01-31T23:59:58.500Z"],
  ["2024-01-31 11-AM", "2024-01-31T11:00:00.000Z"],
  ["2024-01-31 12-AM", "2024-01-31T00:00:00.000Z"],
  ["2024-01-31 12:30 PM", "2024-01-31T12:30:00.000Z"],
  ["2024-01-31 16:00:00 EST", "2024-01-31T21:00:00.000Z"],
  ["20240131 160000", "2024-01-31T16:00:00.000Z"],
  ["20240131160000", "2024-01-31T16:00:00.000Z"],
  ["45322", "2024-01-31T00:00:00.000Z"],
  ["45322.0416666667", "2024-01-31T01:00:00.000Z"],
  ["45322,5", "2024-01-31T12:00:00.000Z"],
])("%s is %s", (cell, iso) => expect(new Date(readTime(cell, null) ?? 0).toISOString()).toBe(iso));

test.each([
  "Jan 32, 2024",
  "Foo 12, 2024",
  "31 Feb 2024",
  "2024-01-31 13 PM",
  "2024-01-31 11",
  "12345",
  "1.70665E+12",
  "01/02/2024",
  "x".repeat(1_000),
])("%s is none", (cell) => expect(readTime(cell, null)).toBeNull());

test("three figures are a day in the order that is given, and only in that", () => {
  expect(readTime("01/02/2024 4:00 PM", "dmy")).toBe(Date.UTC(2024, 1, 1, 16));
  expect(readTime("01/02/2024 4:00 PM", "mdy")).toBe(Date.UTC(2024, 0, 2, 16));
  expect(readTime("31/01/2024", "mdy")).toBeNull();
  expect(readTime("24/01/31", "ymd")).toBe(Date.UTC(2024, 0, 31));
});

test.each([
  ["a row settles it, wherever it stands", ["01/02/2024", "02/02/2024", "13/02/2024"], "dmy"],
  ["so does one the other way", ["01/02/2024", "01/13/2024"], "mdy"],
  ["none does", ["01/02/2024", "01/03/2024"], ["dmy", "mdy"]],
  ["points are written day first", ["01.02.2024", "01.03.2024"], "dmy"],
  ["unless they cannot be", ["01.02.2024", "01.13.2024"], "mdy"],
  ["a year of two figures could stand first", ["13/01/14", "13/01/15"], ["dmy", "ymd"]],
  ["what is no day says nothing", ["99/99/2024", "13/02/2024"], "dmy"],
  ["other days need none", ["2024-01-02"], null],
] as const)("%s", (_, cells, order) => expect(findDateOrder(cells)).toEqual(order));

test.each([
  ["00:00", 0],
  ["16:30:05", 16 * HOUR + 30 * 60_000 + 5_000],
  ["163000", 16 * HOUR + 30 * 60_000],
  ["4 PM", 16 * HOUR],
  ["16", 16 * HOUR],
  ["25:00", null],
  ["soon", null],
] as const)("the hour %s", (cell, ms) => expect(readClock(cell)).toBe(ms));
