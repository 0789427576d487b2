import type { BacktestMetrics } from "@/lib/engine/backtest/model";
import { toCsv } from "./csv";
import { type ExportedRun, HOLDING_NAME } from "./what";

type Column = readonly [name: string, of: (metrics: BacktestMetrics) => number | string | null];

const COLUMNS: readonly Column[] = [
  ["start_value", (metrics) => metrics.startValue],
  ["final_value", (metrics) => metrics.finalValue],
  ["total_return", (metrics) => metrics.totalReturn],
  ["return_per_year", (metrics) => metrics.cagr],
  ["volatility_per_year", (metrics) => metrics.volatility],
  ["sharpe", (metrics) => metrics.sharpe],
  ["sortino", (metrics) => metrics.sortino],
  ["deepest_fall", (metrics) => metrics.maxDrawdown],
  ["deepest_fall_days", (metrics) => metrics.maxDrawdownDays],
  ["turnover", (metrics) => metrics.turnover],
  ["turnover_per_year", (metrics) => metrics.turnoverPerYear],
  ["rebalances", (metrics) => metrics.events],
  ["fees", (metrics) => metrics.fees],
  ["spread", (metrics) => metrics.spread],
  ["drift_mean", (metrics) => metrics.driftMean],
  ["drift_max", (metrics) => metrics.driftMax],
  ["tracking_error", (metrics) => metrics.trackingError],
  ["largest_weight", (metrics) => metrics.weightMax.weight],
  ["largest_weight_of", (metrics) => metrics.weightMax.key],
];

/** One line a strategy, holding last, in full precision; shares as fractions. Calendar years (UTC) are columns. */
export function metricsCsv({ names, run }: ExportedRun): string {
  const all = [
    ...run.strategies.map(({ metrics }, index) => ({ name: names[index] ?? `Policy ${index + 1}`, metrics })),
    { name: HOLDING_NAME, metrics: run.holding.metrics },
  ];
  const years = [...new Set(all.flatMap(({ metrics }) => metrics.years.map(({ year }) => year)))].sort();
  const header = [
    "policy",
    "first_bar",
    "last_bar",
    ...COLUMNS.map(([name]) => name),
    ...years.flatMap((year) => [`return_${year}`, `deepest_fall_${year}`]),
  ];
  const lines = all.map(({ name, metrics }) => [
    name,
    new Date(run.firstAt).toISOString(),
    new Date(run.lastAt).toISOString(),
    ...COLUMNS.map(([, of]) => of(metrics)),
    ...years.flatMap((year) => {
      const found = metrics.years.find((each) => each.year === year);
      return [found?.return ?? null, found?.maxDrawdown ?? null];
    }),
  ]);
  return toCsv([header, ...lines]);
}
