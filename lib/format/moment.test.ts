import { describe, expect, test } from "vitest";
import { formatAge, formatCountdown, formatMoment, formatSpan } from "./moment";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe("instants and spans", () => {
  test.each([
    [4 * SECOND, "4 s ago"],
    [89 * SECOND, "89 s ago"],
    [2 * MINUTE, "2 min ago"],
    [89 * MINUTE, "89 min ago"],
    [120 * MINUTE, "11:00"],
    [16 * 24 * 60 * MINUTE, "6 Nov 13:00"],
    [500 * 24 * 60 * MINUTE, "10 Jul 2025"],
  ])("%d ms old in Berlin reads %s", (age, text) => expect(formatAge(NOW - age, NOW, "Europe/Berlin")).toBe(text));

  test("September has three letters like its sisters", () =>
    expect(formatMoment(Date.UTC(2026, 8, 5), "date", "UTC")).toBe("5 Sep 2026"));

  test.each([
    [27 * MINUTE + 41 * SECOND, "27:41"],
    [0, "00:00"],
    [-5, "00:00"],
    [65 * MINUTE + 9 * SECOND, "1:05:09"],
  ])("%d ms left read %s", (left, text) => expect(formatCountdown(left)).toBe(text));

  test("spans grow their unit", () =>
    expect([58 * MINUTE, 200 * MINUTE, 180 * MINUTE, 4320 * MINUTE].map(formatSpan)).toEqual([
      "58 min",
      "3 h 20 min",
      "3 h",
      "3 d",
    ]));
});
