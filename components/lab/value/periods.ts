/** Periods as people choose them, over what the prices hold. Whole days of UTC: a link made at noon is the same at night. */
import { DAY_MS } from "@/lib/engine/model";
import { formatIsoDay } from "@/lib/format/time";
import type { LabSpec } from "@/lib/schemas/lab-spec";

export const PERIODS = ["1y", "3y", "all"] as const;
export type PeriodPreset = (typeof PERIODS)[number];
export const PERIOD_LABELS: Record<PeriodPreset, string> = { "1y": "1 year", "3y": "3 years", all: "All" };

/** The last year or three of the prices; all of them. Both ends are written down, so that a link stays the same run. */
export function periodOf(preset: PeriodPreset, firstAt: number, lastAt: number): LabSpec["period"] {
  if (preset === "all") return { start: firstAt, end: lastAt };
  const end = new Date(lastAt);
  end.setUTCFullYear(end.getUTCFullYear() - (preset === "1y" ? 1 : 3));
  return { start: Math.max(firstAt, Math.floor(end.getTime() / DAY_MS) * DAY_MS), end: lastAt };
}

/** Which preset a period is; null: dates of the owner's own. A preset the prices are too short for is "all". */
export function presetOf(period: LabSpec["period"], firstAt: number, lastAt: number): PeriodPreset | null {
  const start = period.start ?? firstAt;
  const end = period.end ?? lastAt;
  const isSame = (preset: PeriodPreset) => {
    const whole = periodOf(preset, firstAt, lastAt);
    // Finer bars of the same prices end a little later.
    return Math.abs((whole.start ?? 0) - start) < DAY_MS && Math.abs((whole.end ?? 0) - end) < 2 * DAY_MS;
  };
  return isSame("all") ? "all" : (PERIODS.find(isSame) ?? null);
}

/** "2026-11-22" for a date box. */
export const dateText = formatIsoDay;

/** The start of the day a date box names, or null when it names none. */
export function dateAt(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
