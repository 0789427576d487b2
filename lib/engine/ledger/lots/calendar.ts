/**
 * Days and years on the owner's own calendar. Holding periods, matching windows and tax years count calendar days of
 * the place where the owner is taxed; instants become days once, here, and everything below works on day numbers.
 */
import { DAY_MS } from "@/lib/engine/model/durations";
import { placeAt, type ZoneClock, zoneClock } from "@/lib/engine/model/zone-clock";

/** Days since 1 January 1970 on the owner's calendar. */
export type Day = number;

export const dayOf = (year: number, month: number, date: number): Day => Date.UTC(year, month - 1, date) / DAY_MS;

/** "2024-02-29"; NaN for what is no date of the calendar. */
export function readDay(text: string): Day {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return Number.NaN;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const day = dayOf(year, month, date);
  return writeDay(day) === text ? day : Number.NaN;
}

export const writeDay = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export interface CalendarDate {
  year: number;
  /** 1 to 12. */
  month: number;
  date: number;
}

export function dateOf(day: Day): CalendarDate {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** The same date a year later. 29 February becomes 28 February or 1 March, as the rule that asks has it. */
export function yearAfter(day: Day, leapDay: "clamps" | "rolls"): Day {
  const { year, month, date } = dateOf(day);
  const later = dayOf(year + 1, month, date);
  return leapDay === "clamps" && dateOf(later).date !== date ? later - 1 : later;
}

/** Reads instants as days of a time zone; one for the whole replay, since asking the platform each time is slow. */
export function ownersCalendar(timeZone: string, from: number, to: number): (instant: number) => Day {
  const clock: ZoneClock = zoneClock(timeZone, from, to);
  let near = 0;
  return (instant) => {
    near = placeAt(clock, instant, near);
    return Math.floor((instant + clock.offsets[near]!) / DAY_MS);
  };
}
