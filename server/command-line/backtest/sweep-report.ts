/** What `--sweep` writes: one line a cell with its figures, or everything for programs. */
import { backtest } from "@/lib/engine/backtest/backtest";
import type { BacktestRequest } from "@/lib/engine/backtest/model";
import { periodOf } from "@/lib/engine/backtest/run/period";
import { cellRequest, type SweepFigures } from "@/lib/engine/backtest/sweep/sweep";
import { intervalCron, type SweepCell, sweepCell } from "@/lib/engine/backtest/sweep/sweep-grid";
import { describeBacktestNote } from "@/lib/format/describe-backtest-note";
import {
  formatDecimal,
  formatMoney,
  formatPercent,
  formatPoints,
  formatTrimmed,
  NONE,
  withPlainSpaces,
} from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { alignRows } from "./columns";
import { luckAnswer } from "./json-report";
import { policyHash } from "./policy-hash";
import { isYearOf, type LuckVerdict, lengthOf, luckVerdict } from "./ran";
import type { ReadGrid } from "./read-grid";
import { printableJson } from "./say";
import { LUCK_METHOD } from "./verdict";
import { readVersion } from "./version";

export interface SweepReport extends ReadGrid {
  request: BacktestRequest;
  /** As given, for the heading. */
  prices: string;
  notes: readonly string[];
  holding: SweepFigures;
  /** In the order of the grid. */
  cells: readonly SweepFigures[];
}

/** What a cell differs in, as columns: those that the grid names. */
interface Axis {
  head: string;
  of(cell: SweepCell): string;
}

export function printSweep(report: SweepReport): string {
  const { request, prices, notes, holding, cells, grid } = report;
  const unit = request.table.quote;
  const times = timesOf(request);
  const isYear = isYearOf(times);
  const yearly = (text: string) => (isYear ? text : NONE);
  const figures = ({ finalValue, cagr, maxDrawdown, turnoverPerYear, events }: SweepFigures) => [
    formatMoney(finalValue),
    yearly(formatPercent(cagr, { isSigned: true })),
    yearly(formatPoints(cagr - holding.cagr)),
    formatPercent(maxDrawdown),
    yearly(formatPercent(turnoverPerYear)),
    String(events),
  ];
  const axes = axesOf(report);
  const rows = [
    [...axes.map(({ head }) => head), `Final, ${unit}`, "A year", "Ahead", "Fall", "Turnover", "Events"],
    ["holding", ...axes.slice(1).map(() => ""), ...figures(holding)],
    ...cells.map((cell) => [...axes.map(({ of }) => of(sweepCell(grid, cell.index))), ...figures(cell)]),
  ];
  const best = bestOf(report);
  const shown = [...notes, ...(best?.notes ?? [])].map((note) => `Note: ${note}`);
  const text = [
    `${prices}: ${plural(cells.length, "policy", "policies")} around the one given`,
    "",
    ...alignRows(rows, axes.length),
    ...(isYear ? [] : ["", `Figures by the year: not annualised: ${lengthOf(times)}.`]),
    "",
    verdict(holding, cells),
    ...(best?.luck ? [bestSentence(axes, sweepCell(grid, best.index), best.luck, unit), LUCK_METHOD] : []),
    ...(shown.length > 0 ? ["", ...shown] : []),
  ].join("\n");
  return withPlainSpaces(text);
}

function axesOf({ grid, fields }: SweepReport): Axis[] {
  const paths = Object.keys(fields?.[0] ?? {});
  const named: readonly (Axis & { isNamed: boolean })[] = [
    ...paths.map((path) => ({
      head: path,
      of: ({ base }: SweepCell) => textOf(fields?.[base ?? 0]?.[path]),
      isNamed: true,
    })),
    { head: "Band", of: ({ band }) => formatPercent(band ?? 0), isNamed: grid.bands !== undefined },
    { head: "Checked", of: ({ interval }) => checkName(interval), isNamed: grid.intervals !== undefined },
    { head: "Stops at", of: ({ destination }) => destination ?? "", isNamed: grid.destinations !== undefined },
    { head: "Fee", of: ({ fee }) => formatPercent(fee ?? 0, { digits: 2 }), isNamed: grid.fees !== undefined },
  ];
  return named.filter(({ isNamed }) => isNamed);
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function verdict(holding: SweepFigures, cells: readonly SweepFigures[]): string {
  const ahead = cells.filter(({ finalValue }) => finalValue > holding.finalValue).length;
  const count = formatDecimal(cells.length);
  if (ahead === cells.length) return `All ${count} ended above holding.`;
  return ahead === 0 ? `Holding ended above all ${count}.` : `${formatDecimal(ahead)} of ${count} ended above holding.`;
}

interface Best {
  index: number;
  luck: LuckVerdict | null;
  /** What its run took for granted. */
  notes: readonly string[];
}

/** Its luck is that of its own run beside its own holding; being the best of many is luck besides. */
function bestOf({ request, grid, cells }: SweepReport): Best | null {
  const best = cells.reduce<SweepFigures | null>(
    (before, cell) => (before === null || cell.finalValue > before.finalValue ? cell : before),
    null,
  );
  if (best === null) return null;
  const answer = backtest(cellRequest(request, grid, best.index));
  if (!answer.ok) return null;
  const { notes } = answer.value;
  return { index: best.index, luck: luckVerdict(answer.value), notes: notes.map(describeBacktestNote) };
}

function bestSentence(axes: readonly Axis[], cell: SweepCell, luck: LuckVerdict, unit: string): string {
  const name = axes.map(({ head, of }) => `${head} ${of(cell)}`).join(", ");
  const apart = formatMoney(luck.money, { unit, digits: 2 });
  const side = luck.isWithin ? "within luck: chance alone moves it" : "beyond luck: chance alone moves it only";
  return `The best (${name}) is ${side} about ${apart} from holding. Being the best of many is luck besides.`;
}

function checkName(interval: SweepCell["interval"]): string {
  if (typeof interval !== "number") return interval ?? "";
  return interval === 0 ? "every bar" : `${formatTrimmed(interval, 3)} d`;
}

function timesOf({ table, start, end }: BacktestRequest): Float64Array {
  const { from, to } = periodOf(table, start, end);
  return table.times.subarray(from, to);
}

/**
 * Everything, in full precision. `cron` is null where every bar is checked; `fee` is the rate the cell paid. What the
 * grid does not name is null, the policy's own; figures by the year are null below one.
 */
export function printSweepJson(report: SweepReport): string {
  const { request, grid, fields, prices, notes, holding, cells } = report;
  const isYear = isYearOf(timesOf(request));
  const figures = ({ index: _, ...rest }: SweepFigures) =>
    isYear ? rest : { ...rest, cagr: null, turnoverPerYear: null };
  const { bases: __, ...axes } = grid;
  const best = bestOf(report);
  return printableJson({
    version: readVersion(),
    policyHash: policyHash(request.policy),
    prices: { file: prices, assets: request.table.assets, quote: request.table.quote },
    isAnnualised: isYear,
    grid: axes,
    notes: [...notes, ...(best?.notes ?? [])],
    holding: figures(holding),
    best: best && { cell: best.index, luck: luckAnswer(best.luck) },
    cells: cells.map((cell) => {
      const { base, band, interval, destination, fee } = sweepCell(grid, cell.index);
      const cron = interval === null || interval === 0 ? null : intervalCron(interval);
      return {
        ...(fields === null ? {} : { fields: fields[base ?? 0] }),
        band,
        interval,
        cron,
        destination,
        fee: fee ?? request.options.feeRate,
        ...figures(cell),
      };
    }),
  });
}
