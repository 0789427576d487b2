/**
 * What a series of simple returns says of risk and reward, by the conventions of TAX.md section 5: volatility and Sharpe
 * with n - 1, arithmetic; downside with n over all periods, against a least acceptable return; drawdown counted from the
 * starting value, so that a first loss counts. Rates a period unless `annual`. NaN where the series is too short.
 *
 * The backtest's own report takes the population deviation (DESIGN.md section 7); these are a portfolio's books.
 */
import { mean, sampleDeviation } from "./moments";

export interface SeriesFigures {
  mean: number;
  maxDrawdown: number;
  downsideDeviation: number;
  downsidePotential: number;
  upsidePotential: number;
  sortinoPeriod: number;
  /** Share of periods below the least acceptable return. */
  belowShare: number;
  meanAbsoluteDeviation: number;
}

/** `minimum` is the least acceptable return a period. */
export function seriesFigures(returns: readonly number[], minimum = 0): SeriesFigures {
  const count = returns.length;
  const middle = mean(returns);
  const sum = (of: (value: number) => number) => returns.reduce((total, value) => total + of(value), 0);
  const downsideDeviation = Math.sqrt(sum((value) => Math.min(value - minimum, 0) ** 2) / count);
  return {
    mean: middle,
    maxDrawdown: maxDrawdown(returns),
    downsideDeviation,
    downsidePotential: sum((value) => Math.max(minimum - value, 0)) / count,
    upsidePotential: sum((value) => Math.max(value - minimum, 0)) / count,
    sortinoPeriod: (middle - minimum) / downsideDeviation,
    belowShare: sum((value) => Number(value < minimum)) / count,
    meanAbsoluteDeviation: sum((value) => Math.abs(value - middle)) / count,
  };
}

export interface AnnualFigures {
  annualReturn: number;
  annualVolatility: number;
  sharpe: number;
  downside: number;
  sortino: number;
  calmar: number;
}

/** `riskFree` and `minimum` are rates a period. */
export function annualFigures(
  returns: readonly number[],
  periodsPerYear: number,
  { riskFree = 0, minimum = 0 }: { riskFree?: number; minimum?: number } = {},
): AnnualFigures {
  const figures = seriesFigures(returns, minimum);
  const deviation = sampleDeviation(returns);
  const growth = returns.reduce((factor, value) => factor * (1 + value), 1);
  const annualReturn = growth ** (periodsPerYear / returns.length) - 1;
  const root = Math.sqrt(periodsPerYear);
  const downside = figures.downsideDeviation * root;
  return {
    annualReturn,
    annualVolatility: deviation * root,
    sharpe: ((figures.mean - riskFree) / deviation) * root,
    downside,
    sortino: ((figures.mean - minimum) * periodsPerYear) / downside,
    calmar: annualReturn / Math.abs(figures.maxDrawdown),
  };
}

/** 0 or below; the starting value counts as a peak. */
function maxDrawdown(returns: readonly number[]): number {
  let [value, peak, deepest] = [1, 1, 0];
  for (const each of returns) {
    value *= 1 + each;
    peak = Math.max(peak, value);
    deepest = Math.min(deepest, value / peak - 1);
  }
  return deepest;
}
