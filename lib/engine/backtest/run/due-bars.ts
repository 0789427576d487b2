/**
 * On which bars a schedule is due. An occurrence is due at the first bar whose time is at or after it; where bars are a
 * day or longer apart only dates in the policy's time zone are compared, so that "monthly" on daily rows fires on the
 * first row of a new month. The first bar of a run is never due: calendar rules compare each bar with the one before.
 *
 * Ordinary schedules are worked out by arithmetic day by day. Days on which clocks change, and schedules with more than
 * ordinary syntax, go to `nextOccurrences`, which live checks use; a property test holds both ways to be the same.
 */

import { localDay, placeAt, type ZoneClock, zoneClock } from "@/lib/engine/model/zone-clock";
import { nextOccurrences } from "@/lib/engine/triggers/cron";
import { barDays, DAY_MS } from "@/lib/engine/valuation/indicators/bar-days";
import { readPlainCron } from "./plain-cron";

const MINUTE = 60_000;

/** Bars in (from, to) of the table that are due, ascending. */
export function dueBars(cron: string, timeZone: string, times: Float64Array, from: number, to: number): Int32Array {
  if (to - from < 2) return new Int32Array(0);
  const clock = zoneClock(timeZone, times[from]!, times[to - 1]!);
  const span = { cron, timeZone, times, from, to, clock };
  return Int32Array.from(barDays({ times }) >= 1 ? dueByDate(span) : dueByInstant(span));
}

interface Span {
  cron: string;
  timeZone: string;
  times: Float64Array;
  from: number;
  to: number;
  clock: ZoneClock;
}

/** The bar at which a new local date with an occurrence on it has come. */
function dueByDate(span: Span): number[] {
  const { cron, times, from, to, clock } = span;
  const plain = readPlainCron(cron);
  const due: number[] = [];
  let seen = localDay(clock, times[from]!);
  for (let bar = from + 1; bar < to; bar += 1) {
    const today = localDay(clock, times[bar]!);
    if (today > seen && hasOccurrence(span, plain, seen + 1, today)) due.push(bar);
    seen = Math.max(seen, today);
  }
  return due;
}

/** Whether an occurrence falls on one of the local days [first, last]. */
function hasOccurrence(span: Span, plain: ReturnType<typeof readPlainCron>, first: number, last: number): boolean {
  if (plain !== null) {
    for (let day = first; day <= last; day += 1) {
      if (!plain.isDay(day)) continue;
      // In the night clocks go forward a schedule inside the lost hour may have no occurrence at all.
      if (!isClockChange(span.clock, day) || occursWithin(span, day, day)) return true;
    }
    return false;
  }
  return occursWithin(span, first, last);
}

function occursWithin(span: Span, first: number, last: number): boolean {
  const [occurrence] = nextOccurrences(span.cron, span.timeZone, startOfDay(span.clock, first) - 1, 1);
  return occurrence !== undefined && localDay(span.clock, occurrence) <= last;
}

function dueByInstant(span: Span): number[] {
  const { cron, times, from, to, clock } = span;
  const plain = readPlainCron(cron);
  const due: number[] = [];
  const cursor = { bar: from + 1, due };
  if (plain === null) {
    queryOccurrences(span, cursor, times[from]!, times[to - 1]!);
    return due;
  }
  const lastDay = localDay(clock, times[to - 1]!);
  for (let day = localDay(clock, times[from]!); day <= lastDay && cursor.bar < to; day += 1) {
    if (!plain.isDay(day)) continue;
    const start = startOfDay(clock, day);
    const end = startOfDay(clock, day + 1);
    if (isClockChange(clock, day)) {
      queryOccurrences(span, cursor, Math.max(start - 1, times[from]!), end - 1);
      continue;
    }
    for (const minute of plain.minutes) passOccurrence(span, cursor, start + minute * MINUTE);
  }
  return due;
}

function isClockChange(clock: ZoneClock, day: number): boolean {
  const [start, end] = [startOfDay(clock, day), startOfDay(clock, day + 1)];
  return end - start !== DAY_MS || placeAt(clock, end - 1) !== placeAt(clock, start);
}

interface Cursor {
  /** The first bar that no occurrence has reached yet. */
  bar: number;
  due: number[];
}

/**
 * Marks the first bar at or after an occurrence; occurrences come in ascending order, those gone by are passed over.
 */
function passOccurrence({ times, from, to }: Span, cursor: Cursor, occurrence: number): void {
  if (occurrence <= times[from]!) return;
  // The bar marked last is after this occurrence too: once is enough.
  if (cursor.bar > from + 1 && times[cursor.bar - 1]! >= occurrence) return;
  while (cursor.bar < to && times[cursor.bar]! < occurrence) cursor.bar += 1;
  if (cursor.bar >= to) return;
  cursor.due.push(cursor.bar);
  cursor.bar += 1;
}

/** Occurrences in (after, until], one query a marked bar. */
function queryOccurrences(span: Span, cursor: Cursor, after: number, until: number): void {
  let last = after;
  while (cursor.bar < span.to) {
    const [occurrence] = nextOccurrences(span.cron, span.timeZone, last, 1);
    if (occurrence === undefined || occurrence > until) return;
    passOccurrence(span, cursor, occurrence);
    last = Math.max(occurrence, span.times[cursor.bar - 1]!);
  }
}

/** The first instant of a local day. */
function startOfDay(clock: ZoneClock, day: number): number {
  const local = day * DAY_MS;
  for (let place = 0; place < clock.offsets.length; place += 1) {
    const at = local - clock.offsets[place]!;
    const next = clock.since[place + 1] ?? Number.POSITIVE_INFINITY;
    // Where clocks jump over midnight the day begins at the jump.
    if (at < next) return Math.max(at, clock.since[place]!);
  }
  return local;
}
