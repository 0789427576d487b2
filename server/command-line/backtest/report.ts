/** What the command writes for people: a short table, who won, and what was taken for granted. */
import type { BacktestMetrics, BacktestRequest, BacktestRun } from "@/lib/engine/backtest/model";
import { againstBenchmark } from "@/lib/engine/backtest/report/against-benchmark";
import { describeBacktestNote } from "@/lib/format/describe-backtest-note";
import { formatDecimal, formatMoney, formatPercent, formatPoints, NONE, withPlainSpaces } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { alignRows, type Column, columnsOf } from "./columns";
import { dateOf } from "./dates";
import { partsTable } from "./parts-table";
import { isYearOf, lengthOf, type Report, type ToldMetrics, told } from "./ran";
import { verdictsOf } from "./verdict";

export interface ReportParts {
  hasMonths: boolean;
  hasYears: boolean;
}

type Line = readonly [name: string, of: (metrics: ToldMetrics, column: Column) => string];

export function printReport({ policies, prices, notes }: Report, { hasMonths, hasYears }: ReportParts): string {
  const [{ request, result }] = policies;
  const { times } = result.run;
  const isYear = isYearOf(times);
  const columns = columnsOf(policies);
  const rows = [
    ["", ...columns.map(({ head }) => head)],
    ...linesOf(request, result.benchmark, isYear).map(([name, of]) => [
      name,
      ...columns.map((column) => of(told(column.run.metrics, isYear), column)),
    ]),
  ];
  const text = [
    `${prices}: ${heading(request, result.run)}`,
    "",
    ...alignRows(rows),
    ...(isYear ? [] : ["", `Figures by the year: not annualised: ${lengthOf(times)}.`]),
    ...(hasYears ? ["", ...partsTable(columns, "year")] : []),
    ...(hasMonths ? ["", ...partsTable(columns, "month")] : []),
    "",
    ...verdictsOf(policies),
    ...remarksOf({ policies, prices, notes }),
  ].join("\n");
  return withPlainSpaces(text);
}

function linesOf({ table, options }: BacktestRequest, benchmark: BacktestRun | null, isYear: boolean): Line[] {
  const unit = table.quote;
  const money = (value: number) => formatMoney(value);
  const bare = (value: number | null) => (value === null ? NONE : formatDecimal(value, { digits: 2 }));
  const percent = (value: number | null, isSigned = false) =>
    value === null ? NONE : formatPercent(value, { isSigned });
  const against = ({ run }: Column) =>
    benchmark === null || run === benchmark ? null : againstBenchmark(run, benchmark, options.riskFreeRate ?? 0);
  return [
    [`Final value, ${unit}`, ({ finalValue }) => money(finalValue)],
    ["Return", ({ totalReturn }) => percent(totalReturn, true)],
    ["Return a year", ({ cagr }) => percent(cagr, true)],
    ["Volatility a year", ({ volatility }) => percent(volatility)],
    ["Sharpe", ({ sharpe }) => bare(sharpe)],
    ...(benchmark === null
      ? []
      : ([
          ["Alpha a year", (_, column) => percent(isYear ? (against(column)?.alpha ?? null) : null, true)],
          ["Beta", (_, column) => bare(against(column)?.beta ?? null)],
        ] satisfies Line[])),
    ["Deepest fall", ({ maxDrawdown }) => formatPercent(maxDrawdown)],
    ["Longest fall, days", ({ maxDrawdownDays }) => formatDecimal(maxDrawdownDays, { digits: 0 })],
    ["Events", ({ events }) => String(events)],
    [`Fees, ${unit}`, ({ fees }) => money(fees)],
    ...(options.halfSpread > 0 ? [[`Spread, ${unit}`, ({ spread }) => money(spread)] satisfies Line] : []),
    ["Turnover", ({ turnover }) => formatPercent(turnover)],
    ["Turnover a year", ({ turnoverPerYear }) => percent(turnoverPerYear)],
    ["Mean drift", ({ driftMean }) => formatPoints(driftMean, { isSigned: false })],
    ["Largest weight", ({ weightMax }) => largestWeight(weightMax)],
  ];
}

const largestWeight = ({ key, weight }: BacktestMetrics["weightMax"]) => `${key} ${formatPercent(weight)}`;

/** Notes on the prices, then those of each run; of several policies those that all have are said once. */
function remarksOf({ policies, notes }: Report): string[] {
  const own = policies.map(({ name, result }) => ({ name, said: result.notes.map(describeBacktestNote) }));
  const shared = own[0]!.said.filter((note) => own.every(({ said }) => said.includes(note)));
  const others = own.flatMap(({ name, said }) =>
    said.filter((note) => !shared.includes(note)).map((note) => `${name}: ${note}`),
  );
  const all = [...notes, ...shared, ...others];
  return all.length > 0 ? ["", ...all.map((note) => `Note: ${note}`)] : [];
}

function heading({ table }: BacktestRequest, { times }: BacktestRun): string {
  const [assets, bars] = [plural(table.assets.length, "asset"), plural(times.length, "bar")];
  return `${assets} in ${table.quote}, ${bars} from ${dateOf(times[0]!)} to ${dateOf(times[times.length - 1]!)}`;
}
