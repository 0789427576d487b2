/** A policy's calendar years beside holding's. Years are UTC; the first and the last may be parts of one. */

import type { BacktestMetrics } from "@/lib/engine/backtest/model";
import { DAY_MS } from "@/lib/engine/model";

export interface YearRow {
  year: number;
  /** "from 22 Nov", "to 3 May"; null for a whole year. */
  part: { from: number | null; to: number | null };
  own: { return: number; maxDrawdown: number };
  holding: { return: number; maxDrawdown: number } | null;
  /** Own return less holding's. */
  difference: number | null;
}

type Years = Pick<BacktestMetrics, "years">;

export function readYears(own: Years, holding: Years, span: { firstAt: number; lastAt: number }): readonly YearRow[] {
  const holdingYears = new Map(holding.years.map((year) => [year.year, year]));
  return own.years.map((year) => {
    const other = holdingYears.get(year.year) ?? null;
    const begins = Date.UTC(year.year, 0, 1);
    const ends = Date.UTC(year.year + 1, 0, 1);
    return {
      year: year.year,
      part: {
        from: span.firstAt > begins + 2 * DAY_MS ? span.firstAt : null,
        to: span.lastAt < ends - 2 * DAY_MS ? span.lastAt : null,
      },
      own: { return: year.return, maxDrawdown: year.maxDrawdown },
      holding: other && { return: other.return, maxDrawdown: other.maxDrawdown },
      difference: other === null ? null : year.return - other.return,
    };
  });
}

/** The two years worth naming; null while nothing is comparable. */
export function describeYears(rows: readonly YearRow[]) {
  const known = rows.flatMap((row) =>
    row.difference === null ? [] : [{ year: row.year, difference: row.difference }],
  );
  if (known.length === 0) return null;
  const byDifference = known.toSorted((left, right) => left.difference - right.difference);
  return {
    count: known.length,
    aheadCount: known.filter((row) => row.difference > 0).length,
    worst: byDifference[0] ?? null,
    best: byDifference.at(-1) ?? null,
  };
}
