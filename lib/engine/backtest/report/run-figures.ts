/** The few figures every run has, whatever it recorded. A year is 365 days; a report's metrics say the same. */
import { sumOf } from "../run/events";
import type { Run } from "../run/run";
import { drawdownOf, indexOf } from "./index-series";

const YEAR_MS = 365 * 86_400_000;

export interface RunFigures {
  finalValue: number;
  /** Time-weighted when there are flows. */
  totalReturn: number;
  cagr: number;
  maxDrawdown: number;
  turnover: number;
  turnoverPerYear: number;
  events: number;
  fees: number;
}

export function runFigures(run: Run): RunFigures {
  const { program, events, fees, tape } = run;
  const { table, period, book } = program;
  const years = (table.times[period.to - 1]! - table.times[period.from]!) / YEAR_MS;
  const turnover = sumOf(events, "turnover");
  // The book stands at the last bar.
  const finalValue = book.value;
  const index = tape.recording === "all" ? indexOf(run) : null;
  const finalIndex = index === null ? finalValue * run.scale : index[index.length - 1]!;
  return {
    finalValue,
    totalReturn: finalIndex - 1,
    cagr: finalIndex > 0 ? finalIndex ** (1 / years) - 1 : -1,
    maxDrawdown:
      index === null ? tape.fall.deepest : drawdownOf(index).reduce((least, fall) => Math.min(least, fall), 0),
    turnover,
    turnoverPerYear: turnover / years,
    events: events.count,
    fees,
  };
}
