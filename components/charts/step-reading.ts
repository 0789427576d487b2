/** Reading a chart with the keyboard: arrows move a point, with Shift from stop to stop, Home and End to the ends. */
import { nearestIndex } from "./points";

interface ReadingStep {
  key: string;
  isShift: boolean;
  /** The point that is read now; null while none is. */
  index: number | null;
  times: ArrayLike<number>;
  /** Where Shift and an arrow jump to, oldest first. */
  stops: readonly number[];
}

/** The point a key leads to; null puts the crosshair away, undefined is a key that does not read. */
export function stepReading({ key, isShift, index, times, stops }: ReadingStep): number | null | undefined {
  const end = times.length - 1;
  const from = index ?? end;
  if (isShift && (key === "ArrowLeft" || key === "ArrowRight")) {
    const here = times[from] ?? 0;
    const stop = key === "ArrowLeft" ? stops.findLast((at) => at < here) : stops.find((at) => at > here);
    if (stop === undefined) return key === "ArrowLeft" ? 0 : end;
    return nearestIndex(times, stop);
  }
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(end, from + 1);
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
