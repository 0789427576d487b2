/**
 * The five fields of an ordinary schedule as sets, so that thousands of occurrences are a matter of arithmetic. Names,
 * lists, ranges and steps are read; anything beyond (L, W, #, +) is left to the library that reads schedules live:
 * null.
 */
export interface PlainCron {
  /** Minutes of the day, ascending. */
  minutes: Int32Array;
  /** Whether any occurrence falls on this day; days since 1 January 1970 on the zone's own calendar. */
  isDay(day: number): boolean;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const DAY_MS = 86_400_000;

export function readPlainCron(cron: string): PlainCron | null {
  const [minuteText = "", hourText = "", dayText = "", monthText = "", weekdayText = ""] = cron.trim().split(/\s+/);
  const minute = readField(minuteText, 0, 59);
  const hour = readField(hourText, 0, 23);
  const dayOfMonth = readField(dayText, 1, 31);
  const month = readField(named(monthText, MONTHS, 1), 1, 12);
  const weekday = readField(named(weekdayText, WEEKDAYS, 0), 0, 7);
  if (minute === null || hour === null || dayOfMonth === null || month === null || weekday === null) return null;
  if (weekday.has(7)) weekday.add(0);
  const minutes = [...hour].flatMap((each) => [...minute].map((part) => each * 60 + part));
  // Of two restricted day fields either will do; that is what cron has always meant.
  const isEither = dayText !== "*" && weekdayText !== "*";
  return {
    minutes: Int32Array.from(minutes).sort(),
    isDay(day) {
      const date = new Date(day * DAY_MS);
      if (!month.has(date.getUTCMonth() + 1)) return false;
      const isDate = dayOfMonth.has(date.getUTCDate());
      const isWeekday = weekday.has(date.getUTCDay());
      return isEither ? isDate || isWeekday : isDate && isWeekday;
    },
  };
}

function named(text: string, names: readonly string[], first: number): string {
  return text.replace(/[a-z]{3}/gi, (name) => {
    const at = names.indexOf(name.toUpperCase());
    return at < 0 ? name : String(at + first);
  });
}

/** "*", "5", "1-5", "*\/2", "1-20/3" and lists of them; null for anything else. */
function readField(text: string, least: number, most: number): Set<number> | null {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (match === null) return null;
    const [, from, to, step] = match;
    // "5/10" is read differently by different readers.
    if (from !== undefined && to === undefined && step !== undefined) return null;
    const first = from === undefined ? least : Number(from);
    const last = from === undefined ? most : Number(to ?? from);
    const stride = Number(step ?? 1);
    if (first < least || last > most || first > last || stride < 1) return null;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}
