import { cx } from "@/components/ui/cx";
import { formatPercent } from "@/lib/format/number";
import type { YearRow } from "./read-years";
import styles from "./return-bars.module.css";

export interface BarScale {
  min: number;
  max: number;
}

/** One scale for all years, always with zero. */
export function barScale(rows: readonly YearRow[]): BarScale {
  const returns = rows.flatMap((row) => [row.own.return, row.holding?.return ?? 0]);
  return { min: Math.min(0, ...returns), max: Math.max(0.01, ...returns) };
}

/** Own return over holding's, from a common zero: solid the policy, striped holding. */
export function ReturnBars({ row, scale, name }: { row: YearRow; scale: BarScale; name: string }) {
  const at = (share: number) => ((share - scale.min) / (scale.max - scale.min)) * 100;
  const bar = (share: number) => ({
    left: `${at(Math.min(0, share)).toFixed(2)}%`,
    width: `${(Math.abs(share) / (scale.max - scale.min)) * 100}%`,
  });
  const label = `${name} ${formatPercent(row.own.return, { isSigned: true })}${row.holding ? `, holding ${formatPercent(row.holding.return, { isSigned: true })}` : ""}`;
  return (
    <span className="relative block h-5" role="img" aria-label={label}>
      <i className="absolute -inset-y-2 w-px bg-line max-md:inset-y-0" style={{ left: `${at(0).toFixed(2)}%` }} />
      <i className="absolute top-[3px] h-1.5 rounded-[1px] bg-accent" style={bar(row.own.return)} />
      {row.holding && (
        <i className={cx("absolute top-[11px] h-1.5 rounded-[1px]", styles.striped)} style={bar(row.holding.return)} />
      )}
    </span>
  );
}
