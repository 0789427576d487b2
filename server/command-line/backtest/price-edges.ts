/**
 * Where the only fault of a price file is that assets come late or go early, the refusal names the way out: each with
 * the day it begins or ends, and the option that lets it.
 */
import { formatBarTime } from "@/lib/format/time";
import { type PriceFileOptions, parsePriceFile } from "@/lib/schemas/prices";

export function edgesOf(text: string, options: PriceFileOptions): string[] {
  if (options.isRagged) return [];
  const verdict = parsePriceFile(text, { ...options, isRagged: true });
  if (!verdict.ok) return [];
  const { assets, times, closes } = verdict.table;
  const bars = times.length;
  return assets.flatMap((asset, index) => {
    const column = closes.subarray(index * bars, (index + 1) * bars);
    const first = column.findIndex((close) => !Number.isNaN(close));
    const last = column.findLastIndex((close) => !Number.isNaN(close));
    const begins = `${asset} begins on ${formatBarTime(times[first]!)}: --late-start lets it start when it starts.`;
    const ends = `${asset} ends on ${formatBarTime(times[last]!)}: --delisted sell or write-off says what becomes of it.`;
    return [...(first > 0 ? [begins] : []), ...(last < bars - 1 ? [ends] : [])];
  });
}
