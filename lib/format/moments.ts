/**
 * Instants and durations for people. Pure: the present and the zone are arguments. Times are 24-hour clock on the
 * reader's own zone; the day is named only when it is not today, the year only when it is not this one.
 */

/** Whose clock and calendar a sentence is written for. */
export interface Reader {
  now: number;
  timeZone: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Age or time left: seconds up to 90 s, minutes up to 90 min, then hours, then days: "4 s", "12 min", "3 h", "2 days". */
export function formatAge(ms: number): string {
  const age = Math.max(ms, 0);
  if (age < 90 * SECOND) return `${Math.round(age / SECOND)}\u00a0s`;
  if (age < 90 * MINUTE) return `${Math.round(age / MINUTE)}\u00a0min`;
  if (age < 48 * 60 * MINUTE) return `${Math.round(age / (60 * MINUTE))}\u00a0h`;
  return `${Math.round(age / (24 * 60 * MINUTE))}\u00a0days`;
}

/** mm:ss of what is left, hours in front when there are any; never negative. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const clock = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}

/** "14:02" today, "6 Nov 09:00" this year, "6 Nov 2025 09:00" before. */
export function formatMoment(at: number, { now, timeZone }: Reader): string {
  const [day, today] = [formatOf(timeZone, "date").format(at), formatOf(timeZone, "date").format(now)];
  const clock = formatOf(timeZone, "clock").format(at);
  if (day === today) return clock;
  const isThisYear = day.slice(-4) === today.slice(-4);
  return `${isThisYear ? day.slice(0, -5) : day} ${clock}`;
}

function formatOf(timeZone: string, kind: "date" | "clock"): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`;
  let format = FORMATS.get(key);
  if (format === undefined) {
    format =
      kind === "date"
        ? new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" })
        : new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    FORMATS.set(key, format);
  }
  return format;
}
