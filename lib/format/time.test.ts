import { describe, expect, test } from "vitest";
import { formatAge, formatCountdown, formatDuration, formatIsoDay, formatIsoMinute, formatTime } from "./time";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const berlin = { now: NOW, timeZone: "Europe/Berlin" };
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("instants", () => {
  test.each([
    [Date.UTC(2026, 10, 22, 11), "12:00"],
    // Half past midnight in Berlin is another day there, not here.
    [Date.UTC(2026, 10, 21, 23, 30), "00:30"],
    [Date.UTC(2026, 10, 21, 22, 30), "21 Nov 23:30"],
    [Date.UTC(2026, 8, 5), "5 Sep 02:00"],
    // Within 300 days, and yet another year.
    [Date.UTC(2025, 11, 31, 12), "31 Dec 2025 13:00"],
    // This year there, the year before here.
    [Date.UTC(2025, 11, 31, 23, 30), "1 Jan 00:30"],
    [Date.UTC(2027, 0, 2, 8), "2 Jan 2027 09:00"],
  ])("%d reads %s", (at, text) => expect(formatTime(at, berlin)).toBe(text));

  test.each([
    ["time", "14:02", "14:02"],
    ["time-seconds", "14:02:07", "14:02:07"],
    ["day", "6 Nov", "6 Nov 2026"],
    ["date", "6 Nov 2026", "6 Nov 2026"],
    ["month", "Nov 2026", "Nov 2026"],
    ["datetime", "6 Nov 14:02", "6 Nov 2026 14:02"],
    ["full", "6 Nov 2026 14:02:07", "6 Nov 2026 14:02:07"],
    ["auto", "6 Nov 14:02", "6 Nov 2026 14:02"],
  ] as const)("as %s: %s this year, %s where nobody says which year this is", (format, known, unknown) => {
    const at = Date.UTC(2026, 10, 6, 14, 2, 7);
    expect(formatTime(at, { now: NOW, timeZone: "UTC" }, format)).toBe(known);
    expect(formatTime(at, { timeZone: "UTC" }, format)).toBe(unknown);
  });

  test("stored prices are dated as their files are", () => {
    expect(formatIsoDay(NOW)).toBe("2026-11-22");
    expect(formatIsoMinute(NOW)).toBe("2026-11-22 12:00");
  });
});

describe("durations", () => {
  test.each([
    [0, "0 s"],
    [-5, "0 s"],
    [4 * SECOND, "4 s"],
    [89 * SECOND, "89 s"],
    [90 * SECOND, "2 min"],
    [58 * MINUTE, "58 min"],
    [90 * MINUTE, "1 h 30 min"],
    [3 * HOUR, "3 h"],
    [200 * MINUTE, "3 h 20 min"],
    [2 * DAY, "2 d"],
    [72 * HOUR, "3 d"],
  ])("%d ms read %s", (ms, text) => expect(plain(formatDuration(ms))).toBe(text));

  test.each([
    [4 * SECOND, "4 s ago"],
    [89 * SECOND, "89 s ago"],
    [2 * MINUTE, "2 min ago"],
    [89 * MINUTE, "89 min ago"],
    [2 * HOUR, "11:00"],
    [16 * DAY, "6 Nov 13:00"],
    [500 * DAY, "10 Jul 2025 14:00"],
  ])("%d ms old in Berlin reads %s", (age, text) => expect(plain(formatAge(NOW - age, berlin))).toBe(text));

  test.each([
    [27 * MINUTE + 41 * SECOND, "27:41"],
    [1, "00:01"],
    [0, "00:00"],
    [-5, "00:00"],
    [65 * MINUTE + 9 * SECOND, "1:05:09"],
    [3 * DAY, "3 d"],
  ])("%d ms left read %s", (left, text) => expect(plain(formatCountdown(left))).toBe(text));
});
