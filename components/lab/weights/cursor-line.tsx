import { useTimeZone } from "@/components/figures/clock";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatMoment } from "@/lib/format/moment";
import { formatPercent, formatPoints } from "@/lib/format/number";

interface CursorLineProps {
  /** The instant the figures are of. */
  at: number;
  isHeld: boolean;
  event: BacktestEvent | null;
}

/** Which day the figures are of, and what was traded there. */
export function CursorLine({ at, isHeld, event }: CursorLineProps) {
  const timeZone = useTimeZone();
  const day = (instant: number) => formatMoment(instant, "date", timeZone);
  return (
    <p className="min-h-4.5 pb-1 text-xs text-text-faint tabular-nums max-md:min-h-9">
      {event ? (
        <>
          <b className="font-medium text-text">{day(event.at)}</b> rebalanced: drift{" "}
          {formatPoints(event.driftBefore, { isSigned: false, hasUnit: false })} to{" "}
          {formatPoints(event.driftAfter, { isSigned: false })}, turnover {formatPercent(event.turnover, 2)}
        </>
      ) : (
        <>
          <b className="font-medium text-text">{day(at)}</b>
          {isHeld ? "" : ", the last bar"}
        </>
      )}
    </p>
  );
}
