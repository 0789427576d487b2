import type { CSSProperties } from "react";
import { formatPercent } from "@/lib/format/number";

interface RangeGaugeProps {
  name: string;
  written: number;
  ruled: number | null;
  range: { low: number; high: number } | null;
  /** Right end of the axis all rows share. */
  scale: number;
}

/** One target on the shared axis: how far the rule may go, what is written (line), where the rule puts it now (disc). */
export function RangeGauge({ name, written, ruled, range, scale }: RangeGaugeProps) {
  const at = (share: number) => `${((Math.min(Math.max(share, 0), scale) / scale) * 100).toFixed(2)}%`;
  const words = [
    `${name}: written ${formatPercent(written)}`,
    ...(ruled === null ? [] : [`now ${formatPercent(ruled)}`]),
    ...(range ? [`between ${formatPercent(range.low)} and ${formatPercent(range.high)}`] : ["not set by the rule"]),
  ].join(", ");
  return (
    <span className="gauge range-gauge" role="img" aria-label={words}>
      {range && (
        <i
          className="band"
          style={
            {
              left: at(range.low),
              width: `${((Math.max(range.high - range.low, 0) / scale) * 100).toFixed(2)}%`,
            } as CSSProperties
          }
        />
      )}
      {ruled !== null && (
        <i className="way" style={{ left: at(Math.min(ruled, written)), width: at(Math.abs(ruled - written)) }} />
      )}
      <i className="target" style={{ left: at(written) }} />
      {ruled !== null && <i className="after" style={{ left: at(ruled) }} />}
    </span>
  );
}
