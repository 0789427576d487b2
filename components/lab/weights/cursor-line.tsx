import { useTimeZone } from "@/components/figures/clock";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatPercent, formatPoints } from "@/lib/format/number";
import { formatMoment } from "@/lib/format/time";

interface CursorLineProps {
  /** The instant the figures are of. */
  at: number;
  isHeld: boolean;
  event: BacktestEvent | null;
}

/** Which day the figures are of, and what was traded there. */
export function CursorLine({ at, isHeld, event }: CursorLineProps) {
  const timeZone = useTimeZone();
  const day = (instant: number) => formatMoment(instant, { timeZone }, "date");
  return (
    <p className="cursor-line">
      {event ? (
        <>
          <b>{day(event.at)}</b> rebalanced: drift{" "}
          {formatPoints(event.driftBefore, { isSigned: false, hasUnit: false })} to{" "}
          {formatPoints(event.driftAfter, { isSigned: false })}, turnover {formatPercent(event.turnover, { digits: 2 })}
        </>
      ) : (
        <>
          <b>{day(at)}</b>
          {isHeld ? "" : ", the last bar"}
        </>
      )}
    </p>
  );
}
