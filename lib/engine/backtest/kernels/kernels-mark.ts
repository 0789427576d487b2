/**
 * Worth of fixed holdings, bar by bar: value[t] = cash + sum units_i x close_i[t]. Between two runs nothing is traded,
 * so this is all a backtest does at most bars, and the loops are laid out for it: columns lie one after another, five
 * are read per pass (as many units and offsets as fit into registers), and bars go in chunks that stay in the cache
 * until the last pass has them. That pass also measures the fall from the peak.
 *
 * Sums run in the order of the legs, cash first, whatever the range: the same bar gives the same bits from every
 * caller, and the same as `valueBook`.
 */
import type { Book } from "../run/book";

/** Columns read in one pass. */
const WIDTH = 5;
/** Bars per chunk: 2 kB of values. */
const CHUNK = 256;

/** What a book holds, without its empty legs, padded with nothing of the first column to whole passes. */
export interface Held {
  closes: Float64Array;
  /** Where bar 0 of each column lies in `closes`. */
  offsets: Int32Array;
  /** Index of each column in the table. */
  columns: Int32Array;
  units: Float64Array;
  /** How many are held; beyond them is padding. */
  count: number;
  /** Where the last pass begins. */
  last: number;
  /** Cash without a column. */
  cash: number;
}

export function makeHeld(book: Book): Held {
  const length = Math.max(Math.ceil((book.units.length + 1) / WIDTH), 1) * WIDTH;
  return {
    closes: book.closes,
    offsets: new Int32Array(length),
    columns: new Int32Array(length),
    units: new Float64Array(length),
    count: 0,
    last: 0,
    cash: 0,
  };
}

export function setHeld(held: Held, book: Book): void {
  const { offsets, columns, units } = held;
  let count = 0;
  held.cash = book.cash;
  if (book.cashOffset >= 0 && book.cash !== 0) {
    offsets[0] = book.cashOffset;
    columns[0] = book.columns[book.units.length]!;
    units[0] = book.cash;
    held.cash = 0;
    count = 1;
  }
  for (let leg = 0; leg < book.units.length; leg += 1) {
    if (book.units[leg] === 0) continue;
    offsets[count] = book.offsets[leg]!;
    columns[count] = book.columns[leg]!;
    units[count] = book.units[leg]!;
    count += 1;
  }
  held.count = count;
  held.last = Math.max(Math.ceil(count / WIDTH) - 1, 0) * WIDTH;
  offsets.fill(0, count);
  units.fill(0, count);
}

/** values[bar - shift] for bars in [from, to). */
export function markValues(held: Held, from: number, to: number, values: Float64Array, shift: number): void {
  const { last } = held;
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(start + CHUNK, to);
    firstPass(held, start, end, values, shift);
    for (let pass = WIDTH; pass <= last; pass += WIDTH) nextPass(held, pass, start, end, values, shift);
  }
}

/**
 * The same, with falls[bar - shift] = value / highest so far - 1. `peak` is the highest before `from`; returns the
 * highest before `to`.
 */
export function markValuesAndFalls(
  held: Held,
  from: number,
  to: number,
  values: Float64Array,
  falls: Float64Array,
  shift: number,
  peak: number,
): number {
  const { last } = held;
  let highest = peak;
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(start + CHUNK, to);
    firstPass(held, start, end, values, shift);
    for (let pass = WIDTH; pass < last; pass += WIDTH) nextPass(held, pass, start, end, values, shift);
    highest =
      last === 0
        ? fallPass(start, end, values, falls, shift, highest)
        : lastPass(held, last, start, end, values, falls, shift, highest);
  }
  return highest;
}

// Arrays and units are read into constants first: V8 keeps them in registers only then.

function firstPass(held: Held, from: number, to: number, values: Float64Array, shift: number): void {
  const { closes, offsets, units, cash } = held;
  const u0 = units[0]!;
  const u1 = units[1]!;
  const u2 = units[2]!;
  const u3 = units[3]!;
  const u4 = units[4]!;
  const o0 = offsets[0]!;
  const o1 = offsets[1]!;
  const o2 = offsets[2]!;
  const o3 = offsets[3]!;
  const o4 = offsets[4]!;
  for (let t = from; t < to; t += 1) {
    values[t - shift] =
      cash +
      u0 * closes[o0 + t]! +
      u1 * closes[o1 + t]! +
      u2 * closes[o2 + t]! +
      u3 * closes[o3 + t]! +
      u4 * closes[o4 + t]!;
  }
}

function nextPass(held: Held, pass: number, from: number, to: number, values: Float64Array, shift: number): void {
  const { closes, offsets, units } = held;
  const u0 = units[pass]!;
  const u1 = units[pass + 1]!;
  const u2 = units[pass + 2]!;
  const u3 = units[pass + 3]!;
  const u4 = units[pass + 4]!;
  const o0 = offsets[pass]!;
  const o1 = offsets[pass + 1]!;
  const o2 = offsets[pass + 2]!;
  const o3 = offsets[pass + 3]!;
  const o4 = offsets[pass + 4]!;
  for (let t = from; t < to; t += 1) {
    values[t - shift] =
      values[t - shift]! +
      u0 * closes[o0 + t]! +
      u1 * closes[o1 + t]! +
      u2 * closes[o2 + t]! +
      u3 * closes[o3 + t]! +
      u4 * closes[o4 + t]!;
  }
}

function lastPass(
  held: Held,
  pass: number,
  from: number,
  to: number,
  values: Float64Array,
  falls: Float64Array,
  shift: number,
  peak: number,
): number {
  const { closes, offsets, units } = held;
  const u0 = units[pass]!;
  const u1 = units[pass + 1]!;
  const u2 = units[pass + 2]!;
  const u3 = units[pass + 3]!;
  const u4 = units[pass + 4]!;
  const o0 = offsets[pass]!;
  const o1 = offsets[pass + 1]!;
  const o2 = offsets[pass + 2]!;
  const o3 = offsets[pass + 3]!;
  const o4 = offsets[pass + 4]!;
  let highest = peak;
  for (let t = from; t < to; t += 1) {
    const at = t - shift;
    const value =
      values[at]! +
      u0 * closes[o0 + t]! +
      u1 * closes[o1 + t]! +
      u2 * closes[o2 + t]! +
      u3 * closes[o3 + t]! +
      u4 * closes[o4 + t]!;
    values[at] = value;
    highest = Math.max(highest, value);
    falls[at] = value / highest - 1;
  }
  return highest;
}

function fallPass(
  from: number,
  to: number,
  values: Float64Array,
  falls: Float64Array,
  shift: number,
  peak: number,
): number {
  let highest = peak;
  for (let t = from; t < to; t += 1) {
    const value = values[t - shift]!;
    highest = Math.max(highest, value);
    falls[t - shift] = value / highest - 1;
  }
  return highest;
}
