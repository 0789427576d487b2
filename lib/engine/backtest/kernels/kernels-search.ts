/**
 * The next bar at which a threshold may have been reached while units are constant. The search is conservative: it
 * stops an epsilon early (`EPSILON`), never late. Whether something fires is then decided by the same functions as live
 * (measureWeightColumns, firstFired), so passing bars over cannot change a result, only the time it takes.
 *
 * A block is passed over when no row can leave its band anywhere in it: the largest weight a row can have there is
 *   high / (high + lows of all others)      and the least      low / (low + highs of all others)
 * with each asset at its own extreme. Wide blocks are tried first, then those inside; only in what is left, and only
 * for the rows that are not cleared, each bar is examined.
 */
import type { Book } from "../run/book";
import { BLOCK, type BlockExtremes, type TableExtremes, WIDE_BLOCK } from "./kernels-blocks";
import { type Fall, fallThrough, mayDeepen, mayRise } from "./kernels-fall";
import { type Held, markValues, setHeld } from "./kernels-mark";

/** Slack of the search in weights, far above float noise and far below anything an owner would write. */
const EPSILON = 1e-9;
const CROWD = 6;
const WAITING_MAX = 64;

/** What is searched for. Targets and bands are those in force, by reference to the weight columns. */
export interface Search {
  /** Every bar is examined: the search is off, or what is watched changes by the bar. */
  isEveryBar: boolean;
  /** A threshold watches every bar; without it only `dueBars` are examined. */
  isDense: boolean;
  /** Bars at which bands are checked by a schedule, ascending, and the place of the next one. */
  dueBars: Int32Array;
  place: number;
  /** Bars the search before went over: after a short one wide blocks are not tried at once. */
  reach: number;
  /** Stop also where portfolio drift may have reached this; Infinity: not watched. */
  driftThreshold: number;
  extremes: TableExtremes;
  /** By position. */
  targets: Float64Array;
  rows: Int32Array;
  /** By leg, cash last. */
  legRows: Int32Array;
  /** Every row has one position, and that one leg or cash alone. */
  isPlain: boolean;
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
  positionLows: Float64Array;
  positionHighs: Float64Array;
  /** Of the whole portfolio. */
  low: number;
  high: number;
  /** By row: 1 where the bounds of a block do not clear it. */
  suspect: Uint8Array;
  /** Portfolio drift can reach its threshold while every row is inside. */
  isDriftApart: boolean;
  /** By bar of a block. */
  values: Float64Array;
  parts: Float64Array;
  /** Blocks of this stretch that may hold a new peak and nothing else. */
  waiting: { count: number; highest: number; highs: Float64Array; froms: Int32Array; tos: Int32Array };
}

export function makeScratch(held: Held, rows: number, positions: number): SearchScratch {
  return {
    held,
    uppers: new Float64Array(rows),
    lowers: new Float64Array(rows),
    rowLows: new Float64Array(rows),
    rowHighs: new Float64Array(rows),
    positionLows: new Float64Array(positions),
    positionHighs: new Float64Array(positions),
    low: 0,
    high: 0,
    suspect: new Uint8Array(rows),
    isDriftApart: false,
    values: new Float64Array(BLOCK),
    parts: new Float64Array(BLOCK),
    waiting: {
      count: 0,
      highest: 0,
      highs: new Float64Array(WAITING_MAX),
      froms: new Int32Array(WAITING_MAX),
      tos: new Int32Array(WAITING_MAX),
    },
  };
}

/**
 * The first bar in [from, to) at which something may fire, or `to`. A fall that is given is updated over the bars
 * before that one; without one, and with nothing to search for, there is nothing to do.
 */
export function nextBreach(search: Search, book: Book, fall: Fall | null, from: number, to: number): number {
  if (from >= to) return to;
  if (search.isEveryBar) return from;
  const { isDense, extremes, scratch } = search;
  if (!isDense && fall === null && nextDue(search, from) >= to) return to;
  setEdges(search);
  setHeld(scratch.held, book);
  let checkedAt = search.reach < WIDE_BLOCK ? Math.floor(from / WIDE_BLOCK) : -1;
  let isCleared = false;
  for (let bar = from; bar < to; ) {
    const wide = Math.floor(bar / WIDE_BLOCK);
    if (wide > checkedAt) {
      checkedAt = wide;
      bound(search, book, extremes.wide, wide);
      isCleared = !isSuspect(search);
      if (isCleared && !(fall !== null && matters(fall, scratch))) {
        bar = (wide + 1) * WIDE_BLOCK;
        continue;
      }
    }
    const block = Math.floor(bar / BLOCK);
    const end = Math.min((block + 1) * BLOCK, to);
    const found = isCleared ? end : searchBlock(search, book, fall, block, bar, end);
    if (isCleared && fall !== null) fallOver(fall, scratch, extremes, block, bar, end);
    if (found < end) {
      search.reach = found - from;
      if (fall !== null) settlePeak(fall, scratch);
      return found;
    }
    bar = end;
  }
  search.reach = to - from;
  if (fall !== null) settlePeak(fall, scratch);
  return to;
}

/** The same in bars [from, to) of one block. */
function searchBlock(search: Search, book: Book, fall: Fall | null, block: number, from: number, to: number): number {
  const { isDense, extremes, scratch } = search;
  const due = isDense ? from : nextDue(search, from);
  const isChecking = due < to;
  // One due bar alone is examined sooner than its block is bounded.
  const isLone = isChecking && isLoneDue(search, to);
  if (fall === null && isLone) return mayFireAt(search, book, due) ? due : to;
  if (!isChecking) {
    if (fall !== null) fallOver(fall, scratch, extremes, block, from, to);
    return to;
  }
  bound(search, book, extremes.blocks, block);
  const isFalling = fall !== null && matters(fall, scratch);
  const isCandidate = isSuspect(search);
  if (!isFalling && !isCandidate) return to;
  const isByRow = isCandidate && !scratch.isDriftApart && (isDense || isCrowded(search, to));
  if (isFalling) settlePeak(fall, scratch);
  if (isFalling || isByRow) markValues(scratch.held, from, to, scratch.values, from);
  let found = to;
  if (isByRow) found = firstOutside(search, book, from, due, to);
  else if (isCandidate) found = firstFiring(search, book, due, to);
  if (isFalling) fallThrough(fall, scratch.values, found - from);
  return found;
}

/** Whether what was bounded last may change the fall; blocks that wait may hold the peak it falls from. */
function matters(fall: Fall, { low, high, waiting }: SearchScratch): boolean {
  return mayRise(fall, high) || mayDeepen(fall, low, Math.max(high, waiting.highest));
}

/**
 * Updates the fall over bars [from, to) of one block. Where it cannot get deeper, not even below the highest the block
 * may hold, only the peak may move, and which bar it was can wait: of a long rise only the last blocks are marked then.
 */
function fallOver(
  fall: Fall,
  scratch: SearchScratch,
  { blocks, columns: width }: TableExtremes,
  block: number,
  from: number,
  to: number,
): void {
  const { held, values, waiting } = scratch;
  const { columns, units, count, cash } = held;
  let low = cash;
  let high = cash;
  for (let leg = 0; leg < count; leg += 1) {
    const place = 2 * (block * width + columns[leg]!);
    low += units[leg]! * blocks[place]!;
    high += units[leg]! * blocks[place + 1]!;
  }
  const highest = Math.max(waiting.highest, high);
  if (!mayDeepen(fall, low, highest)) {
    if (!mayRise(fall, high)) return;
    if (waiting.count === WAITING_MAX) settlePeak(fall, scratch);
    waiting.highs[waiting.count] = high;
    waiting.froms[waiting.count] = from;
    waiting.tos[waiting.count] = to;
    waiting.count += 1;
    waiting.highest = highest;
    return;
  }
  settlePeak(fall, scratch);
  if (!mayRise(fall, high) && !mayDeepen(fall, low, high)) return;
  markValues(held, from, to, values, from);
  fallThrough(fall, values, to - from);
}

/** Marks the blocks that wait, from the one that may be highest down, until none can hold a new peak. */
function settlePeak(fall: Fall, { held, values, waiting }: SearchScratch): void {
  while (waiting.count > 0) {
    let best = 0;
    for (let place = 1; place < waiting.count; place += 1) {
      if (waiting.highs[place]! > waiting.highs[best]!) best = place;
    }
    if (!mayRise(fall, waiting.highs[best]!)) break;
    const from = waiting.froms[best]!;
    const to = waiting.tos[best]!;
    waiting.highs[best] = 0;
    markValues(held, from, to, values, from);
    for (let place = 0; place < to - from; place += 1) fall.peak = Math.max(fall.peak, values[place]!);
  }
  waiting.count = 0;
  waiting.highest = 0;
}

/** The first due bar from `bar` on; leaves `place` there. */
function nextDue(search: Search, bar: number): number {
  const { dueBars } = search;
  let { place } = search;
  while (place < dueBars.length && dueBars[place]! < bar) place += 1;
  search.place = place;
  return place < dueBars.length ? dueBars[place]! : Number.POSITIVE_INFINITY;
}

function isLoneDue({ isDense, dueBars, place }: Search, end: number): boolean {
  return !isDense && (place + 1 >= dueBars.length || dueBars[place + 1]! >= end);
}

/** Several due bars in one block are quicker found among all its bars. */
function isCrowded({ dueBars, place }: Search, end: number): boolean {
  return place + CROWD <= dueBars.length && dueBars[place + CROWD - 1]! < end;
}

function setEdges({ rowTargets, rowBands, driftThreshold, isPlain, scratch }: Search): void {
  const { uppers, lowers } = scratch;
  let bands = 0;
  for (let row = 0; row < rowTargets.length; row += 1) {
    uppers[row] = rowTargets[row]! + rowBands[row]! - EPSILON;
    // A band that reaches down to nothing is never left below.
    lowers[row] = rowTargets[row]! > rowBands[row]! ? rowTargets[row]! - rowBands[row]! + EPSILON : -1;
    bands += rowBands[row]!;
  }
  // With all rows inside, drift is at most half the sum of all bands.
  scratch.isDriftApart =
    driftThreshold !== Number.POSITIVE_INFINITY && !(isPlain && bands / 2 < driftThreshold - EPSILON);
}

/** Least and most worth of each row and of the whole somewhere in a block. */
function bound(search: Search, book: Book, blocks: BlockExtremes, block: number): void {
  const { legRows, scratch } = search;
  const { units, columns, cash } = book;
  const { rowLows, rowHighs } = scratch;
  const first = block * search.extremes.columns;
  const legs = units.length;
  // One leg a row writes over what was there; a call of `fill` costs as much as the rest.
  const isApart = search.isPlain;
  if (!isApart) {
    rowLows.fill(0);
    rowHighs.fill(0);
  }
  let low = cash;
  let high = cash;
  if (columns[legs]! >= 0) {
    const place = 2 * (first + columns[legs]!);
    low = cash * blocks[place]!;
    high = cash * blocks[place + 1]!;
  }
  if (legRows[legs]! >= 0) {
    rowLows[legRows[legs]!] = low;
    rowHighs[legRows[legs]!] = high;
  }
  for (let leg = 0; leg < legs; leg += 1) {
    const place = 2 * (first + columns[leg]!);
    const row = legRows[leg]!;
    const legLow = units[leg]! * blocks[place]!;
    const legHigh = units[leg]! * blocks[place + 1]!;
    rowLows[row] = isApart ? legLow : rowLows[row]! + legLow;
    rowHighs[row] = isApart ? legHigh : rowHighs[row]! + legHigh;
    low += legLow;
    high += legHigh;
  }
  scratch.low = low;
  scratch.high = high;
  if (scratch.isDriftApart) boundPositions(search, book, blocks, first);
}

/** Whether anything may fire within the bounds; marks the rows that are not cleared. */
function isSuspect(search: Search): boolean {
  const { rowLows, rowHighs, uppers, lowers, suspect, low, high, isDriftApart } = search.scratch;
  let isAny = false;
  for (let row = 0; row < uppers.length; row += 1) {
    const rowLow = rowLows[row]!;
    const rowHigh = rowHighs[row]!;
    const isUncertain =
      rowHigh > uppers[row]! * (low - rowLow + rowHigh) || rowLow < lowers[row]! * (high - rowHigh + rowLow);
    suspect[row] = isUncertain ? 1 : 0;
    if (isUncertain) isAny = true;
  }
  return isAny || (isDriftApart && mayDrift(search));
}

function boundPositions(
  { scratch }: Search,
  { units, columns, positionOf, cashPosition, cash }: Book,
  blocks: BlockExtremes,
  first: number,
): void {
  const { positionLows, positionHighs } = scratch;
  const cashColumn = columns[units.length]!;
  positionLows.fill(0);
  positionHighs.fill(0);
  if (cashPosition >= 0) {
    positionLows[cashPosition] = cash * (cashColumn < 0 ? 1 : blocks[2 * (first + cashColumn)]!);
    positionHighs[cashPosition] = cash * (cashColumn < 0 ? 1 : blocks[2 * (first + cashColumn) + 1]!);
  }
  for (let leg = 0; leg < units.length; leg += 1) {
    const place = 2 * (first + columns[leg]!);
    const position = positionOf[leg]!;
    positionLows[position] = positionLows[position]! + units[leg]! * blocks[place]!;
    positionHighs[position] = positionHighs[position]! + units[leg]! * blocks[place + 1]!;
  }
}

/** Whether portfolio drift may reach its threshold within the bounds. */
function mayDrift({ driftThreshold, targets, scratch }: Search): boolean {
  const { positionLows, positionHighs, low, high } = scratch;
  let most = 0;
  for (let position = 0; position < targets.length; position += 1) {
    const positionLow = positionLows[position]!;
    const positionHigh = positionHighs[position]!;
    const over = (positionHigh > 0 ? positionHigh / (low - positionLow + positionHigh) : 0) - targets[position]!;
    const under = targets[position]! - (positionLow > 0 ? positionLow / (high - positionHigh + positionLow) : 0);
    most += Math.max(over, under);
  }
  return most / 2 >= driftThreshold - EPSILON;
}

/**
 * The first bar in [from, to), all of one block and marked, at which an uncleared row may be outside; else `to`.
 * Without a threshold only due bars count, of which `due` is the first.
 */
function firstOutside(search: Search, book: Book, from: number, due: number, to: number): number {
  const { legRows, scratch, isDense, place } = search;
  const { units, offsets, closes } = book;
  const { values, parts, suspect, uppers, lowers } = scratch;
  let first = to;
  for (let row = 0; row < suspect.length; row += 1) {
    if (suspect[row] === 0) continue;
    const isCashRow = legRows[units.length] === row;
    for (let bar = from; bar < first; bar += 1) parts[bar - from] = isCashRow ? cashWorth(book, bar) : 0;
    for (let leg = 0; leg < units.length; leg += 1) {
      if (legRows[leg] !== row) continue;
      const unit = units[leg]!;
      const offset = offsets[leg]!;
      for (let bar = from; bar < first; bar += 1) parts[bar - from] = parts[bar - from]! + unit * closes[offset + bar]!;
    }
    const upper = uppers[row]!;
    const lower = lowers[row]!;
    for (let bar = due; bar < first; bar = isDense ? bar + 1 : nextDue(search, bar + 1)) {
      const part = parts[bar - from]!;
      const value = values[bar - from]!;
      if (part > upper * value || part < lower * value) first = bar;
    }
    if (!isDense) search.place = place;
  }
  return first;
}

/** The same bar by bar, with drift; `from` is one that counts. */
function firstFiring(search: Search, book: Book, from: number, to: number): number {
  for (let bar = from; bar < to; bar = search.isDense ? bar + 1 : nextDue(search, bar + 1)) {
    if (mayFireAt(search, book, bar)) return bar;
  }
  return to;
}

function mayFireAt(search: Search, book: Book, bar: number): boolean {
  const { rows, targets, scratch, driftThreshold } = search;
  const { units, offsets, positionOf, closes, cashPosition } = book;
  const { positionHighs: positionValues, rowHighs: rowValues, uppers, lowers } = scratch;
  positionValues.fill(0);
  let value = cashWorth(book, bar);
  if (cashPosition >= 0) positionValues[cashPosition] = value;
  for (let leg = 0; leg < units.length; leg += 1) {
    const worth = units[leg]! * closes[offsets[leg]! + bar]!;
    const position = positionOf[leg]!;
    positionValues[position] = positionValues[position]! + worth;
    value += worth;
  }
  if (!(value > 0)) return false;
  rowValues.fill(0);
  for (let position = 0; position < rows.length; position += 1) {
    const row = rows[position]!;
    rowValues[row] = rowValues[row]! + positionValues[position]!;
  }
  for (let row = 0; row < uppers.length; row += 1) {
    if (rowValues[row]! > uppers[row]! * value || rowValues[row]! < lowers[row]! * value) return true;
  }
  if (!scratch.isDriftApart) return false;
  let drift = 0;
  for (let position = 0; position < targets.length; position += 1)
    drift += Math.abs(positionValues[position]! / value - targets[position]!);
  return drift / 2 >= driftThreshold - EPSILON;
}

function cashWorth({ cash, cashOffset, closes }: Book, bar: number): number {
  return cashOffset < 0 ? cash : cash * closes[cashOffset + bar]!;
}
