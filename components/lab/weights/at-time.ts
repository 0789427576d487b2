/** Place of the last value at or before an instant in an ascending row; 0 before the first. */
export function placeAt(times: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= wanted) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
