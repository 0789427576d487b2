/** The calendar of a time zone: which local day an instant falls on. */
import { DAY_MS } from "@/lib/engine/valuation/indicators/bar-days";

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Days since 1 January 1970 on the zone's own calendar. */
export function localDay(timeZone: string, at: number): number {
  return Math.floor((at + zoneOffset(timeZone, at)) / DAY_MS);
}

/** Local time less UTC, in ms, at an instant. */
export function zoneOffset(timeZone: string, at: number): number {
  if (timeZone === "UTC") return 0;
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    const digits = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", era: "short", ...digits });
    FORMATS.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const local = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  return local - Math.floor(at / 1000) * 1000;
}
