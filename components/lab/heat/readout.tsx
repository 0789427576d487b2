import type { LabCell } from "@/components/lab/worker/protocol";
import { formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { MEASURE_FACTS } from "./measures";

interface ReadoutProps {
  cell: LabCell | null;
  /** "20 % band, every 3 days" */
  spot: string;
  role: string | null;
  isKnown: boolean;
}

/** The cell under the pointer or the focus in full; of two lines, known or not, so that nothing below moves. */
export function Readout({ cell, spot, role, isKnown }: ReadoutProps) {
  return (
    <p className="mt-2.5 min-h-9 text-xs text-text-soft tabular-nums" data-testid="heat-readout">
      {cell && isKnown ? (
        <>
          <b className="font-medium text-text">
            {role ? `${role}: ` : ""}
            {spot}.
          </b>{" "}
          {formatPercent(cell.cagr, { isSigned: true })} a year, {MEASURE_FACTS.ahead.figure(cell.aheadPerYear)} pp
          against holding; fall {formatPercent(cell.maxDrawdown, { isSigned: true })}, turnover{" "}
          {formatPercent(cell.turnoverPerYear, { digits: 0 })}, {plural(cell.events, "rebalance")}.
        </>
      ) : isKnown ? (
        <span className="text-text-faint">{spot}: not computed yet.</span>
      ) : null}
    </p>
  );
}
