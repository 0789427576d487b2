import { Unit } from "@/components/ui/unit";
import { formatPoints } from "@/lib/format/number";
import { Unknown } from "./unknown";

interface DriftProps {
  /** A share: 0.074 is +7.4 pp. */
  value: number | null;
  /** false for a portfolio's drift or the width of a band, which have no direction. */
  isSigned?: boolean;
  digits?: number;
}

export function Drift({ value, isSigned = true, digits = 1 }: DriftProps) {
  if (value === null) return <Unknown isKnownAbsent />;
  return (
    <span className="tabular-nums whitespace-nowrap" title={formatPoints(value, { digits: 6, isSigned })}>
      {formatPoints(value, { digits, isSigned, hasUnit: false })}
      <Unit>pp</Unit>
    </span>
  );
}
