/** Spans, counts and timeframes of stored prices in words. Bars are dated in UTC, as their sources do. */
import { groupDigits } from "@/lib/format/number";
import type { SeriesView } from "./types";

export const count = (figure: number) => groupDigits(String(figure));

export const plural = (figure: number, one: string, many = `${one}s`) =>
  `${count(figure)} ${figure === 1 ? one : many}`;

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

const momentOf = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** A day for daily bars, day and time for shorter ones. */
export const stampOf = (at: number, timeframe: string) => (timeframe.endsWith("d") ? dayOf(at) : momentOf(at));

const TIMEFRAMES: Readonly<Record<string, string>> = {
  "5m": "5 minutes",
  "15m": "15 minutes",
  "1h": "hourly",
  "4h": "4 hours",
  "1d": "daily",
};

export const timeframeWords = (timeframe: string) => TIMEFRAMES[timeframe] ?? timeframe;

/** "2021-01-01 to 2025-12-31", or what stands in its place while there is nothing. */
export function spanWords({ firstAt, lastAt }: Pick<SeriesView, "firstAt" | "lastAt">): string {
  return firstAt === null || lastAt === null ? "nothing yet" : `${dayOf(firstAt)} to ${dayOf(lastAt)}`;
}

export function stateWords({ state, doneShare }: Pick<SeriesView, "state" | "doneShare">): string {
  if (state === "complete") return "complete";
  if (state === "failed") return "stopped";
  const share = `${Math.floor(doneShare * 100)} %`;
  return state === "waiting" ? `waiting, ${share}` : share;
}
