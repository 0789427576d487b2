/**
 * How a run moves with a benchmark. Beta is the covariance of their bar returns over the benchmark's variance; alpha
 * (Jensen, Journal of Finance 23, 1968) is what the run's mean return over the risk-free rate has left once beta times
 * the benchmark's is taken off, a year: mean times bars per year, not compounded.
 */
import { YEAR_MS } from "@/lib/engine/model";
import type { BacktestRun } from "../model";
import { barReturn } from "./index-series";
import { riskFreeOfBar } from "./risk-free";

export interface AgainstBenchmark {
  /** A year, a share; null where the benchmark never moves. */
  alpha: number | null;
  beta: number | null;
}

/** A variance under this is float noise of a benchmark that never moves. */
const VARIANCE_MIN = 1e-28;

export function againstBenchmark(run: BacktestRun, benchmark: BacktestRun, riskFreeRate: number): AgainstBenchmark {
  const { index, times } = run;
  const count = index.length - 1;
  const barsPerYear = (count * YEAR_MS) / (times[count]! - times[0]!);
  const own = meanOf(index);
  const other = meanOf(benchmark.index);
  let covariance = 0;
  let variance = 0;
  for (let bar = 1; bar <= count; bar += 1) {
    const move = barReturn(benchmark.index, bar) - other;
    covariance += ((barReturn(index, bar) - own) * move) / count;
    variance += move ** 2 / count;
  }
  if (!(variance > VARIANCE_MIN)) return { alpha: null, beta: null };
  const beta = covariance / variance;
  const riskFree = riskFreeOfBar(riskFreeRate, barsPerYear);
  return { alpha: (own - riskFree - beta * (other - riskFree)) * barsPerYear, beta };
}

function meanOf(index: Float64Array): number {
  let sum = 0;
  for (let bar = 1; bar < index.length; bar += 1) sum += barReturn(index, bar);
  return sum / (index.length - 1);
}
