import { expect, test } from "vitest";
import { groupByDay } from "./day-groups";

const at = (text: string) => ({ at: Date.parse(text) });

test("days are those of the owner's time zone", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const rows = [at("2026-11-22T09:00:00Z"), at("2026-11-21T23:30:00Z"), at("2026-11-20T10:00:00Z")];
  const headings = (zone: string) =>
    groupByDay(rows, now, zone).map(({ heading, rows: { length } }) => [heading, length]);
  expect(headings("UTC")).toEqual([
    ["Today", 1],
    ["Yesterday", 1],
    ["20 Nov 2026", 1],
  ]);
  expect(headings("Europe/Berlin")).toEqual([
    ["Today", 2],
    ["20 Nov 2026", 1],
  ]);
});
