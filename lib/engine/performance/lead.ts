/**
 * How far the portfolio is ahead of holding (negative: behind), now and where it was widest, of every stored point from
 * `first` on. Never of points thinned for a chart: those keep the extremes of the value, and the widest lead is none.
 */
import { subtract, toFloat } from "@/lib/money";
import type { ValueColumns } from "./against-holding";

export interface LeadAt {
  at: number;
  /** In the base currency. */
  ahead: string;
}

export interface Lead {
  now: LeadAt;
  widest: LeadAt;
}

/** null while no point knows what holding is worth. */
export function findLead({ at, value, held }: ValueColumns, first: number): Lead | null {
  let widest = -1;
  let widestSize = -1;
  let last = -1;
  for (let index = first; index < at.length; index += 1) {
    const holding = held[index];
    if (holding == null) continue;
    last = index;
    const size = Math.abs(toFloat(value[index]!) - toFloat(holding));
    if (size <= widestSize) continue;
    widest = index;
    widestSize = size;
  }
  const leadAt = (index: number): LeadAt => ({ at: at[index]!, ahead: subtract(value[index]!, held[index]!) });
  return last < 0 ? null : { now: leadAt(last), widest: leadAt(widest) };
}
