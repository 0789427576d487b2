/**
 * Instants and durations for people. Pure: the present and the zone are arguments. Clocks have 24 hours and stand on the
 * reader's own zone. The day is left out only when it is today, the year only when it is this one; who does not say what
 * today is gets both.
 */
import { UNIT_SPACE } from "./number";

/** Whose clock and calendar a sentence is written for. */
export interface Reader {
  now: number;
  timeZone: string;
}

/** A calendar without a present, as on a chart of the past: the year is always shown. */
export type Calendar = Pick<Reader, "timeZone"> & Partial<Reader>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * "auto" is the clock today, else day and clock. "day" is a date whose year is left out when it is this one; "date"
 * always has it; "full" is for titles, to the second.
 */
export type TimeFormat = "auto" | "time" | "time-seconds" | "day" | "date" | "month" | "datetime" | "full";

const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const CLOCK_SECONDS = { ...CLOCK, second: "2-digit" } as const;
const DATE = { day: "numeric", month: "short", year: "numeric" } as const;
const DAY_OF_YEAR = { day: "numeric", month: "short" } as const;
const MONTH = { month: "short", year: "numeric" } as const;

export function formatTime(at: number, reader: Calendar, format: TimeFormat = "auto"): string {
  const { now, timeZone } = reader;
  const write = (instant: number, options: Intl.DateTimeFormatOptions) =>
    tidy(formatOf(timeZone, options).format(instant));
  const day = () => write(at, now !== undefined && isSameYear(at, now, timeZone) ? DAY_OF_YEAR : DATE);
  switch (format) {
    case "auto":
      return now !== undefined && write(at, DATE) === write(now, DATE)
        ? write(at, CLOCK)
        : `${day()} ${write(at, CLOCK)}`;
    case "time":
      return write(at, CLOCK);
    case "time-seconds":
      return write(at, CLOCK_SECONDS);
    case "day":
      return day();
    case "date":
      return write(at, DATE);
    case "month":
      return write(at, MONTH);
    case "datetime":
      return `${day()} ${write(at, CLOCK)}`;
    case "full":
      return `${write(at, DATE)} ${write(at, CLOCK_SECONDS)}`;
  }
}

/** "Oct 2026" for "2026-10", "2026" for a year: a stretch of a calendar that has its zone already. */
export const formatPeriod = (period: string): string =>
  period.length === 4 ? period : formatTime(Date.parse(`${period}-15`), { timeZone: "UTC" }, "month");

/** "2026-11-06": the day as files and sources of prices write it, in UTC. */
export const formatIsoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** "2026-11-06 09:00", in UTC. */
export const formatIsoMinute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** "2024-01-31", or with the time of day where there is one: "2024-01-31 08:00". UTC, as files of prices have it. */
export function formatBarTime(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return String(at);
  return formatIsoMinute(at).replace(" 00:00", "");
}

/** A span without a direction: seconds under 90 s, minutes under 90 min: "4 s", "2 min", "3 h 20 min", "12 d". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND));
  if (seconds < 90) return `${seconds}${UNIT_SPACE}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}${UNIT_SPACE}min`;
  if (minutes >= 48 * 60) return `${Math.round(minutes / 1440)}${UNIT_SPACE}d`;
  const hours = `${Math.floor(minutes / 60)}${UNIT_SPACE}h`;
  return minutes % 60 ? `${hours} ${minutes % 60}${UNIT_SPACE}min` : hours;
}

/** Under 90 min how long ago, then when: "4 s ago", "2 min ago", "13:00", "6 Nov 09:00". */
export function formatAge(at: number, reader: Reader): string {
  const age = reader.now - at;
  return age < 90 * MINUTE ? `${formatDuration(age)} ago` : formatTime(at, reader);
}

/** "27:41", over an hour "1:05:09", over two days "3 d"; never negative, and 00:00 only when the time is up. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  if (seconds >= (2 * DAY) / SECOND) return `${Math.round((seconds * SECOND) / DAY)}${UNIT_SPACE}d`;
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}

function isSameYear(left: number, right: number, timeZone: string): boolean {
  const year = formatOf(timeZone, { year: "numeric" });
  return year.format(left) === year.format(right);
}

/** British order without its comma and its four-letter September. */
const tidy = (text: string) => text.replace(",", "").replace("Sept", "Sep");

// Making one costs more than using it a hundred times; zones and forms are few.
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + Object.keys(options).join();
  let format = FORMATS.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
    FORMATS.set(key, format);
  }
  return format;
}
