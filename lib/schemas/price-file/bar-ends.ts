/**
 * Bars told by when they end ("close_time", "time_period_end") are stored by when they begin, as all others are: one bar
 * earlier. Exchanges write the last millisecond of a bar, 23:59:59.999, others the first of the next one.
 */
import type { Block } from "./block";
import { usualStep } from "./gaps";
import type { PriceFileNote } from "./model";

/** Rows in order of time; a single bar does not say how long it is. */
export function beginBars(block: Block, notes: PriceFileNote[]): Block {
  const times = block.times.map(nextInstant);
  const stepMs = usualStep(Float64Array.from(times));
  if (stepMs === null) return block;
  notes.push({ count: times.length, message: "Times are the ends of bars; kept by their beginnings." });
  return { ...block, times: times.map((at) => at - stepMs) };
}

/** The instant after the last millisecond, or the last second, of a minute. */
function nextInstant(at: number): number {
  const rest = at % 60_000;
  return rest === 59_999 || rest === 59_000 ? at + 60_000 - rest : at;
}

/** Whether a time says the instant a bar ended, not the day it belongs to. */
export const isInstant = (cell: string) => /:|^\s*\d{9,}/.test(cell);
