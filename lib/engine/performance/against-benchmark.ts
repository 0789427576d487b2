/**
 * A series beside its benchmark, period by period. Beta is the regression's, alpha what it leaves a period, compounded
 * to a year; tracking error with n - 1, specific risk (the regression's remainder) and Fama's beta with n (Bacon 2008).
 */
import { covariance, mean, populationDeviation, sampleDeviation } from "./moments";

export interface BenchmarkFigures {
  beta: number;
  /** Compounded to a year. */
  annualAlpha: number;
  /** A year. */
  trackingError: number;
  /** A year. */
  specificRisk: number;
  famaBeta: number;
  correlation: number;
}

/** Both series have the same periods. `riskFree` is a rate a period. */
export function againstBenchmark(
  returns: readonly number[],
  benchmark: readonly number[],
  periodsPerYear: number,
  riskFree = 0,
): BenchmarkFigures {
  const root = Math.sqrt(periodsPerYear);
  const [own, other] = [populationDeviation(returns), populationDeviation(benchmark)];
  const shared = covariance(returns, benchmark);
  const beta = shared / other ** 2;
  const alpha = mean(returns) - riskFree - beta * (mean(benchmark) - riskFree);
  const rests = returns.map((value, at) => value - beta * benchmark[at]!);
  return {
    beta,
    annualAlpha: (1 + alpha) ** periodsPerYear - 1,
    trackingError: sampleDeviation(returns.map((value, at) => value - benchmark[at]!)) * root,
    specificRisk: populationDeviation(rests) * root,
    famaBeta: own / other,
    correlation: shared / (own * other),
  };
}
