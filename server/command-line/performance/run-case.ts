/** One case through the functions the screens use. Float64 in full precision; what does not exist is null. */
import { againstBenchmark } from "@/lib/engine/performance/against-benchmark";
import { counterfactual } from "@/lib/engine/performance/counterfactual";
import { moneyWeightedReturn } from "@/lib/engine/performance/money-weighted";
import { annualFigures, seriesFigures } from "@/lib/engine/performance/series-figures";
import { modifiedDietz, timeWeightedReturn } from "@/lib/engine/performance/time-weighted";
import { effectiveNumber, riskShares } from "@/lib/engine/risk/risk-shares";
import { tailRisk } from "@/lib/engine/risk/tail-risk";
import type { PerformanceCase } from "@/lib/schemas/performance-case";

type Input<K extends PerformanceCase["kind"]> = Extract<PerformanceCase, { kind: K }>["input"];

export function runCase(given: PerformanceCase): object {
  switch (given.kind) {
    case "returns":
      return returnsOf(given.input);
    case "series":
      return seriesOf(given.input);
    case "benchmark": {
      const { returns, benchmark, periodsPerYear, riskFree } = given.input;
      return againstBenchmark(returns, benchmark, periodsPerYear, riskFree);
    }
    case "risk":
      return riskOf(given.input);
    case "tail":
      return tailRisk(given.input.returns, given.input.cutoff);
    case "counterfactual": {
      const { assets, feeRate, weights = assets.map(() => 1 / assets.length) } = given.input;
      return counterfactual(assets, weights, feeRate);
    }
  }
}

function returnsOf({ periods, flows, yearDays, start, end, days, flowsByDay }: Input<"returns">) {
  const dated = flows?.map(([day, amount]) => ({ at: Date.parse(day), amount }));
  const rate = dated === undefined ? null : moneyWeightedReturn(dated, yearDays);
  const hasDietz = start !== undefined && end !== undefined && days !== undefined;
  return {
    ...(periods === undefined ? {} : { timeWeighted: timeWeightedReturn(periods) }),
    ...(rate === null ? {} : { moneyWeighted: rate.yearly, moneyWeightedPeriod: rate.period }),
    ...(rate !== null && rate.roots.length > 1 ? { roots: rate.roots } : {}),
    ...(flows === undefined ? {} : { gain: flows.reduce((sum, [, amount]) => sum + amount, 0) }),
    ...(hasDietz ? { modifiedDietz: modifiedDietz(start, end, days, flowsByDay ?? []) } : {}),
  };
}

function seriesOf({ returns, periodsPerYear, riskFree, minimumAcceptable }: Input<"series">) {
  const figures = seriesFigures(returns, minimumAcceptable);
  if (periodsPerYear === undefined) return figures;
  return { ...figures, ...annualFigures(returns, periodsPerYear, { riskFree, minimum: minimumAcceptable }) };
}

function riskOf({ weights, volatilities, correlations }: Input<"risk">) {
  const concentration = { effectiveNumber: effectiveNumber(weights), largest: Math.max(...weights) };
  if (volatilities === undefined || correlations === undefined) return concentration;
  const shares = riskShares(weights, volatilities, correlations);
  const named = (shares.share ?? []).map((share, at) => [`share${at + 1}`, share]);
  const sum = shares.share?.reduce((total, share) => total + share, 0) ?? null;
  return { ...concentration, ...shares, ...Object.fromEntries(named), sum };
}
