/** Instants and spans in words. Instants are read in the owner's time zone; `now` is always handed in. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
    formatters.set(key, found);
  }
  return found;
}

export type MomentFormat = "time" | "time-seconds" | "date" | "day" | "month" | "datetime" | "minute" | "full" | "auto";

const OPTIONS: Record<Exclude<MomentFormat, "auto">, Intl.DateTimeFormatOptions> = {
  time: { hour: "2-digit", minute: "2-digit" },
  "time-seconds": { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  day: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  date: { day: "numeric", month: "short", year: "numeric" },
  datetime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  minute: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  full: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** British order without its comma and its four-letter September. */
const tidy = (text: string) => text.replace(",", "").replace("Sept", "Sep");

const isSameDay = (left: number, right: number, timeZone: string) =>
  formatter(timeZone, OPTIONS.date).format(left) === formatter(timeZone, OPTIONS.date).format(right);

/** "auto": the clock time today, day and time this year, the date before that. */
export function formatMoment(at: number, format: MomentFormat, timeZone: string, now?: number): string {
  if (format !== "auto") return tidy(formatter(timeZone, OPTIONS[format]).format(at));
  if (now !== undefined && isSameDay(at, now, timeZone)) return formatMoment(at, "time", timeZone);
  const isRecent = now !== undefined && Math.abs(now - at) < 300 * 86_400_000;
  return formatMoment(at, isRecent ? "datetime" : "date", timeZone);
}

/** "4 s", "2 min", "3 h 20 min", "12 d": a span without a direction. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  if (minutes < 48 * 60)
    return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
  return `${Math.round(minutes / 1440)} d`;
}

/** Seconds to 90 s, minutes to 90 min, then the clock time: "4 s ago", "2 min ago", "13:00", "6 Nov 09:00". */
export function formatAge(at: number, now: number, timeZone: string): string {
  const age = now - at;
  if (age < 90 * 60_000) return `${formatSpan(age)} ago`;
  return formatMoment(at, "auto", timeZone, now);
}

/** "27:41", over an hour "1:05:09", over two days "3 d". */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds >= 172_800) return `${Math.round(seconds / 86_400)} d`;
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}
