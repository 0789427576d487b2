/** Columns of bars put together, cut and packed. Pure; everything keeps its times ascending and once each. */
import type { BarColumns } from "@/server/market-data/candles";

export const CHUNK_BARS = 1_024;

/** Which chunk a bar time belongs to, whether or not its neighbours exist. */
export const chunkOf = (at: number, stepMs: number) => Math.floor(at / (stepMs * CHUNK_BARS));

/** Bars [from, to) by place. */
export function sliceBars(bars: BarColumns, from: number, to: number): BarColumns {
  const cut = (column: Float64Array | null) => column?.slice(from, to) ?? null;
  return {
    times: bars.times.slice(from, to),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: bars.close.slice(from, to),
    volume: cut(bars.volume),
  };
}

/** Both, in order of time; where both have a bar, `newer` counts. */
export function mergeBars(older: BarColumns, newer: BarColumns): BarColumns {
  const isFrom: boolean[] = [];
  const places: number[] = [];
  let a = 0;
  let b = 0;
  while (a < older.times.length || b < newer.times.length) {
    const left = older.times[a] ?? Number.POSITIVE_INFINITY;
    const right = newer.times[b] ?? Number.POSITIVE_INFINITY;
    const isNewer = right <= left;
    isFrom.push(isNewer);
    places.push(isNewer ? b : a);
    if (left <= right) a += 1;
    if (isNewer) b += 1;
  }
  const weave = (first: Float64Array | null, second: Float64Array | null): Float64Array | null =>
    first === null && second === null
      ? null
      : Float64Array.from(places, (place, bar) => (isFrom[bar] ? second : first)?.[place] ?? Number.NaN);
  return {
    times: Float64Array.from(places, (place, bar) => (isFrom[bar] ? newer : older).times[place]!),
    open: weave(older.open, newer.open),
    high: weave(older.high, newer.high),
    low: weave(older.low, newer.low),
    close: Float64Array.from(places, (place, bar) => (isFrom[bar] ? newer : older).close[place]!),
    volume: weave(older.volume, newer.volume),
  };
}

/** Whether the bars follow each other without a hole: their times then need not be stored. */
export function isRegular(times: Float64Array, stepMs: number): boolean {
  for (let bar = 1; bar < times.length; bar += 1) if (times[bar]! - times[bar - 1]! !== stepMs) return false;
  return true;
}

/** The first position whose time is at or after `at`. */
export function placeOf(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
