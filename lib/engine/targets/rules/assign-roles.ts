/**
 * Who keeps the written weight, who is weighed by the rule, and who takes what the rule leaves uninvested. Only momentum and
 * volatility target leave anything; for the other rules a safe target is one like all others.
 */
import { assetName, type DynamicTargets, type RuleProblem, type Target, targetKey } from "@/lib/engine/model";
import { impossible } from "./rule-problem";

export interface Roles {
  /** Places of the targets the rule weighs. */
  chosen: readonly number[];
  /** Place of the safe target, -1: none. */
  safe: number;
  /** What the fixed targets leave, a share of the portfolio. */
  rest: number;
}

export function assignRoles(dynamic: DynamicTargets, targets: readonly Target[]): Roles | RuleProblem {
  const { rule, fixed } = dynamic;
  const isLeavingSome = rule.kind === "momentum" || rule.kind === "volatility-target";
  const safeKey = isLeavingSome ? dynamic.safe : null;
  const safe = safeKey === null ? -1 : targets.findIndex((target) => targetKey(target) === safeKey);
  if (safeKey !== null && safe < 0) return impossible({ kind: "safe-is-no-target", safe: safeKey });
  if (safeKey !== null && fixed.includes(safeKey)) {
    return impossible({ kind: "safe-is-fixed", name: nameOf(targets[safe]!) });
  }
  if (rule.kind === "volatility-target" && safe < 0) {
    return impossible({ kind: "safe-missing" });
  }
  const chosen: number[] = [];
  let rest = 1;
  targets.forEach((target, index) => {
    if (fixed.includes(targetKey(target))) rest -= target.weight;
    else if (index !== safe) chosen.push(index);
  });
  if (chosen.length === 0) return impossible({ kind: "nothing-to-weigh" });
  return { chosen, safe, rest: Math.max(rest, 0) };
}

/** Name a person knows the target by. */
export const nameOf = (target: Target): string => (target.kind === "asset" ? assetName(target.asset) : target.name);
