/**
 * Weights by a policy's rule, one a target, summing to 1. Fixed targets keep what is written; the rule shares out the rest:
 * it weighs the chosen targets as if they were all there is, that is scaled to the rest, what it does not invest goes to the
 * safe target, and the bounds are met last (fitWeights).
 *
 * Same prices up to the bar, same weights: nothing here reads later bars, clocks or holdings.
 */
import type { DynamicTargets, RuleProblem, Target, TargetRule } from "@/lib/engine/model";
import { assignRoles, type Roles } from "./assign-roles";
import { equalWeights } from "./equal";
import { fitWeights } from "./fit-weights";
import { capitalisationWeights } from "./market-cap";
import type { RuleInput } from "./rule-input";
import { byMomentum, byRisk, toVolatility } from "./weigh-history";
import { assetsOf, weightBounds } from "./weight-bounds";

/** Fills `out` and returns null, or says why not and leaves `out` as it was. */
export function ruleWeights(
  dynamic: DynamicTargets,
  targets: readonly Target[],
  input: RuleInput,
  out: Float64Array,
): RuleProblem | null {
  const roles = assignRoles(dynamic, targets);
  if ("kind" in roles) return roles;
  const { chosen, safe, rest } = roles;
  const members = safe < 0 ? chosen : [...chosen, safe];
  const lows = new Float64Array(members.length);
  const highs = new Float64Array(members.length);
  const weights = new Float64Array(members.length);
  const problem =
    weightBounds(dynamic, targets, members, roles, lows, highs) ??
    weigh(dynamic.rule, targets, roles, input, weights.subarray(0, chosen.length));
  if (problem !== null) return problem;
  for (let at = 0; at < chosen.length; at += 1) weights[at]! *= rest;
  fitWeights(weights, lows, highs, rest, safe < 0 ? -1 : chosen.length);
  targets.forEach((target, index) => {
    const at = members.indexOf(index);
    out[index] = at < 0 ? target.weight : weights[at]!;
  });
  return null;
}

/** Fills the shares of the chosen targets; they sum to 1, or to less where a safe target takes the rest. */
function weigh(
  rule: TargetRule,
  targets: readonly Target[],
  roles: Roles,
  input: RuleInput,
  shares: Float64Array,
): RuleProblem | null {
  const chosen = roles.chosen.map((index) => targets[index]!);
  switch (rule.kind) {
    case "equal":
      equalWeights(shares);
      return null;
    case "market-cap": {
      const values = Float64Array.from(roles.chosen, (index) => input.capitalisations[index]!);
      const unknown = chosen.filter((_, at) => !(values[at]! > 0));
      if (unknown.length > 0) return { kind: "capitalisation-missing", assets: assetsOf(unknown) };
      capitalisationWeights(values, rule.exponent, shares);
      return null;
    }
    case "momentum":
      return byMomentum(rule, chosen, roles, input, shares);
    case "volatility-target":
      return toVolatility(rule, chosen, roles, input, shares);
    case "inverse-volatility":
    case "equal-risk":
    case "minimum-variance":
      return byRisk(rule, chosen, roles, input, shares);
  }
}
