import type { SeriesView } from "@/components/charts/types";
import { scaleHeld } from "@/lib/engine/performance/against-holding";
import type { PerformanceView } from "./types";

/**
 * The series of a range as the performance page tells it: holding begins at the portfolio's own value there, so that the
 * two lines end as far apart as the sentence says. Without a comparison only the portfolio's line is left.
 */
export function fromSameStart(series: SeriesView, against: PerformanceView["against"]): SeriesView {
  const scaleAt = (at: number) => against?.scales.findLast(({ from }) => from <= at)?.ratio;
  const held = series.at.map((at, index) => {
    const [ratio, value] = [scaleAt(at), series.held[index]];
    return ratio === undefined || value == null ? null : scaleHeld(value, ratio);
  });
  return { ...series, targets: [], held, heldNow: against?.holding ?? null, lead: against?.lead ?? null };
}
