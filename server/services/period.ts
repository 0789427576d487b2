/** Calendar years and months of the owner's time zone, as instants (pure). A month begins at its local midnight. */
import { and, gte, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { zoneOffset } from "@/lib/engine/model/zone-clock";

export interface Span {
  from: number;
  /** Not in it any more. */
  until: number;
}

/** "2026-10" or "2026" as instants. */
export function spanOf(period: string, timeZone: string): Span {
  const [year = 0, month] = period.split("-").map(Number);
  const first = (month ?? 1) - 1;
  return {
    from: localInstant(Date.UTC(year, first), timeZone),
    until: localInstant(Date.UTC(year, first + (month === undefined ? 12 : 1)), timeZone),
  };
}

/** The instant at which the zone's clock shows what UTC's would show at `local`. */
function localInstant(local: number, timeZone: string): number {
  const near = local - zoneOffset(timeZone, local);
  return local - zoneOffset(timeZone, near);
}

/** "2026-10" */
export function monthOf(at: number, timeZone: string): string {
  return new Date(at + zoneOffset(timeZone, at)).toISOString().slice(0, 7);
}

/** Every month from that of `from` to that of `to`, oldest first. */
export function monthsBetween(from: number, to: number, timeZone: string): (Span & { month: string })[] {
  const months: (Span & { month: string })[] = [];
  for (let at = from; at <= to; ) {
    const month = monthOf(at, timeZone);
    const span = spanOf(month, timeZone);
    months.push({ month, ...span });
    at = span.until;
  }
  return months;
}

/** Rows of that period; undefined without one: all. */
export function isInPeriod(column: PgColumn, period: string | undefined, timeZone: string): SQL | undefined {
  if (period === undefined) return undefined;
  const { from, until } = spanOf(period, timeZone);
  return and(gte(column, new Date(from)), lt(column, new Date(until)));
}
