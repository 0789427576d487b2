/** Which points of a long series to read (pure). Peaks and troughs for drawing are kept by engine/performance. */

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
