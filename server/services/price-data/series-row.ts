import type { candleSeries } from "@/drizzle/schema";
import type { FillPoint } from "./next-page";

export type SeriesRow = typeof candleSeries.$inferSelect;

const ms = (at: Date | null) => at?.getTime() ?? null;

export const pointOf = (row: SeriesRow): FillPoint => ({
  wantedFrom: ms(row.wantedFrom),
  emptyBefore: ms(row.emptyBefore),
  firstAt: ms(row.firstAt),
  lastAt: ms(row.lastAt),
  cursorAt: ms(row.cursorAt),
  stepMs: row.stepMs,
});

/** Bars that lack between the first and the last, by their usual distance. */
export function missingOf(row: SeriesRow): number {
  if (row.firstAt === null || row.lastAt === null) return 0;
  const there = Math.round((row.lastAt.getTime() - row.firstAt.getTime()) / row.stepMs) + 1;
  return Math.max(0, there - row.bars);
}
