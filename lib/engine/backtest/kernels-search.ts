/**
 * The next bar at which a threshold may have been reached while units are constant. The search is conservative: it stops
 * a hair early (`HAIR`), never late. Whether something fires is then decided by the same functions as live (measureSheet,
 * firstFired), so passing bars over cannot change a result, only the time it takes.
 *
 * A block is passed over when no row can leave its band anywhere in it: the largest weight a row can have there is
 *   high / (high + lows of all others)      and the least      low / (low + highs of all others)
 * with each asset at its own extreme. Only rows for which that does not suffice are looked at bar by bar.
 */
import type { Book } from "./book";
import { BLOCK, type BlockExtremes } from "./kernels-blocks";
import { type Held, markValues, setHeld } from "./kernels-mark";

/** Slack of the search in weights, far above float noise and far below anything an owner would write. */
const HAIR = 1e-9;

/** What is searched for. Targets and bands are those in force, by reference to the sheet. */
export interface Search {
  /** Everything is looked at: the search is off, or what is watched changes by the bar. */
  isEveryBar: boolean;
  /** A threshold looks at every bar; without it only `dueBars` are looked at. */
  isDense: boolean;
  /** Bars at which bands are looked at by a schedule, ascending, and the place of the next one. */
  dueBars: Int32Array;
  place: number;
  /** Stop also where portfolio drift may have reached this; Infinity: not watched. */
  driftBar: number;
  extremes: BlockExtremes;
  /** By slot. */
  targets: Float64Array;
  rows: Int32Array;
  /** By row. */
  rowTargets: Float64Array;
  rowBands: Float64Array;
  scratch: SearchScratch;
}

interface SearchScratch {
  held: Held;
  /** By row: shares beyond which it may be outside. */
  uppers: Float64Array;
  lowers: Float64Array;
  rowLows: Float64Array;
  rowHighs: Float64Array;
  slotLows: Float64Array;
  slotHighs: Float64Array;
  /** By row: 1 where the block's bounds do not clear it. */
  doubted: Uint8Array;
  values: Float64Array;
  parts: Float64Array;
}

export function makeScratch(held: Held, rows: number, slots: number): SearchScratch {
  return {
    held,
    uppers: new Float64Array(rows),
    lowers: new Float64Array(rows),
    rowLows: new Float64Array(rows),
    rowHighs: new Float64Array(rows),
    slotLows: new Float64Array(slots),
    slotHighs: new Float64Array(slots),
    doubted: new Uint8Array(rows),
    values: new Float64Array(BLOCK),
    parts: new Float64Array(BLOCK),
  };
}

/** The first bar in [from, to) at which something may fire, or `to`. */
export function nextBreach(search: Search, book: Book, from: number, to: number): number {
  if (from >= to) return to;
  if (search.isEveryBar) return from;
  const { dueBars, isDense, scratch } = search;
  if (!isDense && dueBars.length === 0) return to;
  setEdges(search);
  setHeld(scratch.held, book);
  for (let bar = from; bar < to; ) {
    const block = Math.floor(bar / BLOCK);
    const end = Math.min((block + 1) * BLOCK, to);
    if (isDense) {
      if (isDoubted(search, book, block)) {
        const found = firstDoubtful(search, book, bar, end);
        if (found < end) return found;
      }
      bar = end;
      continue;
    }
    const due = nextDue(search, bar);
    if (due >= to) return to;
    if (due >= end) {
      bar = due;
      continue;
    }
    const isOnlyOne = search.place + 1 >= dueBars.length || dueBars[search.place + 1]! >= end;
    if (isOnlyOne || isDoubted(search, book, block)) {
      for (let at = due; at < end; at = nextDue(search, at + 1)) if (mayFireAt(search, book, at)) return at;
    }
    bar = end;
  }
  return to;
}

function nextDue(search: Search, bar: number): number {
  const { dueBars } = search;
  let { place } = search;
  while (place < dueBars.length && dueBars[place]! < bar) place += 1;
  search.place = place;
  return place < dueBars.length ? dueBars[place]! : Number.POSITIVE_INFINITY;
}

function setEdges({ rowTargets, rowBands, scratch }: Search): void {
  const { uppers, lowers } = scratch;
  for (let row = 0; row < rowTargets.length; row += 1) {
    uppers[row] = rowTargets[row]! + rowBands[row]! - HAIR;
    // A band that reaches down to nothing is never left below.
    lowers[row] = rowTargets[row]! > rowBands[row]! ? rowTargets[row]! - rowBands[row]! + HAIR : -1;
  }
}

/** Whether anything may fire somewhere in a block; marks the rows that are not cleared. */
function isDoubted(search: Search, book: Book, block: number): boolean {
  const { extremes, rows, scratch } = search;
  const { units, blockOffsets, slotOf, cash, cashOffset, cashBlockOffset, cashSlot } = book;
  const { slotLows, slotHighs, rowLows, rowHighs, uppers, lowers, doubted } = scratch;
  const { lows, highs } = extremes;
  slotLows.fill(0);
  slotHighs.fill(0);
  let low = cash;
  let high = cash;
  if (cashOffset >= 0) {
    const place = cashBlockOffset + block;
    low = cash * lows[place]!;
    high = cash * highs[place]!;
  }
  if (cashSlot >= 0) {
    slotLows[cashSlot] = low;
    slotHighs[cashSlot] = high;
  }
  for (let leg = 0; leg < units.length; leg += 1) {
    if (units[leg] === 0) continue;
    const place = blockOffsets[leg]! + block;
    const legLow = units[leg]! * lows[place]!;
    const legHigh = units[leg]! * highs[place]!;
    const slot = slotOf[leg]!;
    slotLows[slot] = slotLows[slot]! + legLow;
    slotHighs[slot] = slotHighs[slot]! + legHigh;
    low += legLow;
    high += legHigh;
  }
  rowLows.fill(0);
  rowHighs.fill(0);
  for (let slot = 0; slot < rows.length; slot += 1) {
    const row = rows[slot]!;
    rowLows[row] = rowLows[row]! + slotLows[slot]!;
    rowHighs[row] = rowHighs[row]! + slotHighs[slot]!;
  }
  let isAny = false;
  for (let row = 0; row < uppers.length; row += 1) {
    const rowLow = rowLows[row]!;
    const rowHigh = rowHighs[row]!;
    const isDoubtful =
      rowHigh > uppers[row]! * (low - rowLow + rowHigh) || rowLow < lowers[row]! * (high - rowHigh + rowLow);
    doubted[row] = isDoubtful ? 1 : 0;
    if (isDoubtful) isAny = true;
  }
  return isAny || mayDriftTo(search, low, high);
}

/** Whether portfolio drift may reach its bar in the block whose bounds stand in the scratch. */
function mayDriftTo({ driftBar, targets, scratch }: Search, low: number, high: number): boolean {
  if (driftBar === Number.POSITIVE_INFINITY) return false;
  const { slotLows, slotHighs } = scratch;
  let most = 0;
  for (let slot = 0; slot < targets.length; slot += 1) {
    const slotLow = slotLows[slot]!;
    const slotHigh = slotHighs[slot]!;
    const target = targets[slot]!;
    const over = slotHigh > 0 ? slotHigh / (low - slotLow + slotHigh) - target : -target;
    const under = target - (slotLow > 0 ? slotLow / (high - slotHigh + slotLow) : 0);
    most += Math.max(over, under);
  }
  return most / 2 >= driftBar - HAIR;
}

/** The first bar in [from, to), all of one block, that the doubted rows or the drift do not clear; else `to`. */
function firstDoubtful(search: Search, book: Book, from: number, to: number): number {
  const { rows, scratch, driftBar } = search;
  const { units, offsets, slotOf, closes } = book;
  const { held, values, parts, doubted, uppers, lowers } = scratch;
  if (driftBar !== Number.POSITIVE_INFINITY) {
    for (let bar = from; bar < to; bar += 1) if (mayFireAt(search, book, bar)) return bar;
    return to;
  }
  markValues(held, from, to, values, from);
  let first = to;
  for (let row = 0; row < doubted.length; row += 1) {
    if (doubted[row] === 0) continue;
    const cashRow = book.cashSlot < 0 ? -1 : rows[book.cashSlot]!;
    for (let bar = from; bar < first; bar += 1) {
      parts[bar - from] = row === cashRow ? cashWorth(book, bar) : 0;
    }
    for (let leg = 0; leg < units.length; leg += 1) {
      if (rows[slotOf[leg]!] !== row || units[leg] === 0) continue;
      const unit = units[leg]!;
      const offset = offsets[leg]!;
      for (let bar = from; bar < first; bar += 1) parts[bar - from] = parts[bar - from]! + unit * closes[offset + bar]!;
    }
    const upper = uppers[row]!;
    const lower = lowers[row]!;
    for (let bar = from; bar < first; bar += 1) {
      const part = parts[bar - from]!;
      const value = values[bar - from]!;
      if (part > upper * value || part < lower * value) first = bar;
    }
  }
  return first;
}

function mayFireAt(search: Search, book: Book, bar: number): boolean {
  const { rows, targets, scratch, driftBar } = search;
  const { units, offsets, slotOf, closes, cashSlot } = book;
  const { slotHighs: slotValues, rowHighs: rowValues, uppers, lowers } = scratch;
  slotValues.fill(0);
  let value = cashWorth(book, bar);
  if (cashSlot >= 0) slotValues[cashSlot] = value;
  for (let leg = 0; leg < units.length; leg += 1) {
    const worth = units[leg]! * closes[offsets[leg]! + bar]!;
    const slot = slotOf[leg]!;
    slotValues[slot] = slotValues[slot]! + worth;
    value += worth;
  }
  if (!(value > 0)) return false;
  rowValues.fill(0);
  for (let slot = 0; slot < rows.length; slot += 1) {
    const row = rows[slot]!;
    rowValues[row] = rowValues[row]! + slotValues[slot]!;
  }
  for (let row = 0; row < uppers.length; row += 1) {
    if (rowValues[row]! > uppers[row]! * value || rowValues[row]! < lowers[row]! * value) return true;
  }
  if (driftBar === Number.POSITIVE_INFINITY) return false;
  let drift = 0;
  for (let slot = 0; slot < targets.length; slot += 1) drift += Math.abs(slotValues[slot]! / value - targets[slot]!);
  return drift / 2 >= driftBar - HAIR;
}

function cashWorth({ cash, cashOffset, closes }: Book, bar: number): number {
  return cashOffset < 0 ? cash : cash * closes[cashOffset + bar]!;
}
