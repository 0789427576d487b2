import { describe, expect, test } from "vitest";
import { CRON_PRESETS, nextOccurrences, occurrencesBetween, validateCron } from "./cron";

const iso = (occurrences: readonly number[]) =>
  occurrences.map((occurrence) => new Date(occurrence).toISOString().slice(0, 16));
const utc = (text: string) => Date.parse(`${text}Z`);

describe("occurrences", () => {
  test("are strictly after the given instant", () => {
    expect(iso(nextOccurrences("0 9 * * *", "UTC", utc("2026-11-22T09:00"), 2))).toEqual([
      "2026-11-23T09:00",
      "2026-11-24T09:00",
    ]);
  });

  test("follow the zone through summer time", () => {
    expect(iso(nextOccurrences("0 9 * * *", "Europe/Berlin", utc("2026-03-27T12:00"), 3))).toEqual([
      "2026-03-28T08:00",
      "2026-03-29T07:00",
      "2026-03-30T07:00",
    ]);
  });

  test("an occurrence inside the lost hour moves behind it, one in the doubled hour comes once", () => {
    expect(nextOccurrences("30 2 * * *", "Europe/Berlin", utc("2026-03-28T12:00"), 2)).toHaveLength(2);
    const autumn = iso(nextOccurrences("30 2 * * *", "Europe/Berlin", utc("2026-10-24T12:00"), 2));
    expect(new Set(autumn.map((occurrence) => occurrence.slice(0, 10))).size).toBe(2);
  });

  test.each(CRON_PRESETS.map((preset) => [preset.id, preset.cron]))("preset %s is usable", (_, cron) => {
    expect(validateCron(cron, "UTC")).toEqual({ ok: true });
    expect(nextOccurrences(cron, "UTC", utc("2026-11-22T10:00"), 3)).toHaveLength(3);
  });

  test("what was missed, oldest first", () => {
    const missed = occurrencesBetween("0 * * * *", "UTC", utc("2026-11-22T09:00"), utc("2026-11-22T12:00"));
    expect(iso(missed)).toEqual(["2026-11-22T10:00", "2026-11-22T11:00", "2026-11-22T12:00"]);
  });
});

describe("what cannot be used", () => {
  test.each([
    ["", "UTC", "cron"],
    ["0 9 * *", "UTC", "cron"],
    ["0 0 9 * * *", "UTC", "cron"],
    ["61 * * * *", "UTC", "cron"],
    ["0 9 * * *", "Mars/Olympus", "timeZone"],
    ["0 9 * * *", "+02:00", "timeZone"],
  ])("%j in %j", (cron, timeZone, field) => {
    expect(validateCron(cron, timeZone)).toMatchObject({ ok: false, field });
    expect(() => nextOccurrences(cron, timeZone, 0, 1)).toThrow(RangeError);
  });
});
