/**
 * The clock of a time zone over a span: its offsets from UTC and when they change. Queried from the platform once a
 * week and searched out to the second where two answers differ, so that years of bars cost no more than a few hundred
 * queries.
 */
import { DAY_MS } from "./durations";

export interface ZoneClock {
  /** Epoch ms from which each offset holds; the first is before the span. */
  since: readonly number[];
  /** Local time less UTC, ms. */
  offsets: readonly number[];
}

const WEEK_MS = 7 * DAY_MS;
const SECOND = 1000;

export function zoneClock(timeZone: string, from: number, to: number): ZoneClock {
  // Whole seconds, or the search below could stand still.
  const first = Math.floor(from / SECOND) * SECOND - 2 * DAY_MS;
  const since = [first];
  const offsets = [zoneOffset(timeZone, first)];
  for (let at = first; at < to + 2 * DAY_MS; at += WEEK_MS) {
    const offset = zoneOffset(timeZone, at + WEEK_MS);
    const before = offsets[offsets.length - 1]!;
    if (offset === before) continue;
    let low = at;
    let high = at + WEEK_MS;
    while (high - low > SECOND) {
      const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
      if (zoneOffset(timeZone, middle) === before) low = middle;
      else high = middle;
    }
    since.push(Math.ceil(high / SECOND) * SECOND);
    offsets.push(offset);
  }
  return { since, offsets };
}

/** Place in the clock's lists of what holds at an instant; `near` is where to begin the search. */
export function placeAt({ since }: ZoneClock, at: number, near = 0): number {
  let place = near;
  while (place > 0 && since[place]! > at) place -= 1;
  while (place + 1 < since.length && since[place + 1]! <= at) place += 1;
  return place;
}

/** Days since 1 January 1970 on the zone's own calendar. */
export function localDay(clock: ZoneClock, at: number): number {
  return Math.floor((at + clock.offsets[placeAt(clock, at)]!) / DAY_MS);
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Local time less UTC, ms, at an instant. */
export function zoneOffset(timeZone: string, at: number): number {
  if (timeZone === "UTC") return 0;
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    const digits = { month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", year: "numeric", ...digits });
    // Making one costs more than using it a hundred times; zones are few.
    FORMATS.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const local = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  return local - Math.floor(at / SECOND) * SECOND;
}
