/** Calendar months and years (UTC) of a run: the return of each part, and its deepest fall from the part's own highs. */
import type { CalendarPart } from "../model";

/** First instant of the part after the one an instant lies in. */
const NEXT = {
  month: (at: Date) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1),
  year: (at: Date) => Date.UTC(at.getUTCFullYear() + 1, 0),
} as const;

export function partsOf(index: Float64Array, times: Float64Array, length: keyof typeof NEXT): CalendarPart[] {
  const parts: CalendarPart[] = [];
  let begunAt = times[0]!;
  let nextAt = NEXT[length](new Date(begunAt));
  // The first part begins with what was put in; each later one where the one before ended.
  let base = 1;
  let peak = 1;
  let fall = 0;
  for (let bar = 0; bar < index.length; bar += 1) {
    if (times[bar]! >= nextAt) {
      const end = index[bar - 1]!;
      parts.push({ at: begunAt, return: gain(base, end), maxDrawdown: fall });
      begunAt = times[bar]!;
      nextAt = NEXT[length](new Date(begunAt));
      base = end;
      peak = end;
      fall = 0;
    }
    if (bar === 0 || index[bar]! > peak) peak = index[bar]!;
    if (peak > 0) fall = Math.min(fall, index[bar]! / peak - 1);
  }
  parts.push({ at: begunAt, return: gain(base, index[index.length - 1]!), maxDrawdown: fall });
  return parts;
}

const gain = (base: number, end: number) => (base > 0 ? end / base - 1 : 0);
