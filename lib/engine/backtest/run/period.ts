/** Which bars of the table a run covers: [from, to). */
import type { PriceTable } from "@/lib/engine/model";

export interface Period {
  from: number;
  to: number;
}

/** Bars whose time lies within start and end, both inclusive; null ends are the table's own. */
export function periodOf(table: PriceTable, start: number | null, end: number | null): Period {
  const { times } = table;
  return {
    from: start === null ? 0 : firstAtOrAfter(times, start),
    to: end === null ? times.length : firstAtOrAfter(times, end, true),
  };
}

/** Index of the first time at or after `at` (`isPast`: after it); the length when there is none. */
export function firstAtOrAfter(times: Float64Array, at: number, isPast = false): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < at || (isPast && times[middle]! === at)) low = middle + 1;
    else high = middle;
  }
  return low;
}
