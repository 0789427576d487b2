/**
 * What a map says before anyone reads its colours: which cell is best, how little neighbours differ, how many beat
 * holding. Colours are six even steps between the worst and the best figure known.
 */
import type { LabCell } from "@/components/lab/worker/protocol";
import type { MeasureFacts } from "./measures";

export const STEPS = 6;

export interface MapReading {
  /** Cells with a figure. */
  known: number;
  /** Place (row by row) of the best cell; -1 while none is known. Of equals, the first. */
  best: number;
  worstValue: number;
  bestValue: number;
  /** Colour step of each place, 0 to 5; -1 where nothing is known. */
  steps: readonly number[];
  /** Absolute difference between cells side by side: in the middle, and at most. Null with no pair. */
  neighbours: { median: number; most: number } | null;
  aheadCount: number;
}

type Judge = Pick<MeasureFacts, "of" | "isLessBetter" | "spanMin">;

/** `cells` row by row, `columns` to a row; null where nothing is known yet. */
export function readMap(cells: readonly (LabCell | null)[], columns: number, judge: Judge): MapReading {
  const sign = judge.isLessBetter ? -1 : 1;
  // Rounded to a tenth of what is shown, so that two cells that read alike do not differ by noise.
  const values = cells.map((cell) => (cell === null ? Number.NaN : Math.round(sign * judge.of(cell) * 1e4) / 1e4));
  let best = -1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [place, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) {
      high = value;
      best = place;
    }
  }
  const span = Math.max(high - low, judge.spanMin);
  const middle = (high + low) / 2;
  const stepOf = (value: number) =>
    Number.isNaN(value)
      ? -1
      : Math.min(STEPS - 1, Math.max(0, Math.floor(((value - middle) / span + 0.5) * STEPS + 1e-9)));
  return {
    known: values.filter((value) => !Number.isNaN(value)).length,
    best,
    worstValue: sign * low,
    bestValue: sign * high,
    steps: values.map(stepOf),
    neighbours: neighboursOf(values, columns),
    aheadCount: cells.filter((cell) => cell !== null && cell.aheadPerYear > 0).length,
  };
}

function neighboursOf(values: readonly number[], columns: number): MapReading["neighbours"] {
  const differences: number[] = [];
  const compare = (left: number, right: number | undefined) => {
    const difference = Math.abs(left - (right ?? Number.NaN));
    if (!Number.isNaN(difference)) differences.push(difference);
  };
  for (const [place, value] of values.entries()) {
    if (place % columns < columns - 1) compare(value, values[place + 1]);
    compare(value, values[place + columns]);
  }
  if (differences.length === 0) return null;
  differences.sort((left, right) => left - right);
  return { median: differences[differences.length >> 1] ?? 0, most: differences.at(-1) ?? 0 };
}
