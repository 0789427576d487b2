/**
 * Times as people, spreadsheets and terminals write them: "Jan 31, 2024", "31-Jan-2024", "31jan2024", "2024Q1", "31.01.2024 00:00",
 * "1/31/2024 4:00 PM", "2024.01.31", "2024-01-31 11-AM", "31 Jan 2024 16:00:00 GMT", Excel's day numbers (45322.5). Which of
 * "03/04/2024" is the day is no business of one cell: `order` says it, found over the whole column or given by the owner.
 */
import type { DateOrder } from "./model";
import { dayOf, parseTime, zoneOf } from "./time";

const PARTS = /^(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?:,?[T\s]+(.+))?$/;
const MONTH_FIRST = /^([\p{L}]{3,9})\.?[\s-](\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?:,?\s+(.+))?$/iu;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]?([\p{L}]{3,9})\.?,?[\s-]?(\d{4}|\d{2})(?:(?:,?\s+|:)(.+))?$/iu;
const MONTH_ALONE = /^([\p{L}]{3,9})\.?[\s-](\d{4})$/iu;
const NUMERIC_MONTH = /^(\d{4})(?:[-/]|m)(\d{1,2})$/i;
const QUARTER = /^((?:19|20)\d{2})[-\s]?Q([1-4])$/i;
const IDEOGRAPHIC = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const SPACED_COMPACT = /^(\d{8})[T _](\d{4}|\d{6})Z?$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;
const CLOCK =
  /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?(?:[\s-]?(am|pm))?\s*(Z|UTC|GMT|EST|EDT|PST|PDT|CET|CEST|JST|KST|(?:UTC|GMT)?[+-]\d{2}:?(?:\d{2})?)?$/i;

/** Nothing a time is written as is longer. */
const LENGTH_MAX = 64;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** As they begin in German, French, Spanish, Italian, Portuguese, Dutch and Polish. */
const MONTHS_ELSEWHERE: Readonly<Record<string, number>> = {
  ...{ ene: 1, gen: 1, fév: 2, fev: 2, mär: 3, mrz: 3, mrt: 3, abr: 4, avr: 4, mai: 5, mag: 5, mei: 5, maj: 5, giu: 6 },
  ...{ juin: 6, juil: 7, lug: 7, ago: 8, aoû: 8, set: 9, okt: 10, out: 10, ott: 10, dez: 12, dic: 12, déc: 12 },
};
const ZONES: Readonly<Record<string, string>> = {
  EST: "-0500",
  EDT: "-0400",
  PST: "-0800",
  PDT: "-0700",
  CET: "+0100",
  CEST: "+0200",
  JST: "+0900",
  KST: "+0900",
};

/** Day 25,569 of Excel is 1 January 1970; from 1954 to 2119, so that no count of anything else is taken for one. */
const SERIAL_EPOCH = 25_569;
const SERIAL_MIN = 20_000;
const SERIAL_MAX = 80_000;

/** null: no time, or one that only an order of day and month would settle. */
export function readTime(cell: string, order: DateOrder | null): number | null {
  const sure = parseTime(cell);
  if (sure !== null) return sure;
  const bare = cell.trim();
  if (bare.length > LENGTH_MAX * 2) return null;
  // JavaScript names its zone once more; spreadsheets are kept from reckoning by ="…".
  // Investing.com parts the figures of a Korean day by blanks as well.
  const text = bare
    .replace(/\s+\([^)]*\)$/, "")
    .replace(/^="(.*)"$/, "$1")
    .replace(/^(\d{4})- (\d{2})- (\d{2})/, "$1-$2-$3");
  if (text.length > LENGTH_MAX) return null;
  return parseTime(text) ?? readParts(text, order) ?? readNamed(text.replace(WEEKDAY, "")) ?? readCompact(text);
}

/** Which orders of its three figures give a day; null: it is not written in three figures of which any could be it. */
export function ordersOf(cell: string): readonly DateOrder[] | null {
  const match = PARTS.exec(cell.trim());
  if (match === null || match[1]!.length > 2) return null;
  const orders: readonly DateOrder[] = match[4]!.length === 4 ? ["dmy", "mdy"] : ["dmy", "mdy", "ymd"];
  return orders.filter((order) => dayIn(match, order) !== null);
}

export const isDotted = (cell: string) => PARTS.exec(cell.trim())?.[2] === ".";

/** Excel's day numbers look like any figure of five digits. */
export const isSerial = (cell: string) => SERIAL.test(cell.trim());

/** The hour of a column of its own: "00:00", "163000", "4 PM", "16". */
export function readClock(cell: string): number | null {
  const text = cell.trim();
  if (/^\d{1,2}$/.test(text)) return clockOf(`${text}:00`);
  const match = /^(\d{2})(\d{2})(\d{2})?$/.exec(text);
  return clockOf(match ? `${match[1]}:${match[2]}:${match[3] ?? "00"}` : text);
}

function readParts(text: string, order: DateOrder | null): number | null {
  const match = PARTS.exec(text);
  if (match === null) return null;
  const isYearFirst = match[1]!.length === 4;
  if (!isYearFirst && order === null) return null;
  const day = isYearFirst ? dayOf(Number(match[1]), Number(match[3]), Number(match[4])) : dayIn(match, order!);
  return withClock(day, match[5]);
}

/** A year of two figures is one that had a coin. */
function dayIn(match: RegExpExecArray, order: DateOrder): number | null {
  const [first, second, third] = [match[1]!, match[3]!, match[4]!];
  const [year, month, day] = {
    dmy: [third, second, first],
    mdy: [third, first, second],
    ymd: [first, second, third],
  }[order] as [string, string, string];
  if (year.length === 4) return dayOf(Number(year), Number(month), Number(day));
  return year.length === 2 && Number(year) >= 9 ? dayOf(2000 + Number(year), Number(month), Number(day)) : null;
}

function readNamed(text: string): number | null {
  const ideographic = IDEOGRAPHIC.exec(text);
  if (ideographic) return dayOf(Number(ideographic[1]), Number(ideographic[2]), Number(ideographic[3]));
  const numeric = NUMERIC_MONTH.exec(text);
  if (numeric) return dayOf(Number(numeric[1]), Number(numeric[2]), 1);
  const quarter = QUARTER.exec(text);
  if (quarter) return dayOf(Number(quarter[1]), Number(quarter[2]) * 3 - 2, 1);
  const alone = MONTH_ALONE.exec(text);
  if (alone) return dayOf(Number(alone[2]), monthOf(alone[1]!), 1);
  const first = MONTH_FIRST.exec(text);
  if (first) return withClock(dayOf(Number(first[3]), monthOf(first[1]!), Number(first[2])), first[4]);
  const second = DAY_FIRST.exec(text);
  if (second === null) return null;
  const year = Number(second[3]) + (second[3]!.length === 2 ? 2000 : 0);
  return withClock(dayOf(year, monthOf(second[2]!), Number(second[1])), second[4]);
}

function readCompact(text: string): number | null {
  const compact = SPACED_COMPACT.exec(text);
  if (compact) return withClock(parseTime(compact[1]!), compact[2]!.replace(/(\d{2})(?=\d)/g, "$1:"));
  if (!SERIAL.test(text)) return null;
  const serial = Number(text.replace(",", "."));
  // Excel keeps days as a fraction: the second is as fine as it means.
  return serial >= SERIAL_MIN && serial < SERIAL_MAX ? Math.round((serial - SERIAL_EPOCH) * 86_400) * 1_000 : null;
}

function monthOf(name: string): number {
  const plain = name.toLowerCase();
  const start = plain.slice(0, 3);
  return MONTHS.indexOf(start) + 1 || (MONTHS_ELSEWHERE[start] ?? MONTHS_ELSEWHERE[plain.slice(0, 4)] ?? 0);
}

function withClock(day: number | null, clock: string | undefined): number | null {
  if (day === null || clock === undefined) return day;
  const ms = clockOf(clock.trim());
  return ms === null ? null : day + ms;
}

/** Milliseconds from midnight UTC; a clock behind UTC adds to them. */
function clockOf(text: string): number | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [, hours = "", minutes, seconds = "0", fraction = "", half, zone = "Z"] = match;
  // "11" alone could be anything.
  if (minutes === undefined && half === undefined) return null;
  const hour = half === undefined ? Number(hours) : twelveHours(Number(hours), half.toLowerCase());
  const isEnd = half === undefined && hour === 24 && Number(minutes) === 0 && Number(seconds) === 0;
  if (hour === null || (hour > 23 && !isEnd) || Number(minutes ?? 0) > 59 || Number(seconds) > 59) return null;
  const ms = fraction === "" ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const offset = zoneOf(ZONES[zone.toUpperCase()] ?? zone.replace(/^(UTC|GMT)/i, ""));
  return (hour * 60 + Number(minutes ?? 0)) * 60_000 + Number(seconds) * 1_000 + ms - offset;
}

function twelveHours(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}
