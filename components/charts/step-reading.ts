/**
 * Reading a chart with the keyboard: arrows move a point, Shift and an arrow or a Page key from stop to stop, Home and
 * End to the ends, Escape puts the crosshair away.
 */
import { nearestIndex } from "./points";

interface ReadingStep {
  key: string;
  isShift: boolean;
  /** The point that is read now; null while none is. */
  index: number | null;
  times: ArrayLike<number>;
  /** Events worth jumping to, oldest first. */
  stops: readonly number[];
  /** Points an arrow moves; 1 without. */
  stride?: number;
}

/** The point a key leads to; null puts the crosshair away, undefined is a key that does not read. */
export function stepReading(step: ReadingStep): number | null | undefined {
  const { key, isShift, index, times, stops, stride = 1 } = step;
  const end = times.length - 1;
  const from = index ?? end;
  const here = times[from] ?? 0;
  const earlier = () =>
    placeOf(
      times,
      stops.findLast((at) => at < here),
    ) ?? 0;
  const later = () =>
    placeOf(
      times,
      stops.find((at) => at > here),
    ) ?? end;
  switch (key) {
    case "ArrowLeft":
      return isShift ? earlier() : Math.max(0, from - stride);
    case "ArrowRight":
      return isShift ? later() : Math.min(end, from + stride);
    case "PageUp":
      return earlier();
    case "PageDown":
      return later();
    case "Home":
      return 0;
    case "End":
      return end;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

function placeOf(times: ArrayLike<number>, at: number | undefined): number | null {
  return at === undefined ? null : nearestIndex(times, at);
}
