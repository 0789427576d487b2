/**
 * Which bands and intervals the map is computed for. A band's figure is a width in points where the policy's band is
 * absolute, else a share of the target. Intervals are days between checks, each a calendar of its own; 0 checks at every
 * bar. All three destinations are computed together, so switching between them is instant: the fine
 * grid of 22 bands x 15 intervals x 3 destinations stays under 1,000 runs.
 */
import type { Band } from "@/lib/engine/model";
import { formatTrimmedPercent, formatTrimmedPoints } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";

export const DETAILS = ["coarse", "fine"] as const;
export type HeatDetail = (typeof DETAILS)[number];

export const REACHES = ["narrow", "usual", "wide"] as const;
export type HeatReach = (typeof REACHES)[number];

type BandUnit = "ratio" | "width";

/** Bands that take their width from the market are swept as relative ones. */
const bandUnit = (kind: Band["kind"]): BandUnit => (kind === "absolute" ? "width" : "ratio");

/** The usual coarse columns; narrow and wide are the same columns closer together or further apart. */
const COLUMNS: Record<BandUnit, Record<HeatReach, readonly number[]>> = {
  ratio: {
    narrow: [0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15],
    usual: [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4],
    wide: [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1],
  },
  width: {
    narrow: [0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03],
    usual: [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15],
    wide: [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3],
  },
};

const FINE_COLUMNS = 22;

export function bandAxis(kind: Band["kind"], reach: HeatReach, detail: HeatDetail): readonly number[] {
  const columns = COLUMNS[bandUnit(kind)][reach];
  if (detail === "coarse") return columns;
  const most = columns.at(-1) ?? 1;
  const least = columns[0] ?? 0;
  // Even steps: on a fine map distance must mean what it says.
  return Array.from({ length: FINE_COLUMNS }, (_, index) =>
    Number((least + ((most - least) * index) / (FINE_COLUMNS - 1)).toFixed(5)),
  );
}

const HOUR = 1 / 24;
/** Each row is another calendar: 21 or 45 days would be the monthly one again. */
const ROWS = {
  days: { coarse: [1, 3, 7, 14, 30, 91], fine: [1, 2, 3, 4, 5, 6, 7, 10, 14, 30, 61, 91, 122, 182, 365] },
  hours: {
    coarse: [0, 6 * HOUR, 12 * HOUR, 1, 3, 7],
    fine: [0, ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR), 1, 2, 3, 4, 5, 7, 14],
  },
} as const;

export const PACES = ["days", "hours"] as const;
export type HeatPace = (typeof PACES)[number];

/** Checks by the hour need bars shorter than a day. */
export function intervalAxis(pace: HeatPace, detail: HeatDetail, barDays: number): readonly number[] {
  return barDays >= 0.99 ? ROWS.days[detail] : ROWS[pace][detail];
}

/** Place of a figure on an axis; -1 where it lies between two or beyond the ends. */
export function placeOnAxis(axis: readonly number[], wanted: number): number {
  return axis.findIndex((value) => Math.abs(value - wanted) < 1e-9);
}

/** "20 %" of target, or "5 pp". */
export function bandLabel(kind: Band["kind"], value: number): string {
  return bandUnit(kind) === "width" ? formatTrimmedPoints(value) : formatTrimmedPercent(value);
}

const NAMED = new Map([
  [7, "1 week"],
  [14, "2 weeks"],
  [30, "1 month"],
  [61, "2 months"],
  [91, "1 quarter"],
  [122, "4 months"],
  [182, "half a year"],
  [365, "1 year"],
]);

/** "1 day", "1 week", "6 hours"; 0 is "every bar". */
export function intervalLabel(days: number): string {
  if (days === 0) return "every bar";
  const named = NAMED.get(days);
  if (named) return named;
  if (days < 0.99) {
    return plural(Math.round(days * 24), "hour");
  }
  return plural(Math.round(days * 10) / 10, "day");
}

/** "every day", "every 2 weeks", "at every bar": inside a sentence. */
export function intervalPhrase(days: number): string {
  if (days === 0) return "at every bar";
  return `every ${intervalLabel(days).replace(/^1 /, "")}`;
}
