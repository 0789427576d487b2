import { formatPercent } from "@/lib/format/number";
import type { YearRow } from "./read-years";

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
    <span className="year-bars" role="img" aria-label={label}>
      <i className="zero" style={{ left: `${at(0).toFixed(2)}%` }} />
      <i className="own" style={bar(row.own.return)} />
      {row.holding && <i className="held" style={bar(row.holding.return)} />}
    </span>
  );
}
