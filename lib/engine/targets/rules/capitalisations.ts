/**
 * What each target's coins are worth in all at an instant; a group counts its members together. A table by day gives the
 * last row at or before the instant; single figures stand for all time. 0 where any member is unknown.
 */
import { type Capitalisation, type CapitalisationTable, type Target, targetMembers } from "@/lib/engine/model";

export type Capitalisations = CapitalisationTable | readonly Capitalisation[] | null;

/** Fills `out`, one figure a target. */
export function fillCapitalisations(
  source: Capitalisations,
  targets: readonly Target[],
  at: number,
  out: Float64Array,
): void {
  const worthOf = reader(source, at);
  targets.forEach((target, index) => {
    let sum = 0;
    let isKnown = true;
    for (const asset of targetMembers(target)) {
      const value = worthOf(asset);
      isKnown &&= value > 0;
      sum += value;
    }
    out[index] = isKnown ? sum : 0;
  });
}

function reader(source: Capitalisations, at: number): (asset: string) => number {
  if (source === null) return () => 0;
  if ("times" in source) {
    const row = lastAtOrBefore(source.times, at);
    return (asset) => {
      const column = source.assets.indexOf(asset);
      return column < 0 || row < 0 ? 0 : source.values[column * source.times.length + row]!;
    };
  }
  return (asset) => source.find((entry) => entry.asset === asset)?.value ?? 0;
}

function lastAtOrBefore(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
