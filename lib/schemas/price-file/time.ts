/**
 * A bar's time to epoch milliseconds, as far as one cell says it beyond doubt: "2024-03-01", "2024-03-01 08:00[:00]", ISO
 * instants with or without a zone (without one it is UTC), "20240301[0800[00]]", and epoch seconds, milliseconds,
 * micro- and nanoseconds by their size. What people and spreadsheets write besides is in time-written.ts.
 */
const TIME =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;
const EPOCH = /^\d{9,19}(?:\.\d+)?$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;

const isDigit = (code: number) => code >= 48 && code <= 57;

/** null: not a time we can be sure of. */
export function parseTime(cell: string): number | null {
  // Plain days are most of all rows of most files: no pattern, no allocation.
  if (cell.length === 10 && cell.charCodeAt(4) === 45 && cell.charCodeAt(7) === 45 && isDigit(cell.charCodeAt(0))) {
    return dayOf(Number(cell.slice(0, 4)), Number(cell.slice(5, 7)), Number(cell.slice(8, 10)));
  }
  const match = TIME.exec(cell);
  if (match) return timeOf(match);
  // As epochs twelve of these digits would be 1976 and fourteen the year 2611: there are no prices of either.
  if (cell.length === 8 || cell.length === 12 || cell.length === 14) {
    const compact = COMPACT.exec(cell);
    const at = compact && timeOf(compact);
    if (at !== null) return at;
  }
  return EPOCH.test(cell) ? epochOf(Number(cell)) : null;
}

/** Seconds until 5138, milliseconds from 1973; the ranges do not meet. */
function epochOf(figure: number): number {
  if (figure < 1e11) return Math.round(figure * 1000);
  if (figure < 1e14) return Math.round(figure);
  return figure < 1e17 ? Math.round(figure / 1e3) : Math.round(figure / 1e6);
}

export function dayOf(year: number, month: number, day: number): number | null {
  if (!(year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const at = Date.UTC(year, month - 1, day);
  // 31 April rolls over into May: there is no such day.
  return day > 28 && new Date(at).getUTCDate() !== day ? null : at;
}

function timeOf(match: RegExpExecArray): number | null {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const at = dayOf(Number(year), Number(month), Number(day));
  // "24:00" is the midnight that ends the day.
  const isEnd = hour === "24" && Number(minute) === 0 && Number(second) === 0;
  if (at === null || (Number(hour) > 23 && !isEnd) || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = fraction === "" ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000 + ms;
  return at + clock - zoneOf(zone);
}

export function zoneOf(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.replace(":", "").slice(3, 5) || "0");
  return (zone.startsWith("-") ? -1 : 1) * minutes * 60_000;
}
