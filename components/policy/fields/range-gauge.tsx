import { GaugeMark } from "@/components/charts/gauge-mark";
import { formatPercent } from "@/lib/format/number";

interface RangeGaugeProps {
  name: string;
  written: number;
  effective: number | null;
  range: { low: number; high: number } | null;
  /** Right end of the axis all rows share. */
  scale: number;
}

/** One target on the shared axis: how far the rule may go, what is written (line), where the rule puts it now (disc). */
export function RangeGauge({ name, written, effective, range, scale }: RangeGaugeProps) {
  const at = (share: number) => `${((Math.min(Math.max(share, 0), scale) / scale) * 100).toFixed(2)}%`;
  const label = [
    `${name}: written ${formatPercent(written)}`,
    ...(effective === null ? [] : [`now ${formatPercent(effective)}`]),
    ...(range ? [`between ${formatPercent(range.low)} and ${formatPercent(range.high)}`] : ["not set by the rule"]),
  ].join(", ");
  return (
    <span className="relative mx-2 block h-6.5" role="img" aria-label={label}>
      {range && (
        <GaugeMark
          kind="band"
          left={at(range.low)}
          width={`${((Math.max(range.high - range.low, 0) / scale) * 100).toFixed(2)}%`}
        />
      )}
      {effective !== null && (
        <GaugeMark kind="way" left={at(Math.min(effective, written))} width={at(Math.abs(effective - written))} />
      )}
      <GaugeMark kind="target" left={at(written)} />
      {effective !== null && <GaugeMark kind="disc" left={at(effective)} />}
    </span>
  );
}
