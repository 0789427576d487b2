import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { zoneOffset } from "@/lib/engine/model/zone-clock";
import { nextOccurrences } from "@/lib/engine/triggers/cron";
import { dueBars } from "./due-bars";

/** Its queries are counted; it answers as ever. */
vi.mock("@/lib/engine/triggers/cron", { spy: true });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const barTimes = (start: number, step: number, count: number) =>
  Float64Array.from({ length: count }, (_, i) => start + i * step);
const datesOf = (times: Float64Array, due: Int32Array) =>
  [...due].map((bar) => new Date(times[bar]!).toISOString().slice(0, 10));

/** The rule to the letter: each occurrence goes to the first bar at or after it; by local dates for daily bars. */
function dueSlowly(cron: string, timeZone: string, times: Float64Array, isByDate: boolean): number[] {
  const place = (at: number) => (isByDate ? Math.floor((at + zoneOffset(timeZone, at)) / DAY) : at);
  const due = new Set<number>();
  const last = times.at(-1)! + 2 * DAY;
  for (
    let [occurrence] = nextOccurrences(cron, timeZone, times[0]! - 1, 1);
    occurrence !== undefined && occurrence < last;
  ) {
    const bar = times.findIndex((at) => place(at) >= place(occurrence!));
    if (bar > 0 && place(occurrence) > place(times[0]!)) due.add(bar);
    [occurrence] = nextOccurrences(cron, timeZone, occurrence, 1);
  }
  return [...due].sort((left, right) => left - right);
}

const field = (least: number, most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant("*") },
    { weight: 3, arbitrary: fc.integer({ min: least, max: most }).map(String) },
    fc.integer({ min: 2, max: 7 }).map((step) => `*/${step}`),
    fc
      .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
      .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 2, maxLength: 3 }).map((list) => list.join(",")),
  );

const crons = fc
  .tuple(
    fc.constantFrom("0", "30", "15,45", "*/20", "59"),
    field(0, 23),
    fc.oneof({ weight: 4, arbitrary: field(1, 31) }, { weight: 1, arbitrary: fc.constant("L") }),
    fc.oneof({ weight: 4, arbitrary: fc.constant("*") }, field(1, 12), fc.constant("MAR,NOV")),
    fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, field(0, 6), fc.constantFrom("MON", "mon-fri", "7")),
  )
  .map((fields) => fields.join(" "));

const zones = fc.constantFrom(
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "America/Havana",
);
/** Near the nights clocks change, where it matters. */
const starts = fc.constantFrom(
  Date.UTC(2024, 2, 9),
  Date.UTC(2024, 2, 30, 20),
  Date.UTC(2024, 9, 26, 12),
  Date.UTC(2024, 3, 6, 3),
  Date.UTC(2024, 10, 2, 7),
  Date.UTC(2024, 11, 30),
);

describe("due bars", () => {
  test("are those of the rule, for any schedule, zone and spacing", () => {
    fc.assert(
      fc.property(
        crons,
        zones,
        starts,
        fc.constantFrom(HOUR / 2, HOUR, 5 * HOUR, DAY, 3 * DAY),
        (cron, zone, start, step) => {
          const times = barTimes(start, step, step < DAY ? 120 : 50);
          expect([...dueBars(cron, zone, times, 0, times.length)]).toEqual(dueSlowly(cron, zone, times, step >= DAY));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test("monthly on daily rows is the first row of the month, whatever the hour of the occurrence", () => {
    const times = barTimes(Date.UTC(2024, 0, 20), DAY, 80);
    for (const cron of ["0 0 1 * *", "0 9 1 * *", "59 23 1 * *"]) {
      expect(datesOf(times, dueBars(cron, "UTC", times, 0, 80))).toEqual(["2024-02-01", "2024-03-01", "2024-04-01"]);
    }
  });

  test("a new month begins when it does in the policy's zone", () => {
    // Rows dated midnight UTC: the evening before in New York, the middle of the day in Auckland.
    const times = barTimes(Date.UTC(2024, 0, 20), DAY, 80);
    const monthly = (zone: string) => datesOf(times, dueBars("0 9 1 * *", zone, times, 0, 80));
    expect(monthly("America/New_York")).toEqual(["2024-02-02", "2024-03-02", "2024-04-02"]);
    expect(monthly("Europe/Berlin")).toEqual(["2024-02-01", "2024-03-01", "2024-04-01"]);
    expect(monthly("Pacific/Auckland")).toEqual(["2024-02-01", "2024-03-01", "2024-04-01"]);
  });

  test("summer time moves an hourly occurrence with the zone's clock", () => {
    const times = barTimes(Date.UTC(2024, 2, 29), HOUR, 24 * 5);
    const due = dueBars("0 9 * * *", "Europe/Berlin", times, 0, times.length);
    expect([...due].map((bar) => new Date(times[bar]!).getUTCHours())).toEqual([8, 8, 7, 7, 7]);
  });

  test("an occurrence in the hour that is lost comes behind it, one in the hour that repeats comes once", () => {
    const spring = barTimes(Date.UTC(2024, 2, 30, 12), HOUR, 36);
    expect(dueBars("30 2 31 3 *", "Europe/Berlin", spring, 0, 36)).toHaveLength(1);
    const autumn = barTimes(Date.UTC(2024, 9, 26, 12), HOUR, 36);
    expect(dueBars("30 2 27 10 *", "Europe/Berlin", autumn, 0, 36)).toHaveLength(1);
  });

  test("rows a week apart take the first row after the date, and once for several dates", () => {
    const times = barTimes(Date.UTC(2024, 0, 3), 7 * DAY, 10);
    expect(datesOf(times, dueBars("0 0 1 * *", "UTC", times, 0, 10))).toEqual(["2024-02-07", "2024-03-06"]);
    expect(dueBars("0 0 * * *", "UTC", times, 0, 10)).toHaveLength(9);
  });

  test("the first bar of a period is never due, even where an occurrence stands on it", () => {
    const times = barTimes(Date.UTC(2024, 0, 31), DAY, 40);
    expect([...dueBars("0 0 1 * *", "UTC", times, 1, 40)]).toEqual([30]);
  });

  test("of five years of hours only the ten days on which clocks change are queried one by one", () => {
    const times = barTimes(Date.UTC(2020, 0, 1), HOUR, 43_800);
    vi.mocked(nextOccurrences).mockClear();
    expect(dueBars("0 * * * *", "Europe/Berlin", times, 0, times.length)).toHaveLength(43_799);
    // Each has 23 or 25 occurrences and is left by a query that finds the next day.
    expect(nextOccurrences).toHaveBeenCalledTimes(5 * (23 + 25) + 10);
  });
});
