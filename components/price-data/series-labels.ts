/** Stretches and states of stored prices. Bars are dated in UTC, as their sources do. */
import { UNIT_SPACE } from "@/lib/format/number";
import { formatIsoDay, formatIsoMinute } from "@/lib/format/time";
import type { SeriesView } from "./types";

/** A day for daily bars, day and time for shorter ones. */
export const barTime = (at: number, timeframe: string) =>
  timeframe.endsWith("d") ? formatIsoDay(at) : formatIsoMinute(at);

/** "2021-01-01 to 2025-12-31", or what stands in its place while there is nothing. */
export function seriesPeriod({ firstAt, lastAt }: Pick<SeriesView, "firstAt" | "lastAt">): string {
  return firstAt === null || lastAt === null ? "nothing yet" : `${formatIsoDay(firstAt)} to ${formatIsoDay(lastAt)}`;
}

export function seriesState({ state, doneShare }: Pick<SeriesView, "state" | "doneShare">): string {
  if (state === "complete") return "complete";
  if (state === "failed") return "stopped";
  // Never 100 before it is complete.
  const share = `${Math.floor(doneShare * 100)}${UNIT_SPACE}%`;
  return state === "waiting" ? `waiting, ${share}` : share;
}
