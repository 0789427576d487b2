/**
 * Drift and weights by bar while units are constant, for the report of a run: position by position over a chunk of
 * bars, so that each column is read once in a row. Sums over bars run in their order, however the bars are cut into
 * stretches.
 */
import type { Book } from "../run/book";

/** Bars per chunk. */
const CHUNK = 256;

export interface DriftTape {
  /** Bar of the table that index 0 stands for. */
  from: number;
  /** By bar; empty where nothing is recorded. */
  equity: Float64Array;
  driftSum: number;
  driftMax: number;
  /** Largest weight of any position so far, and which. */
  weightMax: number;
  weightMaxPosition: number;
  /** Weights by position and bar, column by column; null: not recorded. */
  weights: Float64Array | null;
  /** By position: what drifts are measured against. */
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
  for (let position = 0; position < targets.length; position += 1) {
    weighPosition(book, position, from, count);
    addDrifts(targets[position]!, count);
    noteWeights(tape, position, first, count);
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
function weighPosition(book: Book, position: number, from: number, count: number): void {
  const { closes, cash, cashOffset, cashPosition, firstLegs, units, offsets } = book;
  if (position !== cashPosition) weightsNow.fill(0, 0, count);
  else if (cashOffset < 0) weightsNow.fill(cash, 0, count);
  else for (let place = 0; place < count; place += 1) weightsNow[place] = cash * closes[cashOffset + from + place]!;
  for (let leg = firstLegs[position]!; leg < firstLegs[position + 1]!; leg += 1) {
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

function noteWeights(tape: DriftTape, position: number, first: number, count: number): void {
  let { weightMax } = tape;
  for (let place = 0; place < count; place += 1) weightMax = Math.max(weightMax, weightsNow[place]!);
  if (weightMax > tape.weightMax) {
    tape.weightMax = weightMax;
    tape.weightMaxPosition = position;
  }
  if (tape.weights === null) return;
  const column = position * tape.equity.length + first;
  for (let place = 0; place < count; place += 1) {
    if (inverses[place] !== 0) tape.weights[column + place] = weightsNow[place]!;
  }
}
