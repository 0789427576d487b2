import { expect, test } from "vitest";
import { monthOf, monthsBetween, spanOf } from "./period";

const iso = (period: string, zone: string) => {
  const { from, until } = spanOf(period, zone);
  return [new Date(from).toISOString(), new Date(until).toISOString()];
};

test("a month begins at the owner's midnight, on both sides of a change of clocks", () => {
  expect(iso("2026-10", "UTC")).toEqual(["2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"]);
  expect(iso("2026-10", "Europe/Berlin")).toEqual(["2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z"]);
  expect(iso("2026-12", "Pacific/Auckland")).toEqual(["2026-11-30T11:00:00.000Z", "2026-12-31T11:00:00.000Z"]);
});

test("a year is its twelve months", () => {
  expect(iso("2026", "America/New_York")).toEqual(["2026-01-01T05:00:00.000Z", "2027-01-01T05:00:00.000Z"]);
});

test.each(["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu"])("months of %s follow each other", (zone) => {
  const months = monthsBetween(Date.UTC(2017, 9, 15), Date.UTC(2019, 2, 3), zone);
  expect(months.map(({ month }) => month).slice(0, 4)).toEqual(["2017-10", "2017-11", "2017-12", "2018-01"]);
  expect(months).toHaveLength(18);
  for (const [index, { from, until, month }] of months.entries()) {
    if (index > 0) expect(from).toBe(months[index - 1]!.until);
    expect([monthOf(from, zone), monthOf(until - 1, zone)]).toEqual([month, month]);
  }
});
