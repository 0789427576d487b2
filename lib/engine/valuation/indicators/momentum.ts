/**
 * Return over the last `days`: price / price then - 1, a share. NaN where the table does not reach back that far.
 * Source: Jegadeesh and Titman, "Returns to buying winners and selling losers", Journal of Finance 48 (1993); none of
 * their skipped last month here, which answers a reversal in single stocks.
 */
import type { PriceTable } from "@/lib/engine/model";
import { barDays, windowBars } from "./bar-days";

/** `column` is the asset's place in `table.assets`; bars after `bar` are not read. */
export function momentum(
  table: PriceTable,
  column: number,
  bar: number,
  days: number,
  daysPerBar = barDays(table),
): number {
  const then = bar - windowBars(days, daysPerBar);
  if (!(then >= 0) || bar >= table.times.length) return Number.NaN;
  const start = column * table.times.length;
  return table.closes[start + bar]! / table.closes[start + then]! - 1;
}
