/** Where a time axis is written on, and how: whole hours, days, months or years of the owner's time zone. */
import { formatTime } from "@/lib/format/time";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface TimeTick {
  at: number;
  label: string;
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return local - Math.floor(at / 60_000) * 60_000;
}

/** Candidates of one unit between two instants, as instants of the time zone's own midnight or hour. */
function marks(from: number, to: number, unit: "hour" | "day" | "month", every: number, timeZone: string): number[] {
  const start = new Date(from + offsetAt(from, timeZone));
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  const found: number[] = [];
  for (let step = 0; step < 400; step++) {
    const local =
      unit === "hour"
        ? Date.UTC(year, month, day, step * every)
        : unit === "day"
          ? Date.UTC(year, month, day + step * every)
          : Date.UTC(year, Math.floor(month / every) * every + step * every, 1);
    const at = local - offsetAt(local - offsetAt(local, timeZone), timeZone);
    if (at > to) break;
    if (at >= from) found.push(at);
  }
  return found;
}

/** At most `most` labels, evenly chosen from the coarsest unit that gives enough. */
export function timeTicks(from: number, to: number, timeZone: string, most = 5): readonly TimeTick[] {
  const span = to - from;
  const isOf = (limit: number) => span <= limit;
  const choose = (): [number[], "time" | "day" | "month"] => {
    if (isOf(2 * DAY))
      return [marks(from, to, "hour", span > 30 * HOUR ? 12 : span > 8 * HOUR ? 6 : 1, timeZone), "time"];
    if (isOf(14 * DAY)) return [marks(from, to, "day", 1, timeZone), "day"];
    if (isOf(65 * DAY)) return [marks(from, to, "day", 7, timeZone), "day"];
    if (isOf(200 * DAY)) return [marks(from, to, "month", 1, timeZone), "day"];
    if (isOf(500 * DAY)) return [marks(from, to, "month", 2, timeZone), "month"];
    return [marks(from, to, "month", isOf(1500 * DAY) ? 6 : 12, timeZone), "month"];
  };
  const [all, format] = choose();
  const every = Math.ceil(all.length / most);
  const shown = all.filter((_, index) => index % Math.max(1, every) === 0);
  // A day is written with its year where the year begins to be that one, and without it from there on.
  return shown.map((at, index) => ({ at, label: formatTime(at, { timeZone, now: shown[index - 1] }, format) }));
}
