/**
 * The loops over bars in which nothing is traded. Units are constant there, so a bar's value is a dot product; what is
 * recorded by bar is written here, and the first bar at which a threshold may have been reached ends the stretch.
 *
 * The search is conservative: it stops a hair early (`HAIR`), never late. Whether something fires is then decided by the
 * same functions as live (measureSheet, firstFired), so skipping bars cannot change a result, only the time it takes.
 */
import type { Book } from "./book";

/** Relative slack of the search, far above float noise and far below anything an owner would write. */
const HAIR = 1e-9;

/** What ends a stretch. Targets and bands are those in force. */
export interface Watch {
  /** Stop at the very first bar: the search is off, or widths change by the bar. */
  isEveryBar: boolean;
  /** Stop where a row may have left its band. */
  isBandWatched: boolean;
  /** Stop where portfolio drift may have reached this; Infinity: not watched. */
  driftBar: number;
  /** By slot. */
  targets: Float64Array;
  rows: Int32Array;
  /** By row. */
  rowTargets: Float64Array;
  rowBands: Float64Array;
  /** Scratch by row and by slot. */
  rowWeights: Float64Array;
  slotValues: Float64Array;
}

/** What is recorded of every bar, before it trades. */
export interface Tape {
  /** Bar of the table that index 0 stands for. */
  from: number;
  equity: Float64Array;
  driftSum: number;
  driftMax: number;
  /** Largest weight of any slot so far, and which. */
  weightMax: number;
  weightMaxSlot: number;
  /** Weights by slot and bar, column by column; null: not recorded. */
  weights: Float64Array | null;
}

/**
 * Records bars [from, to) and returns the first at which something may fire, or `to`. Bars after the returned one are
 * not recorded.
 */
export function watchBars(book: Book, watch: Watch, tape: Tape, from: number, to: number): number {
  const { closes, offsets, units, slotOf, cash, cashOffset, cashSlot } = book;
  const { targets, rows, rowTargets, rowBands, rowWeights, slotValues, isBandWatched } = watch;
  const legs = units.length;
  const slots = targets.length;
  const length = tape.equity.length;
  for (let bar = from; bar < to; bar += 1) {
    slotValues.fill(0);
    let value = cashOffset < 0 ? cash : cash * closes[cashOffset + bar]!;
    if (cashSlot >= 0) slotValues[cashSlot] = value;
    for (let leg = 0; leg < legs; leg += 1) {
      const held = units[leg]! * closes[offsets[leg]! + bar]!;
      slotValues[slotOf[leg]!]! += held;
      value += held;
    }
    tape.equity[bar - tape.from] = value;
    if (!(value > 0)) {
      if (watch.isEveryBar) return bar;
      continue;
    }

    rowWeights.fill(0);
    let drift = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      const weight = slotValues[slot]! / value;
      rowWeights[rows[slot]!]! += weight;
      drift += Math.abs(weight - targets[slot]!);
      if (weight > tape.weightMax) {
        tape.weightMax = weight;
        tape.weightMaxSlot = slot;
      }
      if (tape.weights !== null) tape.weights[slot * length + bar - tape.from] = weight;
    }
    drift /= 2;
    tape.driftSum += drift;
    if (drift > tape.driftMax) tape.driftMax = drift;

    if (watch.isEveryBar || drift >= watch.driftBar * (1 - HAIR) - HAIR) return bar;
    if (!isBandWatched) continue;
    for (let row = 0; row < rowTargets.length; row += 1) {
      if (Math.abs(rowWeights[row]! - rowTargets[row]!) > rowBands[row]! - HAIR) return bar;
    }
  }
  return to;
}
