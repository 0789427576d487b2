import type { LabCell } from "@/components/lab/worker/protocol";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { describePeriod } from "@/lib/format/describe-period";
import { formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { measureFacts } from "./measures";

interface ReadoutProps {
  cell: LabCell | null;
  /** "20 % band, every 3 days" */
  spot: string;
  role: string | null;
  isKnown: boolean;
  /** Epoch ms of the first and last bar. */
  span: { firstAt: number; lastAt: number };
}

/** The cell under the pointer or the focus in full; of two lines, known or not, so that nothing below moves. */
export function Readout({ cell, spot, role, isKnown, span: { firstAt, lastAt } }: ReadoutProps) {
  const isYear = isAnnualised(firstAt, lastAt);
  const { ahead, cagr, turnover } = measureFacts(isYear);
  return (
    <p className="mt-2.5 min-h-9 text-xs text-text-soft tabular-nums" data-testid="heat-readout">
      {cell && isKnown ? (
        <>
          <b className="font-medium text-text">
            {role ? `${role}: ` : ""}
            {spot}.
          </b>{" "}
          {formatPercent(cagr.of(cell), { isSigned: true })}{" "}
          {isYear ? "a year" : `in ${describePeriod(firstAt, lastAt)}`}, {ahead.figure(ahead.of(cell))} pp against
          holding; fall {formatPercent(cell.maxDrawdown, { isSigned: true })}, turnover{" "}
          {formatPercent(turnover.of(cell), { digits: 0 })}, {plural(cell.events, "rebalance")}.
        </>
      ) : isKnown ? (
        <span className="text-text-faint">{spot}: not computed yet.</span>
      ) : null}
    </p>
  );
}
