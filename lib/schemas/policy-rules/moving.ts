/**
 * Whether moving targets can be met at all: the keys they name are targets, and the bounds allow a sum of
 * 100 %. A rule that can never be met is refused when it is written, not on the night it is needed.
 */
import { type DynamicTargets, type Target, targetKey, WEIGHT_SUM_TOLERANCE } from "@/lib/engine/model";
import { percent } from "./figures";

export function movingProblems(
  targets: readonly Target[],
  dynamic: DynamicTargets | null,
): { path: (string | number)[]; message: string }[] {
  if (dynamic === null) return [];
  const problems: { path: (string | number)[]; message: string }[] = [];
  const keys = new Set(targets.map(targetKey));
  const named = [...keys].map((key) => `"${key}"`).join(", ");
  dynamic.fixed.forEach((key, index) => {
    if (!keys.has(key))
      problems.push({ path: ["fixed", index], message: `"${key}" is no target; targets are ${named}.` });
  });
  if (dynamic.weightMin > dynamic.weightMax) {
    problems.push({ path: ["weightMin"], message: "The least weight is above the largest." });
  }
  const { fixed, rule } = dynamic;
  const isLeavingSome = rule.kind === "momentum" || rule.kind === "volatility-target";
  const { safe } = dynamic;
  if (safe !== null && !keys.has(safe)) {
    problems.push({ path: ["safe"], message: `"${safe}" is no target; targets are ${named}.` });
  }
  if (safe !== null && fixed.includes(safe)) {
    problems.push({ path: ["safe"], message: `"${safe}" is fixed, so it cannot take what the rule does not invest.` });
  }
  if (safe === null && rule.kind === "volatility-target") {
    problems.push({ path: ["safe"], message: "Name the target that takes what is not invested." });
  }
  if (problems.length > 0) return problems;

  const fixedKeys = new Set(fixed);
  // Only momentum and volatility target leave anything; to the other rules a safe target is one like all.
  const rest = isLeavingSome ? targets.find((target) => targetKey(target) === safe) : undefined;
  const moving = targets.filter((target) => !fixedKeys.has(targetKey(target)) && target !== rest);
  const share =
    1 - targets.filter((target) => fixedKeys.has(targetKey(target))).reduce((sum, each) => sum + each.weight, 0);
  if (moving.length === 0) {
    return [{ path: ["fixed"], message: "Every target is fixed or safe, so the rule has nothing to set." }];
  }
  if (rule.kind === "momentum" && rule.top > moving.length) {
    const message = `The rule sets ${moving.length} ${moving.length === 1 ? "target" : "targets"}, so it cannot hold the best ${rule.top}.`;
    problems.push({ path: ["rule", "top"], message });
  }
  return [...problems, ...boundProblems(dynamic, moving, rest, share)];
}

/** Sum of the least weights <= what the fixed targets leave <= sum of the largest; a safe target takes what is over. */
function boundProblems(dynamic: DynamicTargets, moving: readonly Target[], safe: Target | undefined, share: number) {
  const { weightMin, weightMax, bound } = dynamic;
  const count = moving.length === 1 ? "1 target" : `${moving.length} targets`;
  const are = moving.length === 1 ? "is" : "are";
  const left = `${percent(share)} that ${dynamic.fixed.length > 0 ? "the fixed ones leave" : "is to be shared out"}`;
  if (weightMin * moving.length > share + WEIGHT_SUM_TOLERANCE) {
    const message = `${count} of at least ${percent(weightMin)} ${are} more than the ${left}.`;
    return [{ path: ["weightMin"], message }];
  }
  if (safe === undefined && weightMax * moving.length < share - WEIGHT_SUM_TOLERANCE) {
    const message = `${count} of at most ${percent(weightMax)} ${are} less than the ${left}.`;
    return [{ path: ["weightMax"], message }];
  }
  if (bound === null) return [];
  const lows = moving.map((target) => Math.max(weightMin, target.weight - bound));
  const highs = moving.map((target) => Math.min(weightMax, target.weight + bound));
  const least = safe === undefined ? 0 : Math.max(safe.weight - bound, 0);
  const most = safe === undefined ? 0 : Math.min(safe.weight + bound, 1);
  const cramped = moving.find((_, index) => lows[index]! > highs[index]! + WEIGHT_SUM_TOLERANCE);
  if (cramped !== undefined) {
    const range = `${percent(weightMin)} and ${percent(weightMax)}`;
    const message = `${targetKey(cramped)} cannot stay within ${percent(bound)} of its ${percent(cramped.weight)} and between ${range}.`;
    return [{ path: ["bound"], message }];
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  if (sum(lows) + least > share + WEIGHT_SUM_TOLERANCE || sum(highs) + most < share - WEIGHT_SUM_TOLERANCE) {
    const message = `With a bound of ${percent(bound)} the weights cannot sum to the ${left}.`;
    return [{ path: ["bound"], message }];
  }
  return [];
}
