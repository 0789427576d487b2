/** What is wrong with the parts that follow the market: each at its field, in words. */
import type { DynamicTargets, PortfolioStop, TargetRule, TrendGuard } from "@/lib/engine/model";
import { keyOfDraft, type PolicyDraft, type TargetDraft } from "./draft";
import { ASSET_FORM, outside, type Problem, percentOf, scheduleProblems } from "./problem";
import { shareOf } from "./weights";

export function partProblems({ targets, settings }: PolicyDraft): Problem[] {
  const { dynamic, trendGuard, stop } = settings;
  return [
    ...(dynamic ? dynamicProblems(dynamic, targets) : []),
    ...(trendGuard ? guardProblems(trendGuard) : []),
    ...(stop ? stopProblems(stop) : []),
  ];
}

function dynamicProblems(dynamic: DynamicTargets, targets: readonly TargetDraft[]): Problem[] {
  const found = [
    ...ruleProblems(dynamic.rule, "dynamic.rule"),
    ...outside(dynamic.weightMin, 0, 1, "dynamic.weightMin", "%"),
    ...outside(dynamic.weightMax, 0.001, 1, "dynamic.weightMax", "%"),
    ...(dynamic.bound === null ? [] : outside(dynamic.bound, 0.001, 1, "dynamic.bound", "pp")),
    ...scheduleProblems(dynamic, "dynamic"),
  ];
  if (found.length > 0 || targets.length === 0) return found;
  return [...membershipProblems(dynamic, targets), ...roomProblems(dynamic, targets)];
}

function ruleProblems(rule: TargetRule, path: string): Problem[] {
  switch (rule.kind) {
    case "equal":
      return [];
    case "market-cap":
      return outside(rule.exponent, 0, 2, `${path}.exponent`, null);
    case "inverse-volatility":
    case "equal-risk":
    case "minimum-variance":
      return outside(rule.lookbackDays, 2, 1_500, `${path}.lookbackDays`, "days");
    case "momentum":
      return [
        ...outside(rule.lookbackDays, 1, 1_500, `${path}.lookbackDays`, "days"),
        ...outside(rule.top, 1, 100, `${path}.top`, "targets"),
        ...(Number.isInteger(rule.top) || !Number.isFinite(rule.top)
          ? []
          : [{ path: `${path}.top`, message: "A whole number of targets." }]),
        ...(rule.returnMin === null ? [] : outside(rule.returnMin, -0.99, 10, `${path}.returnMin`, "%")),
      ];
    case "volatility-target":
      return [
        ...outside(rule.volatility, 0.01, 3, `${path}.volatility`, "% a year"),
        ...outside(rule.halfLifeDays, 1, 365, `${path}.halfLifeDays`, "days"),
        ...outside(rule.exposureMax, 0.01, 1, `${path}.exposureMax`, "%"),
      ];
  }
}

function membershipProblems(dynamic: DynamicTargets, targets: readonly TargetDraft[]): Problem[] {
  const { rule, fixed, safe } = dynamic;
  if (safe !== null && !targets.some((target) => keyOfDraft(target) === safe))
    return [{ path: "dynamic.safe", message: "Choose a target of this policy." }];
  if (safe !== null && fixed.includes(safe))
    return [{ path: "dynamic.safe", message: "It keeps its written weight; choose another, or let it follow." }];
  if (rule.kind === "volatility-target" && safe === null)
    return [
      {
        path: "dynamic.safe",
        message: "Say where the money goes while the market is wild, for example your stablecoins.",
      },
    ];
  const ruled = ruledTargets(dynamic, targets).length;
  const least = needsOnlyOne(rule) ? 1 : 2;
  if (ruled >= least) return [];
  const message =
    ruled === 0
      ? "Every target keeps its written weight; the rule has nothing left to set."
      : "Only one target is left to the rule. Let a second one follow.";
  return [{ path: "dynamic.fixed", message }];
}

const needsOnlyOne = ({ kind }: TargetRule) => kind === "volatility-target" || kind === "momentum";

/** Least, most and bound must leave weights that can add up to what the fixed targets leave. */
function roomProblems(dynamic: DynamicTargets, targets: readonly TargetDraft[]): Problem[] {
  const { weightMin, weightMax, bound, safe } = dynamic;
  if (weightMin > weightMax) return [{ path: "dynamic.weightMax", message: "The most is less than the least." }];
  const ruled = ruledTargets(dynamic, targets);
  const ranges = ruled.map((target) => {
    const weight = shareOf(target.weight);
    return {
      low: Math.max(weightMin, bound === null ? 0 : weight - bound),
      high: Math.min(weightMax, bound === null ? 1 : weight + bound),
    };
  });
  const crossed = ranges.findIndex(({ low, high }) => low > high + 1e-9);
  const at = ruled[crossed];
  if (at) {
    const name = at.kind === "asset" ? at.asset : at.name;
    const message = `${name} is written at ${percentOf(shareOf(at.weight))}: least, most and bound leave it no weight at all.`;
    return [{ path: shareOf(at.weight) > weightMax ? "dynamic.weightMax" : "dynamic.weightMin", message }];
  }
  const free = targets
    .filter((target) => !dynamic.fixed.includes(keyOfDraft(target)))
    .reduce((sum, target) => sum + shareOf(target.weight), 0);
  const least = ranges.reduce((sum, { low }) => sum + low, 0);
  const most = ranges.reduce((sum, { high }) => sum + high, 0);
  const given = `${ruled.length} targets share ${percentOf(free)}`;
  if (least > free + 1e-9)
    return [
      { path: "dynamic.weightMin", message: `${given}: at least ${percentOf(weightMin)} each is more than that.` },
    ];
  if (safe === null && most < free - 1e-9)
    return [
      { path: "dynamic.weightMax", message: `${given}: at most ${percentOf(weightMax)} each is less than that.` },
    ];
  return [];
}

/** Targets whose weight the rule sets; the safe one takes what is left. */
export function ruledTargets(
  dynamic: Pick<DynamicTargets, "fixed" | "safe">,
  targets: readonly TargetDraft[],
): readonly TargetDraft[] {
  return targets.filter((target) => {
    const key = keyOfDraft(target);
    return key !== dynamic.safe && !dynamic.fixed.includes(key);
  });
}

function guardProblems(guard: TrendGuard): Problem[] {
  return [
    ...outside(guard.averageDays, 2, 1_500, "trendGuard.averageDays", "days"),
    ...outside(guard.momentumDays, 1, 1_500, "trendGuard.momentumDays", "days"),
    ...outside(guard.momentumMin, -0.99, 10, "trendGuard.momentumMin", "%"),
    ...outside(guard.driftMax, 0.001, 1, "trendGuard.driftMax", "pp"),
  ];
}

function stopProblems(stop: PortfolioStop): Problem[] {
  const { restart } = stop;
  return [
    ...(stop.kind === "trailing" ? outside(stop.windowDays ?? Number.NaN, 1, 3_650, "stop.windowDays", "days") : []),
    ...outside(stop.drop, 0.01, 0.95, "stop.drop", "%"),
    ...(ASSET_FORM.test(stop.safeAsset)
      ? []
      : [{ path: "stop.safeAsset", message: "Write the asset to wait in, for example USDT." }]),
    ...(restart.kind === "after-days" ? outside(restart.days, 0.04, 3_650, "stop.restart.days", "days") : []),
    ...(restart.kind === "trend" ? outside(restart.averageDays, 2, 1_500, "stop.restart.averageDays", "days") : []),
  ];
}
