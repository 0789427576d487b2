import { useTimeZone } from "@/components/figures/clock";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatPercent, formatPoints } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { eventNear } from "./weight-reading";

interface CursorLineProps {
  times: ArrayLike<number>;
  /** The point the figures are of; null for the last. */
  index: number | null;
  events: readonly BacktestEvent[];
}

/** Which day the figures are of, and what was traded there. */
export function CursorLine({ times, index, events }: CursorLineProps) {
  const timeZone = useTimeZone();
  const event = index === null ? null : eventNear(events, times, index);
  const day = (instant: number) => formatTime(instant, { timeZone }, "date");
  return (
    <p className="min-h-4.5 pb-1 text-xs text-text-faint tabular-nums max-md:min-h-9">
      {event ? (
        <>
          <b className="font-medium text-text">{day(event.at)}</b> rebalanced: drift{" "}
          {formatPoints(event.driftBefore, { isSigned: false, hasUnit: false })} to{" "}
          {formatPoints(event.driftAfter, { isSigned: false })}, turnover {formatPercent(event.turnover, { digits: 2 })}
        </>
      ) : (
        <>
          <b className="font-medium text-text">{day(times[index ?? times.length - 1] ?? 0)}</b>
          {index === null && ", the last bar"}
        </>
      )}
    </p>
  );
}
