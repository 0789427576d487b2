/** The rows of the comparison: one metric each, how it reads, and which end of it is the better one. */

import type { BacktestMetrics } from "@/lib/engine/backtest/model";
import { YEAR_MS } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { formatDecimal, formatMoney, formatPercent, formatPoints, NONE, UNIT_SPACE } from "@/lib/format/number";
import { nameOfKey } from "../value/verdict";
import type { LabRun } from "../worker/protocol";

export interface MetricCell {
  text: string;
  /** Full precision, for the title. */
  exact: string;
  name: string | null;
  isBest: boolean;
}

export interface MetricRow {
  label: string;
  hint?: string;
  /** Strategies in order, holding last. */
  cells: readonly MetricCell[];
}

interface Metric {
  label: string;
  hint?: string;
  of: (metrics: BacktestMetrics, years: number) => number | null;
  read: (value: number) => string;
  better: "more" | "less" | null;
  /** Told by the year, so not at all of a shorter period. */
  isYearly?: boolean;
  /** Said under the figure. */
  name?: (metrics: BacktestMetrics) => string;
}

const ratio = (value: number) => formatDecimal(value, { digits: 2 });
const money = (digits: number) => (value: number) => formatMoney(value, { digits });
const fall = (value: number) => formatPercent(-Math.abs(value));
const days = (value: number) => `${formatDecimal(value, { digits: 0 })}${UNIT_SPACE}d`;
const percent = (value: number) => formatPercent(value);

/** `key`: the target all have most of; null: they differ. */
function metrics(unit: string, key: string | null): readonly Metric[] {
  return [
    { label: `Ends at, ${unit}`, of: (each) => each.finalValue, read: money(0), better: "more" },
    {
      label: "Return a year",
      hint: "Compound, a year of 365 days",
      of: (each) => each.cagr,
      read: (value) => formatPercent(value, { isSigned: true }),
      better: "more",
      isYearly: true,
    },
    {
      label: "Volatility a year",
      hint: "Standard deviation of bar returns",
      of: (each) => each.volatility,
      read: percent,
      better: "less",
      isYearly: true,
    },
    { label: "Deepest fall", of: (each) => Math.abs(each.maxDrawdown), read: fall, better: "less" },
    {
      label: "Longest fall",
      hint: "Longest time under a peak, in days",
      of: (each) => each.maxDrawdownDays,
      read: days,
      better: "less",
    },
    {
      label: "Sharpe",
      hint: "Return over volatility, no risk-free rate",
      of: (each) => each.sharpe,
      read: ratio,
      better: "more",
      isYearly: true,
    },
    {
      label: "Sortino",
      hint: "Return over downside deviation",
      of: (each) => each.sortino,
      read: ratio,
      better: "more",
      isYearly: true,
    },
    {
      label: key ? `Most in ${nameOfKey(key)}` : "Most in one target",
      hint: "Largest weight any bar ended with",
      of: (each) => each.weightMax.weight,
      read: percent,
      better: "less",
      // Which one it was, where the policies differ in that.
      name: key ? undefined : (each) => nameOfKey(each.weightMax.key),
    },
    {
      label: "Turnover a year",
      hint: "One-way: half of all that was traded, of the value",
      of: (each) => each.turnoverPerYear,
      read: (value) => formatPercent(value, { digits: 0 }),
      better: null,
      isYearly: true,
    },
    {
      label: "Rebalances a year",
      of: (each, years) => each.events / years,
      read: (value) => formatDecimal(value, { digits: 1 }),
      better: null,
      isYearly: true,
    },
    { label: `Fees paid, ${unit}`, of: (each) => each.fees, read: money(2), better: null },
    { label: `Spread paid, ${unit}`, of: (each) => each.spread, read: money(2), better: null },
    {
      label: "Drift, on average",
      hint: "Sum of all drifts over two, before trading",
      of: (each) => each.driftMean,
      read: (value) => formatPoints(value, { isSigned: false }),
      better: null,
    },
    {
      label: "Drift, at most",
      of: (each) => each.driftMax,
      read: (value) => formatPoints(value, { isSigned: false }),
      better: null,
    },
    {
      label: "Tracking error",
      hint: "A year, against the targets rebalanced every bar at no cost",
      of: (each) => each.trackingError,
      read: percent,
      better: "less",
      isYearly: true,
    },
  ];
}

/** All rows of a run. Best is judged on what is shown: two figures that read the same are both best. */
export function metricRows(run: LabRun, unit: string): readonly MetricRow[] {
  const all = [...run.strategies, run.holding].map((each) => each.metrics);
  const years = Math.max((run.lastAt - run.firstAt) / YEAR_MS, 1 / 365);
  const isYear = isAnnualised(run.firstAt, run.lastAt);
  const keys = new Set(all.map((each) => each.weightMax.key));
  const key = keys.size === 1 ? run.holding.metrics.weightMax.key : null;
  return metrics(unit, key).flatMap((metric) => {
    const values = all.map((each) => (metric.isYearly && !isYear ? null : metric.of(each, years)));
    // A spread nobody paid, a row nobody has a figure for: nothing to compare.
    if (metric.label.startsWith("Spread") && values.every((value) => value === 0)) return [];
    const known = values.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []));
    const best =
      metric.better === null || known.length < 2
        ? null
        : metric.better === "more"
          ? Math.max(...known)
          : Math.min(...known);
    const bestText = best === null ? null : metric.read(best);
    const cells = values.map((value, index) => {
      const own = all[index];
      const text = value === null || !Number.isFinite(value) ? NONE : metric.read(value);
      return {
        text,
        exact: value === null ? NONE : String(value),
        name: (own && metric.name?.(own)) ?? null,
        isBest: text === bestText,
      };
    });
    const isDecided = cells.some((cell) => !cell.isBest);
    return [
      {
        label: metric.label,
        hint: metric.hint,
        cells: isDecided ? cells : cells.map((cell) => ({ ...cell, isBest: false })),
      },
    ];
  });
}
