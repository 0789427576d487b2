/**
 * Fewer points for drawing. Every bucket keeps the lowest and highest point of value, fall and lead, so troughs and
 * peaks stay as deep and as high as they were. Holding's bars are kept by every strategy as well: what is read at one
 * of them is of that bar for all, not of whichever bar each line happened to keep.
 */
import type { BacktestRun } from "@/lib/engine/backtest/model";
import { downsampleIndices } from "@/lib/engine/performance/downsample";
import type { LabCurves, LabStrategyRun } from "./protocol";

export function drawnCurves(run: BacktestRun, holding: BacktestRun, points: number): LabCurves {
  const ahead = run.equity.map((equity, bar) => equity / holding.equity[bar]! - 1);
  const shared = downsampleIndices([holding.equity, holding.drawdown], points / 2);
  const own = run === holding ? [] : downsampleIndices([run.equity, run.drawdown, ahead], points / 2);
  const bars = [...new Set([...shared, ...own])].sort((left, right) => left - right);
  return {
    times: kept(run.times, bars),
    equity: kept(run.equity, bars),
    drawdown: kept(run.drawdown, bars),
    ahead: kept(ahead, bars),
  };
}

export function drawnWeights(run: BacktestRun, points: number): LabStrategyRun["weights"] {
  if (run.weights === null) return null;
  const { keys, names, columns } = run.weights;
  const length = run.times.length;
  const series = keys.map((_, column) => columns.subarray(column * length, (column + 1) * length));
  const bars = downsampleIndices(series, points);
  const drawn = new Float64Array(bars.length * keys.length);
  for (const [column, weights] of series.entries()) drawn.set(kept(weights, bars), column * bars.length);
  return { keys, names, times: kept(run.times, bars), columns: drawn };
}

const kept = (column: Float64Array, bars: readonly number[]) => Float64Array.from(bars, (bar) => column[bar]!);
