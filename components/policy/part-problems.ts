/** What is wrong with a trend guard, a portfolio stop, and weights that follow the market: each at its field, in words. */
import type { PortfolioStop, TrendGuard } from "@/lib/engine/model";
import type { PolicyDraft } from "./draft";
import { dynamicProblems } from "./dynamic-problems";
import { ASSET_FORM, outside, type Problem } from "./problem";

export function partProblems({ targets, settings }: PolicyDraft): Problem[] {
  const { dynamic, trendGuard, stop } = settings;
  return [
    ...(dynamic ? dynamicProblems(dynamic, targets) : []),
    ...(trendGuard ? guardProblems(trendGuard) : []),
    ...(stop ? stopProblems(stop) : []),
  ];
}

function guardProblems(guard: TrendGuard): Problem[] {
  return [
    ...outside(guard.averageDays, 2, 3_650, "trendGuard.averageDays", "days"),
    ...outside(guard.momentumDays, 1, 3_650, "trendGuard.momentumDays", "days"),
    ...outside(guard.momentumMin, -1, 100, "trendGuard.momentumMin", "%"),
    ...outside(guard.driftMax, 0.0001, 1, "trendGuard.driftMax", "pp"),
  ];
}

function stopProblems(stop: PortfolioStop): Problem[] {
  const { restart } = stop;
  return [
    ...(stop.kind === "trailing" ? outside(stop.windowDays ?? Number.NaN, 1, 3_650, "stop.windowDays", "days") : []),
    ...outside(stop.drop, 0.001, 0.999, "stop.drop", "%"),
    ...(ASSET_FORM.test(stop.safeAsset)
      ? []
      : [{ path: "stop.safeAsset", message: "Write the asset to wait in, for example USDT." }]),
    ...(restart.kind === "after-days" ? outside(restart.days, 0.01, 3_650, "stop.restart.days", "days") : []),
    ...(restart.kind === "trend" ? outside(restart.averageDays, 2, 3_650, "stop.restart.averageDays", "days") : []),
  ];
}
