/**
 * ccxt's rows [time, open, high, low, close, volume] to columns (pure). Exchanges send them in either order, twice,
 * with nulls, with the bar that is still running, and with bars nobody requested; what leaves here is ascending, once
 * each, finished, priced, and inside the span.
 */
import type { BarColumns, CandlePage } from "@/server/market-data/candles";

export interface CandleSpan {
  from: number;
  until: number;
  stepMs: number;
  /** A bar that ends after this is still running. */
  now: number;
}

interface Row {
  at: number;
  figures: readonly number[];
}

/** ccxt is set to keep exact text; here a figure is a float, and anything that is none is NaN. */
function figureOf(value: unknown): number {
  const figure =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(figure) ? figure : Number.NaN;
}

const priceOf = (value: unknown) => {
  const figure = figureOf(value);
  return figure > 0 ? figure : Number.NaN;
};

export function toCandlePage(answer: unknown, { from, until, stepMs, now }: CandleSpan): CandlePage {
  const rows: Row[] = [];
  let dropped = 0;
  for (const row of Array.isArray(answer) ? answer : []) {
    if (!Array.isArray(row)) {
      dropped += 1;
      continue;
    }
    const [time, open, high, low, close, volume] = row;
    const at = figureOf(time);
    if (at < from || at >= until || at + stepMs > now) continue;
    const figures = [priceOf(open), priceOf(high), priceOf(low), priceOf(close), figureOf(volume)];
    if (Number.isNaN(at) || Number.isNaN(figures[3])) dropped += 1;
    else rows.push({ at, figures });
  }
  rows.sort((a, b) => a.at - b.at);
  // Of two rows for one bar the later one was sent later.
  const bars = rows.filter((row, index) => row.at !== rows[index + 1]?.at);
  const column = (index: number) => Float64Array.from(bars, (row) => row.figures[index]!);
  const known = (index: number) => {
    const figures = column(index);
    return figures.every(Number.isNaN) ? null : figures;
  };
  const columns: BarColumns = {
    times: Float64Array.from(bars, (row) => row.at),
    open: known(0),
    high: known(1),
    low: known(2),
    close: column(3),
    volume: known(4),
  };
  return { bars: columns, dropped };
}
