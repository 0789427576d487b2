/**
 * A grid of policies around one, or around several one after another: band by interval by destination (by fee). Each
 * cell is a whole policy that could be taken over as it is, so what the grid shows is what the owner gets.
 *
 * Cells are numbered with the band running fastest:
 *   index = (((base x fees + fee) x destinations + destination) x intervals + interval) x bands + band
 *
 * A band value goes into the base's kind of band: width of an absolute one, ratio of a relative or clamped one (floor
 * and cap stay). Kinds that take their width from the market become relative. Targets with a band of their own keep it.
 *
 * An interval says how often the bands are checked: 0 at every bar, else by a calendar (intervalCron). Triggers that
 * depend on neither (deposits and withdrawals) stay; schedules and thresholds of the base give way. What the grid does
 * not name stays the base's own.
 */
import type { Band, Destination, Policy, Trigger } from "@/lib/engine/model";

export const CALENDAR_INTERVALS = ["hourly", "daily", "weekly", "monthly", "quarterly", "yearly"] as const;
/** Days between checks, or a calendar by name. */
export type SweepInterval = number | (typeof CALENDAR_INTERVALS)[number];

export interface SweepGrid {
  bands?: readonly number[];
  intervals?: readonly SweepInterval[];
  destinations?: readonly Destination[];
  /** Fee rates; absent: the one of the options. */
  fees?: readonly number[];
  /** Whole policies the grid is laid around; absent: the one given. */
  bases?: readonly Policy[];
}

export interface SweepCell {
  index: number;
  /** Which of the bases, where the grid has any. */
  base?: number;
  /** null, here and below: the base's own. */
  band: number | null;
  interval: SweepInterval | null;
  destination: Destination | null;
  /** null: the one of the options. */
  fee: number | null;
}

/** A grid that names all three, as the lab's does, and its cells. */
export type FullGrid = SweepGrid & Required<Pick<SweepGrid, "bands" | "intervals" | "destinations">>;
export type FullCell = SweepCell & { band: number; interval: SweepInterval; destination: Destination };

const lengthOf = (axis: readonly unknown[] | undefined) => axis?.length ?? 1;

export function sweepSize({ bases, bands, intervals, destinations, fees }: SweepGrid): number {
  return [bases, bands, intervals, destinations, fees].reduce((size, axis) => size * lengthOf(axis), 1);
}

export function sweepCell(grid: FullGrid, index: number): FullCell;
export function sweepCell(grid: SweepGrid, index: number): SweepCell;
export function sweepCell({ bases, bands, intervals, destinations, fees }: SweepGrid, index: number): SweepCell {
  const byInterval = Math.floor(index / lengthOf(bands));
  const byDestination = Math.floor(byInterval / lengthOf(intervals));
  const byFee = Math.floor(byDestination / lengthOf(destinations));
  return {
    index,
    ...(bases ? { base: Math.floor(byFee / lengthOf(fees)) } : {}),
    band: valueAt(bands, index),
    interval: valueAt(intervals, byInterval),
    destination: valueAt(destinations, byDestination),
    fee: valueAt(fees, byFee),
  };
}

const valueAt = <T>(axis: readonly T[] | undefined, index: number): T | null => axis?.[index % axis.length] ?? null;

/** The policy of a cell. */
export function sweepPolicy(base: Policy, cell: SweepCell): Policy {
  return {
    ...base,
    band: cell.band === null ? base.band : bandWith(base.band, cell.band),
    destination: cell.destination ?? base.destination,
    triggers: cell.interval === null ? base.triggers : checkedEvery(base, cell.interval),
  };
}

function checkedEvery({ triggers }: Policy, interval: SweepInterval): Trigger[] {
  const scheduled = triggers.find((trigger) => trigger.kind === "time" || trigger.kind === "hybrid");
  const kept = triggers.filter((trigger) => trigger.kind === "cash-flow");
  return [checkEvery(interval, scheduled?.timeZone ?? "UTC"), ...kept];
}

function bandWith(band: Band, value: number): Band {
  switch (band.kind) {
    case "absolute":
      return { ...band, width: value };
    case "relative":
    case "clamp":
      return { ...band, ratio: value };
    case "volatility":
    case "cost-optimal":
      return { kind: "relative", ratio: value };
  }
}

function checkEvery(interval: SweepInterval, timeZone: string): Trigger {
  if (interval === 0) return { kind: "threshold", portfolioDrift: null };
  // No drift is above 1: only a broken band fires.
  return { kind: "hybrid", cron: intervalCron(interval), timeZone, driftMin: 1 };
}

const CALENDARS: Readonly<Record<(typeof CALENDAR_INTERVALS)[number], string>> = {
  hourly: "0 * * * *",
  daily: "0 0 * * *",
  weekly: "0 0 * * 1",
  monthly: "0 0 1 * *",
  quarterly: "0 0 1 1,4,7,10 *",
  yearly: "0 0 1 1 *",
};

const HOURS_OF_A_DAY = [1, 2, 3, 4, 6, 8, 12];
const MONTHS_OF_A_YEAR = [1, 2, 3, 4, 6, 12];

/**
 * The calendar that comes nearest to every so many days: under a day a divisor of 24 hours, 7 days Mondays, up to three
 * weeks days counted from the first of each month (10: the 1st, 11th and 21st), above that a divisor of 12 months.
 */
export function intervalCron(interval: SweepInterval): string {
  if (typeof interval !== "number") return CALENDARS[interval];
  if (interval < 0.75) {
    const hours = nearest(HOURS_OF_A_DAY, interval * 24);
    return hours === 1 ? CALENDARS.hourly : `0 */${hours} * * *`;
  }
  const days = Math.round(interval);
  if (days === 1) return CALENDARS.daily;
  if (days === 7) return CALENDARS.weekly;
  if (days <= 21) return `0 0 ${daysOfMonth(days).join(",")} * *`;
  const months = nearest(MONTHS_OF_A_YEAR, interval / 30.4);
  if (months === 1) return CALENDARS.monthly;
  return `0 0 1 ${Array.from({ length: 12 / months }, (_, turn) => 1 + turn * months).join(",")} *`;
}

/** 1, 1 + n, ... with the last at least half a step before the next month. */
function daysOfMonth(step: number): number[] {
  const days: number[] = [];
  for (let day = 1; day <= 31 - step / 2; day += step) days.push(day);
  return days;
}

const nearest = (choices: readonly number[], wanted: number) =>
  choices.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
