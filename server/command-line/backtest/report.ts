/** What the command writes: a short table for people, or everything for programs. */
import type { BacktestResult } from "@/lib/engine/backtest/backtest";
import type { BacktestMetrics, BacktestRequest, BacktestRun } from "@/lib/engine/backtest/model";
import { describeBacktestNote } from "@/lib/format/describe-backtest-note";
import { formatDecimal, formatMoney, formatPercent, formatPoints, NONE, withPlainSpaces } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";

export interface Report {
  request: BacktestRequest;
  result: BacktestResult;
  /** As given, for the heading. */
  prices: string;
  notes: readonly string[];
}

type Line = readonly [name: string, of: (metrics: BacktestMetrics) => string];

export function printReport({ request, result, prices, notes }: Report): string {
  const { run, holding } = result;
  const unit = request.table.quote;
  const money = (value: number) => formatMoney(value);
  const bare = (value: number | null) => (value === null ? NONE : formatDecimal(value, { digits: 2 }));
  const lines: readonly Line[] = [
    [`Final value, ${unit}`, ({ finalValue }) => money(finalValue)],
    ["Return", ({ totalReturn }) => formatPercent(totalReturn, { isSigned: true })],
    ["Return a year", ({ cagr }) => formatPercent(cagr, { isSigned: true })],
    ["Volatility a year", ({ volatility }) => formatPercent(volatility)],
    ["Sharpe", ({ sharpe }) => bare(sharpe)],
    ["Deepest fall", ({ maxDrawdown }) => formatPercent(maxDrawdown)],
    ["Longest fall, days", ({ maxDrawdownDays }) => formatDecimal(maxDrawdownDays, { digits: 0 })],
    ["Events", ({ events }) => String(events)],
    [`Fees, ${unit}`, ({ fees }) => money(fees)],
    ...(request.options.halfSpread > 0 ? [[`Spread, ${unit}`, ({ spread }) => money(spread)] satisfies Line] : []),
    ["Turnover", ({ turnover }) => formatPercent(turnover)],
    ["Turnover a year", ({ turnoverPerYear }) => formatPercent(turnoverPerYear)],
    ["Mean drift", ({ driftMean }) => formatPoints(driftMean, { isSigned: false })],
    ["Largest weight", ({ weightMax }) => `${weightMax.key} ${formatPercent(weightMax.weight)}`],
  ];
  const rows = [["", "Policy", "Holding"], ...lines.map(([name, of]) => [name, of(run.metrics), of(holding.metrics)])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    `${row[0]!.padEnd(widths[0]!)}  ${row[1]!.padStart(widths[1]!)}  ${row[2]!.padStart(widths[2]!)}`.trimEnd(),
  );
  const remarks = [...notes, ...result.notes.map(describeBacktestNote)];
  const text = [
    `${prices}: ${heading(request, run)}`,
    "",
    ...table,
    "",
    verdict(run.metrics, holding.metrics, unit),
    ...(remarks.length > 0 ? ["", ...remarks.map((note) => `Note: ${note}`)] : []),
  ].join("\n");
  return withPlainSpaces(text);
}

function heading({ table }: BacktestRequest, { times }: BacktestRun): string {
  const [assets, bars] = [plural(table.assets.length, "asset"), plural(times.length, "bar")];
  return `${assets} in ${table.quote}, ${bars} from ${dateOf(times[0]!)} to ${dateOf(times[times.length - 1]!)}`;
}

/** Worded as in the lab: plain, also when holding won. */
function verdict(policy: BacktestMetrics, holding: BacktestMetrics, unit: string): string {
  const ahead = policy.finalValue - holding.finalValue;
  const sum = formatMoney(Math.abs(ahead), { unit, digits: 2 });
  if (Math.abs(ahead) < 0.005) return "The policy and holding ended level.";
  const perYear = formatPoints(Math.abs(policy.cagr - holding.cagr), { isSigned: false });
  return ahead < 0
    ? `Holding won by ${sum}: ${perYear} a year more than the policy.`
    : `The policy won by ${sum}: ${perYear} a year more than holding.`;
}

/** Everything, in full precision; a figure that is not known is null. */
export function printJson({ request, result, prices, notes }: Report): string {
  const { run, holding } = result;
  const { startValue, feeRate, costForm, executeAt, initialFee, halfSpread, notionalMin, steps, flows } =
    request.options;
  const answer = {
    prices: {
      file: prices,
      assets: request.table.assets,
      quote: request.table.quote,
      bars: run.times.length,
      start: instantOf(run.times[0]!),
      end: instantOf(run.times[run.times.length - 1]!),
    },
    options: {
      startValue,
      feeRate,
      costForm,
      executeAt,
      initialFee,
      halfSpread,
      notionalMin,
      steps,
      flows: flows.length,
    },
    policy: run.metrics,
    holding: holding.metrics,
    ahead: run.metrics.finalValue - holding.metrics.finalValue,
    rebalances: run.events.map(({ at, ...event }) => ({ at: instantOf(at), ...event, bar: event.bar - run.from })),
    notes: [...notes, ...result.notes.map(describeBacktestNote)],
  };
  return JSON.stringify(answer, null, 2);
}

/** One row a bar; figures in the shortest form that reads back to the same bits. */
export function printEquity({ run, holding }: BacktestResult): string {
  const rows = ["date,value,drawdown,holding_value,holding_drawdown"];
  for (let bar = 0; bar < run.times.length; bar += 1) {
    const figures = [run.equity[bar], run.drawdown[bar], holding.equity[bar], holding.drawdown[bar]];
    rows.push(`${dateOf(run.times[bar]!)},${figures.join(",")}`);
  }
  return `${rows.join("\n")}\n`;
}

const instantOf = (at: number) => new Date(at).toISOString();

/** "2024-01-31", or with its time of day where it has one. */
function dateOf(at: number): string {
  const text = instantOf(at);
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
