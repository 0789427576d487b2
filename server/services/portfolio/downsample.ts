/**
 * Chooses which points of a long series to draw (pure): about `count` of them, with the lowest and the highest of
 * every bucket kept, so that peaks and troughs survive. First and last always stay. Returns rising indices.
 */
export function chooseExtremes(values: ArrayLike<number>, from: number, to: number, count: number): number[] {
  const length = to - from;
  if (length <= 0) return [];
  if (length <= count || count < 4) return Array.from({ length }, (_, index) => from + index);
  const buckets = Math.max(Math.floor((count - 2) / 2), 1);
  const chosen = [from];
  const inner = length - 2;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + 1 + Math.floor((bucket * inner) / buckets);
    const end = from + 1 + Math.floor(((bucket + 1) * inner) / buckets);
    if (start >= end) continue;
    let low = start;
    let high = start;
    for (let index = start + 1; index < end; index++) {
      if (values[index]! < values[low]!) low = index;
      if (values[index]! > values[high]!) high = index;
    }
    if (low === high) chosen.push(low);
    else chosen.push(Math.min(low, high), Math.max(low, high));
  }
  chosen.push(to - 1);
  return chosen;
}

/** `count` indices spread evenly over [from, to), the last included. */
export function chooseEvenly(from: number, to: number, count: number): number[] {
  const length = to - from;
  if (length <= count) return Array.from({ length: Math.max(length, 0) }, (_, index) => from + index);
  return Array.from({ length: count }, (_, place) => from + Math.round((place * (length - 1)) / (count - 1)));
}

/** First index whose instant is not before `instant`; `at` rises. */
export function indexAtOrAfter(at: ArrayLike<number>, instant: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
