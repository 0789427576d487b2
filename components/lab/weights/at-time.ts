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

/** Place of the event nearest to an instant; -1 without events. */
export function nearestEvent(events: readonly { at: number }[], wanted: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, event] of events.entries()) {
    const distance = Math.abs(event.at - wanted);
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}
