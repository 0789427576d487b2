/** Fees by month of the owner's time zone, newest first (pure). */
import { add, type Notional } from "@/lib/money";
import { monthOf } from "../period";
import type { ValuedFill } from "./load-fills";
import type { FeeMonth } from "./types";
import { totalFees } from "./value-fee";

export function feesByMonth(fills: readonly ValuedFill[], timeZone: string): readonly FeeMonth[] {
  const months = Map.groupBy(fills, (fill) => monthOf(fill.at, timeZone));
  return [...months]
    .map(([month, own]) => ({
      month,
      ...totalFees(own.flatMap((fill) => fill.fees)),
      fillCount: own.length,
      traded: tradedBy(own),
    }))
    .sort((left, right) => (left.month < right.month ? 1 : -1));
}

export function tradedBy(fills: readonly ValuedFill[]): Notional {
  return fills.reduce((total, { worth }) => (worth === null ? total : add(total, worth)), "0" as Notional);
}
