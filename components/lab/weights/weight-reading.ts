/** Reading a run's weights: a hundred steps from end to end, and the rebalance a step stands on. */
import { nearestIndex } from "@/components/charts/points";
import type { BacktestEvent } from "@/lib/engine/backtest/model";

export const STEPS = 100;

/** The rebalance nearest to an instant, if it is within half a step of the period. */
export function eventNear(
  events: readonly BacktestEvent[],
  times: ArrayLike<number>,
  index: number,
): BacktestEvent | null {
  const at = times[index] ?? 0;
  const span = (times[times.length - 1] ?? 0) - (times[0] ?? 0);
  const found =
    events[
      nearestIndex(
        events.map((event) => event.at),
        at,
      )
    ];
  return found && Math.abs(found.at - at) <= span / (STEPS * 2) ? found : null;
}
