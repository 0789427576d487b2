/**
 * What is wrong with weights that follow the market: the rule's own figures, who follows it, and whether least, most
 * and bound leave it any weights at all.
 */
import type { DynamicTargets, TargetRule } from "@/lib/engine/model";
import { keyOfDraft, type TargetDraft } from "./draft";
import { nameOfDraft } from "./name-of-target";
import { outside, type Problem, percentOf, scheduleProblems } from "./problem";
import { shareOf } from "./weights";

export function dynamicProblems(dynamic: DynamicTargets, targets: readonly TargetDraft[]): Problem[] {
  const found = [
    ...ruleProblems(dynamic.rule, "dynamic.rule"),
    ...outside(dynamic.weightMin, 0, 1, "dynamic.weightMin", "%"),
    ...outside(dynamic.weightMax, 0, 1, "dynamic.weightMax", "%"),
    ...(dynamic.bound === null ? [] : outside(dynamic.bound, 0, 1, "dynamic.bound", "pp")),
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
      return outside(rule.lookbackDays, 2, 3_650, `${path}.lookbackDays`, "days");
    case "momentum":
      return [
        ...outside(rule.lookbackDays, 2, 3_650, `${path}.lookbackDays`, "days"),
        ...outside(rule.top, 1, 1_000, `${path}.top`, "targets"),
        ...(Number.isInteger(rule.top) || !Number.isFinite(rule.top)
          ? []
          : [{ path: `${path}.top`, message: "A whole number of targets." }]),
        ...(rule.returnMin === null ? [] : outside(rule.returnMin, -1, 100, `${path}.returnMin`, "%")),
      ];
    case "volatility-target":
      return [
        ...outside(rule.volatility, 0.001, 10, `${path}.volatility`, "% a year"),
        ...outside(rule.halfLifeDays, 0.01, 3_650, `${path}.halfLifeDays`, "days"),
        ...outside(rule.exposureMax, 0, 1, `${path}.exposureMax`, "%"),
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
  if (ruled === 0)
    return [{ path: "dynamic.fixed", message: "No target follows, so the rule has nothing to set. Let one follow." }];
  if (rule.kind !== "momentum" || rule.top <= ruled) return [];
  const follow = ruled === 1 ? "Only one target follows" : `Only ${ruled} targets follow`;
  return [{ path: "dynamic.rule.top", message: `${follow}, so the best ${rule.top} cannot be held.` }];
}

/** Least, most and bound must leave weights that can add up to what the fixed targets leave. */
function roomProblems(dynamic: DynamicTargets, targets: readonly TargetDraft[]): Problem[] {
  const { weightMin, weightMax, bound, safe } = dynamic;
  if (weightMin > weightMax) return [{ path: "dynamic.weightMax", message: "The most is less than the least." }];
  const follow = targets.filter((target) => !dynamic.fixed.includes(keyOfDraft(target)));
  const ranges = follow.map((target) => rangeOf(target, dynamic));
  const crossed = follow[ranges.findIndex(({ low, high }) => low > high + NOISE)];
  if (crossed) {
    const weight = shareOf(crossed.weight);
    const path = weight > weightMax ? "dynamic.weightMax" : "dynamic.weightMin";
    const message = `${nameOfDraft(crossed)} is written at ${percentOf(weight)}: least, most and bound leave it no weight at all.`;
    return [{ path, message }];
  }
  const free = sum(follow.map((target) => shareOf(target.weight)));
  const given = `${follow.length} targets share ${percentOf(free)}`;
  if (sum(ranges.map(({ low }) => low)) > free + NOISE)
    return [
      { path: "dynamic.weightMin", message: `${given}: at least ${percentOf(weightMin)} each is more than that.` },
    ];
  if (sum(ranges.map(({ high }) => high)) >= free - NOISE) return [];
  const message =
    weightMax * follow.length < free - NOISE && safe === null
      ? `${given}: at most ${percentOf(weightMax)} each is less than that.`
      : `${given}: within ${percentOf(bound ?? 1)} of what is written, and at most ${percentOf(weightMax)} each, they cannot reach that.`;
  return [{ path: "dynamic.weightMax", message }];
}

const NOISE = 1e-9;
const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);

/** How far a target that is not fixed may go; the safe one takes what is left, so least and most are not its own. */
export function rangeOf(
  target: TargetDraft,
  { weightMin, weightMax, bound, safe }: DynamicTargets,
): { low: number; high: number } {
  const weight = shareOf(target.weight);
  const isSafe = keyOfDraft(target) === safe;
  return {
    low: Math.max(isSafe ? 0 : weightMin, bound === null ? 0 : weight - bound, 0),
    high: Math.min(isSafe ? 1 : weightMax, bound === null ? 1 : weight + bound, 1),
  };
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
