/** What the reports are made from: each policy's run beside its holding, and what is told of them. */
import type { BacktestResult } from "@/lib/engine/backtest/backtest";
import type { BacktestMetrics, BacktestRequest } from "@/lib/engine/backtest/model";
import { aheadOf, isWithinLuck, type Luck, luckOf } from "@/lib/engine/backtest/report/luck";
import { DAY_MS } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { plural } from "@/lib/format/plural";

export interface RanPolicy {
  /** Its file, as given. */
  file: string;
  /** Its heading among several. */
  name: string;
  request: BacktestRequest;
  result: BacktestResult;
}

/** One or more on the same prices, period and options. */
export type RanPolicies = readonly [RanPolicy, ...RanPolicy[]];

export interface Report {
  policies: RanPolicies;
  /** As given, for the heading. */
  prices: string;
  /** About the prices and the options; each run has its own besides. */
  notes: readonly string[];
}

/** Figures told by the year; of a shorter period they are not told at all. */
type YearlyFigure = "cagr" | "volatility" | "sharpe" | "sortino" | "turnoverPerYear" | "trackingError";
export type ToldMetrics = Omit<BacktestMetrics, YearlyFigure> & Record<YearlyFigure, number | null>;

const UNTOLD: Record<YearlyFigure, null> = {
  cagr: null,
  volatility: null,
  sharpe: null,
  sortino: null,
  turnoverPerYear: null,
  trackingError: null,
};

export function told(metrics: BacktestMetrics, isYear: boolean): ToldMetrics {
  return isYear ? metrics : { ...metrics, ...UNTOLD };
}

export function isYearOf(times: Float64Array): boolean {
  return isAnnualised(times[0]!, times[times.length - 1]!);
}

/** "3 days", "less than a day": how long it was. */
export function lengthOf(times: ArrayLike<number>): string {
  const days = Math.floor((times[times.length - 1]! - times[0]!) / DAY_MS);
  return days === 0 ? "less than a day" : plural(days, "day");
}

export interface LuckVerdict extends Luck {
  isWithin: boolean;
  /** The lead itself, as a log of the ratio. */
  lead: number;
}

/** Null where one of them has nothing left. */
export function luckVerdict({ run, holding }: BacktestResult): LuckVerdict | null {
  const { finalValue } = holding.metrics;
  const gap = run.metrics.finalValue - finalValue;
  const luck = luckOf({ times: run.times, ahead: aheadOf(run.equity, holding.equity) }, finalValue);
  const lead = Math.log1p(gap / finalValue);
  if (!Number.isFinite(lead) || !Number.isFinite(luck.money)) return null;
  return { ...luck, lead, isWithin: isWithinLuck(gap, finalValue, luck) };
}
