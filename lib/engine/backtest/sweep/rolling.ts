/**
 * The same policy begun on other days: runs of equal length whose starts are spread evenly over the history. Neighbours
 * share most of their bars, so a hundred starts are far fewer than a hundred independent trials.
 */

/** Epoch ms of the first and last bar of each run, by start; fewer than requested where bars run out. */
export function rollingWindows(
  times: Float64Array,
  windowDays: number,
  starts: number,
): { start: number; end: number }[] {
  const length = windowDays * 86_400_000;
  const last = times[times.length - 1]!;
  let latest = times.length - 1;
  while (latest >= 0 && times[latest]! + length > last) latest -= 1;
  if (latest < 0) return [];
  const count = Math.min(starts, latest + 1);
  return Array.from({ length: count }, (_, index) => {
    const start = times[count === 1 ? 0 : Math.round((index * latest) / (count - 1))]!;
    return { start, end: start + length };
  });
}
