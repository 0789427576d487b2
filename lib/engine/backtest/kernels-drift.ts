/**
 * Drift and weights by bar while units are constant, for the report of a run: slot by slot over a chunk of bars, so that
 * each column is read once in a row. Sums over bars run in their order, however the bars are cut into stretches.
 */
import type { Book } from "./book";

/** Bars per chunk. */
const CHUNK = 256;

export interface DriftTape {
  from: number;
  equity: Float64Array;
  driftSum: number;
  driftMax: number;
  weightMax: number;
  weightMaxSlot: number;
  weights: Float64Array | null;
  /** By slot. */
  targets: Float64Array;
}

const inverses = new Float64Array(CHUNK);
const weightsNow = new Float64Array(CHUNK);
const drifts = new Float64Array(CHUNK);

/** Bars [from, to), whose values stand in `equity`; a bar at which nothing is left has no drift and no weights. */
export function measureDrifts(tape: DriftTape, book: Book, from: number, to: number): void {
  for (let start = from; start < to; start += CHUNK) measureChunk(tape, book, start, Math.min(start + CHUNK, to));
}

function measureChunk(tape: DriftTape, book: Book, from: number, to: number): void {
  const { equity, targets } = tape;
  const count = to - from;
  const first = from - tape.from;
  for (let place = 0; place < count; place += 1) {
    const value = equity[first + place]!;
    inverses[place] = value > 0 ? 1 / value : 0;
  }
  drifts.fill(0, 0, count);
  for (let slot = 0; slot < targets.length; slot += 1) {
    weighSlot(book, slot, from, count);
    addDrifts(targets[slot]!, count);
    noteWeights(tape, slot, first, count);
  }
  let { driftSum, driftMax } = tape;
  for (let place = 0; place < count; place += 1) {
    if (inverses[place] === 0) continue;
    const drift = drifts[place]! / 2;
    driftSum += drift;
    driftMax = Math.max(driftMax, drift);
  }
  tape.driftSum = driftSum;
  tape.driftMax = driftMax;
}

/** Fills `weightsNow`. */
function weighSlot(book: Book, slot: number, from: number, count: number): void {
  const { closes, cash, cashOffset, cashSlot, firstLegs, units, offsets } = book;
  if (slot !== cashSlot) weightsNow.fill(0, 0, count);
  else if (cashOffset < 0) weightsNow.fill(cash, 0, count);
  else for (let place = 0; place < count; place += 1) weightsNow[place] = cash * closes[cashOffset + from + place]!;
  for (let leg = firstLegs[slot]!; leg < firstLegs[slot + 1]!; leg += 1) {
    const unit = units[leg]!;
    if (unit === 0) continue;
    const offset = offsets[leg]! + from;
    for (let place = 0; place < count; place += 1) {
      weightsNow[place] = weightsNow[place]! + unit * closes[offset + place]!;
    }
  }
  for (let place = 0; place < count; place += 1) weightsNow[place] = weightsNow[place]! * inverses[place]!;
}

function addDrifts(target: number, count: number): void {
  for (let place = 0; place < count; place += 1) {
    drifts[place] = drifts[place]! + Math.abs(weightsNow[place]! - target);
  }
}

function noteWeights(tape: DriftTape, slot: number, first: number, count: number): void {
  let { weightMax } = tape;
  for (let place = 0; place < count; place += 1) weightMax = Math.max(weightMax, weightsNow[place]!);
  if (weightMax > tape.weightMax) {
    tape.weightMax = weightMax;
    tape.weightMaxSlot = slot;
  }
  if (tape.weights === null) return;
  const column = slot * tape.equity.length + first;
  for (let place = 0; place < count; place += 1) {
    if (inverses[place] !== 0) tape.weights[column + place] = weightsNow[place]!;
  }
}
