/**
 * Fewer points for a chart, with every peak and trough kept: a line through the kept points has the same extremes as
 * the full one, in every bucket of time. Returns indices, so that all columns of a table are thinned alike.
 *
 * The points between the first and the last are cut into buckets of equal count; from each bucket every series keeps
 * its lowest and its highest point (the M4 idea of Jugel et al., VLDB 2014, without its first and last of each bucket).
 * NaN marks a gap: it is never an extreme, but one gap a bucket is kept, so that a break stays a break.
 */

/** Ascending, without repeats, always with the first and the last; at most `pointsMax` (at least 4), unless fewer. */
export function downsampleIndices(series: readonly ArrayLike<number>[], pointsMax: number): number[] {
  const length = series[0]?.length ?? 0;
  const most = Math.max(Math.floor(pointsMax), 4);
  if (length <= most) return Array.from({ length }, (_, index) => index);
  const perBucket = Math.max(series.length * 2, 2);
  const bucketCount = Math.max(Math.floor((most - 2) / perBucket), 1);
  const inner = length - 2;
  const kept: number[] = [0];
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    const from = 1 + Math.floor((bucket * inner) / bucketCount);
    const until = 1 + Math.floor(((bucket + 1) * inner) / bucketCount);
    kept.push(...extremesOf(series, from, until, most - 2));
  }
  kept.push(length - 1);
  return kept;
}

function extremesOf(series: readonly ArrayLike<number>[], from: number, until: number, most: number): number[] {
  const found = new Set<number>();
  for (const column of series) {
    let low = -1;
    let high = -1;
    let gap = -1;
    for (let index = from; index < until; index += 1) {
      const value = column[index]!;
      if (Number.isNaN(value)) {
        if (gap < 0) gap = index;
        continue;
      }
      if (low < 0 || value < column[low]!) low = index;
      if (high < 0 || value > column[high]!) high = index;
    }
    // With a gap in the bucket the low gives way: the break says more than a shallow trough beside it.
    const wanted = gap >= 0 ? [high, gap] : [low, high];
    for (const index of wanted) if (index >= 0 && found.size < most) found.add(index);
  }
  return [...found].sort((left, right) => left - right);
}

/** One column reduced to the kept indices. */
export function pick<T>(column: ArrayLike<T>, indices: readonly number[]): T[] {
  return indices.map((index) => column[index]!);
}
