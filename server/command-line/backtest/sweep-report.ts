/** What `--sweep` writes: one line a cell with its figures, or everything for programs. */
import type { BacktestRequest } from "@/lib/engine/backtest/model";
import type { SweepFigures } from "@/lib/engine/backtest/sweep/sweep";
import { intervalCron, type SweepGrid, sweepCell } from "@/lib/engine/backtest/sweep/sweep-grid";
import {
  formatDecimal,
  formatMoney,
  formatPercent,
  formatPoints,
  formatTrimmed,
  withPlainSpaces,
} from "@/lib/format/number";
import { plural } from "@/lib/format/plural";

export interface SweepReport {
  request: BacktestRequest;
  grid: SweepGrid;
  /** As given, for the heading. */
  prices: string;
  notes: readonly string[];
  holding: SweepFigures;
  /** In the order of the grid. */
  cells: readonly SweepFigures[];
}

export function printSweep({ request, grid, prices, notes, holding, cells }: SweepReport): string {
  const unit = request.table.quote;
  const money = (value: number) => formatMoney(value);
  const hasFees = grid.fees !== undefined;
  const figures = ({ finalValue, cagr, maxDrawdown, turnoverPerYear, events }: SweepFigures) => [
    money(finalValue),
    formatPercent(cagr, { isSigned: true }),
    formatPoints(cagr - holding.cagr),
    formatPercent(maxDrawdown),
    formatPercent(turnoverPerYear),
    String(events),
  ];
  const rows = [
    [
      "Band",
      "Checked",
      "Stops at",
      ...(hasFees ? ["Fee"] : []),
      `Final, ${unit}`,
      "A year",
      "Ahead",
      "Fall",
      "Turnover",
      "Events",
    ],
    ["holding", "", "", ...(hasFees ? [""] : []), ...figures(holding)],
    ...cells.map((figuresOfCell) => {
      const { band, interval, destination, fee } = sweepCell(grid, figuresOfCell.index);
      const fees = hasFees ? [formatPercent(fee ?? 0, { digits: 2 })] : [];
      return [formatPercent(band), checkName(interval), destination, ...fees, ...figures(figuresOfCell)];
    }),
  ];
  const first = rows[0]!.length - 6;
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column < first ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
  const shown = notes.map((note) => `Note: ${note}`);
  const text = [
    `${prices}: ${plural(cells.length, "policy", "policies")} around the one given`,
    "",
    ...lines,
    "",
    verdict(holding, cells),
    ...(shown.length > 0 ? ["", ...shown] : []),
  ].join("\n");
  return withPlainSpaces(text);
}

function verdict(holding: SweepFigures, cells: readonly SweepFigures[]): string {
  const ahead = cells.filter(({ finalValue }) => finalValue > holding.finalValue).length;
  const count = formatDecimal(cells.length);
  if (ahead === cells.length) return `All ${count} ended above holding.`;
  return ahead === 0 ? `Holding ended above all ${count}.` : `${formatDecimal(ahead)} of ${count} ended above holding.`;
}

function checkName(interval: SweepGrid["intervals"][number]): string {
  if (typeof interval !== "number") return interval;
  return interval === 0 ? "every bar" : `${formatTrimmed(interval, 3)} d`;
}

/** Everything, in full precision. `cron` is null where every bar is checked; `fee` is the rate the cell paid. */
export function printSweepJson({ request, grid, prices, notes, holding, cells }: SweepReport): string {
  const figures = ({ index: _, ...rest }: SweepFigures) => rest;
  const answer = {
    prices: { file: prices, assets: request.table.assets, quote: request.table.quote },
    grid,
    notes,
    holding: figures(holding),
    cells: cells.map((cell) => {
      const { band, interval, destination, fee } = sweepCell(grid, cell.index);
      const cron = interval === 0 ? null : intervalCron(interval);
      return { band, interval, cron, destination, fee: fee ?? request.options.feeRate, ...figures(cell) };
    }),
  };
  return JSON.stringify(answer, null, 2);
}
