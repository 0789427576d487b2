/**
 * What is recorded of a run. Recording lags behind: as long as nothing is traded it can wait, and is then done for many
 * bars at once. Before anything changes at a bar, `rollTape` records all up to it, and at the end of the bar `closeBar`
 * what is left there.
 */

import { BLOCK } from "../kernels/kernels-blocks";
import { type DriftTape, measureDrifts } from "../kernels/kernels-drift";
import { type Fall, fallThrough, fallTo } from "../kernels/kernels-fall";
import { type Held, makeHeld, markValues, markValuesAndFalls, setHeld } from "../kernels/kernels-mark";
import type { Book } from "./book";
import type { Program, Recording } from "./compile";

export interface Tape extends DriftTape {
  recording: Recording;
  /** The first bar not yet recorded. */
  next: number;
  /** By bar; empty where nothing is recorded. */
  falls: Float64Array;
  /** Of the value as it is; not updated when all is recorded. */
  fall: Fall;
  held: Held;
  /** Scratch for the values of a block. */
  values: Float64Array;
}

const NOTHING = new Float64Array(0);

export function makeTape({ kind, book, period, search, isRecordingWeights, flows }: Program): Tape {
  const length = period.to - period.from;
  const { targets } = search;
  // A flow moves the index apart from the value: falls are then measured afterwards, on the index.
  const recording = flows.bars.length > 0 ? "all" : kind.recording;
  return {
    recording,
    from: period.from,
    next: period.from,
    equity: recording === "figures" ? NOTHING : new Float64Array(length),
    falls: recording === "curve" ? new Float64Array(length) : NOTHING,
    fall: { peak: 0, deepest: 0 },
    driftSum: 0,
    driftMax: 0,
    weightMax: 0,
    weightMaxPosition: 0,
    weights: isRecordingWeights && recording === "all" ? new Float64Array(length * targets.length) : null,
    targets: Float64Array.from(targets),
    held: makeHeld(book),
    values: new Float64Array(BLOCK),
  };
}

/** Records bars up to `to` (not included), at which units and cash are still those of the bars before. */
function record(tape: Tape, book: Book, to: number): void {
  const { next, held, fall, recording } = tape;
  // Figures need nothing by bar: the search updates the fall along the way.
  if (next >= to || recording === "figures") return;
  setHeld(held, book);
  if (recording === "curve") {
    fall.peak = markValuesAndFalls(held, next, to, tape.equity, tape.falls, tape.from, fall.peak);
  } else {
    markValues(held, next, to, tape.equity, tape.from);
    measureDrifts(tape, book, next, to);
  }
  tape.next = to;
}

/** Something is about to change at `bar`: records what was there until then. Drift counts as it stood before. */
export function rollTape(tape: Tape, book: Book, bar: number): void {
  record(tape, book, tape.recording === "all" ? bar + 1 : bar);
  tape.next = bar + 1;
}

/** The last of it: all bars before `to`. */
export function finishTape(tape: Tape, book: Book, to: number): void {
  record(tape, book, to);
}

/** What is left at a bar that was visited. By bar it is recorded now only if something changed there, else later. */
export function closeBar(tape: Tape, bar: number, value: number): void {
  const { fall, recording, from } = tape;
  if (recording === "figures") {
    fallTo(fall, value);
    return;
  }
  if (tape.next !== bar + 1) return;
  tape.equity[bar - from] = value;
  if (recording === "all") return;
  fall.peak = Math.max(fall.peak, value);
  tape.falls[bar - from] = fall.peak > 0 ? value / fall.peak - 1 : 0;
}

/** Updates the fall over bars [from, to) that nothing else examines. */
export function passBars(tape: Tape, book: Book, from: number, to: number): void {
  const { held, fall, values } = tape;
  setHeld(held, book);
  for (let start = from; start < to; start += values.length) {
    const end = Math.min(start + values.length, to);
    markValues(held, start, end, values, start);
    fallThrough(fall, values, end - start);
  }
}
