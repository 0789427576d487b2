/**
 * Many series on the same bars (pure): those between the youngest beginning and the oldest end that every one has, or
 * from the oldest beginning or to the youngest end where that is asked for; who is not there then has NaN. Nothing is
 * filled in. What one lacks between its own ends is left out for all and reported as that one's gap.
 */
import type { AssetId, PriceTable } from "@/lib/engine/model";
import { findGaps } from "@/lib/schemas/price-file/gaps";
import { placeOf } from "./bars";
import type { Closes } from "./load-closes";
import type { AssetGap } from "./types";

export interface AssetCloses extends Closes {
  asset: AssetId;
}

/** Whose edges the table has; neither: only the bars that all have. */
export interface Edges {
  /** From the first bar of any. */
  isLateStart?: boolean;
  /** To the last bar of any. */
  isEarlyEnd?: boolean;
}

const GAPS_SHOWN = 500;

/** null when they have no bar in common. */
export function alignCloses(
  columns: readonly AssetCloses[],
  quote: AssetId,
  stepMs: number,
  { isLateStart, isEarlyEnd }: Edges = {},
): { table: PriceTable; gaps: readonly AssetGap[] } | null {
  if (columns.length === 0 || columns.some(({ times }) => times.length === 0)) return null;
  const from = (isLateStart ? Math.min : Math.max)(...columns.map(({ times }) => times[0]!));
  const to = (isEarlyEnd ? Math.max : Math.min)(...columns.map(({ times }) => times.at(-1)!));
  const cut = columns.map(({ asset, times, closes }): AssetCloses => {
    const [first, end] = [placeOf(times, from), placeOf(times, to + 1)];
    return { asset, times: times.subarray(first, end), closes: closes.subarray(first, end) };
  });
  const isRagged = Boolean(isLateStart || isEarlyEnd);
  if (isRagged && cut.some((column) => column.times.length === 0)) return null;
  const own = cut.map((column) => column.times);
  const times = isRagged ? timesOfLiving(own, columns) : commonTimes(own);
  if (times.length === 0) return null;
  const closes = new Float64Array(times.length * cut.length);
  for (const [index, column] of cut.entries()) {
    const offset = index * times.length;
    if (!isRagged && column.times.length === times.length) closes.set(column.closes, offset);
    else pickInto(closes, offset, column, times);
  }
  const gaps = cut.flatMap(({ asset, times: own }) => findGaps(own, stepMs).map((gap) => ({ asset, ...gap })));
  return {
    table: { assets: cut.map(({ asset }) => asset), quote, times, closes },
    gaps: gaps.toSorted((a, b) => a.from - b.from).slice(0, GAPS_SHOWN),
  };
}

function commonTimes(all: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...rest] = all;
  const isSame = rest.every((times) => isEqual(times, first));
  if (isSame) return first.slice();
  return rest.reduce((common, times) => {
    let place = 0;
    return common.filter((at) => {
      while (place < times.length && times[place]! < at) place += 1;
      return times[place] === at;
    });
  }, first);
}

/** Those which everybody has who is there: from the first bar of its whole series to the last. */
function timesOfLiving(all: readonly Float64Array[], whole: readonly AssetCloses[]): Float64Array {
  const union = new Set<number>();
  for (const times of all) for (const at of times) union.add(at);
  return all.reduce((living, times, index) => {
    const life = whole[index]!.times;
    const [first, last] = [life[0]!, life.at(-1)!];
    let place = 0;
    return living.filter((at) => {
      while (place < times.length && times[place]! < at) place += 1;
      return times[place] === at || at < first || at > last;
    });
  }, Float64Array.from(union).sort());
}

/** A plain loop: half a million comparisons by callback would be a third of the whole load. */
function isEqual(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let bar = 0; bar < a.length; bar += 1) if (a[bar] !== b[bar]) return false;
  return true;
}

function pickInto(closes: Float64Array, offset: number, column: AssetCloses, times: Float64Array): void {
  let place = 0;
  for (let bar = 0; bar < times.length; bar += 1) {
    while (column.times[place]! < times[bar]!) place += 1;
    closes[offset + bar] = column.times[place] === times[bar] ? column.closes[place]! : Number.NaN;
  }
}
