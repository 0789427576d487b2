/**
 * Shares of the targets a rule weighs, from their past prices. They sum to 1, or to less where a safe target takes the rest.
 * Too short a history is told with the bars it takes.
 */
import { type RuleProblem, type Target, type TargetRule, targetKey } from "@/lib/engine/model";
import { windowBars } from "@/lib/engine/valuation/indicators/bar-days";
import { covariance, STILL_VARIANCE } from "@/lib/engine/valuation/indicators/covariance";
import { momentum } from "@/lib/engine/valuation/indicators/momentum";
import { warmBars } from "@/lib/engine/valuation/indicators/volatility";
import { nameOf, type Roles } from "./assign-roles";
import { equalRiskWeights } from "./equal-risk";
import { inverseVolatilityWeights } from "./inverse-volatility";
import { minimumVarianceWeights } from "./minimum-variance";
import { momentumWeights } from "./momentum";
import type { RuleInput } from "./rule-input";
import { impossible } from "./rule-problem";
import { exposureFor } from "./volatility-target";
import { assetsOf } from "./weight-bounds";

type Rule<Kind extends TargetRule["kind"]> = Extract<TargetRule, { kind: Kind }>;

export function byRisk(
  rule: Rule<"inverse-volatility" | "equal-risk" | "minimum-variance">,
  chosen: readonly Target[],
  roles: Roles,
  input: RuleInput,
  shares: Float64Array,
): RuleProblem | null {
  const count = chosen.length;
  const matrix = new Float64Array(count * count);
  covariance(input.prices, roles.chosen, input.bar, rule.lookbackDays, matrix, input.daysPerBar);
  const unknown = chosen.filter((_, at) => Number.isNaN(matrix[at * count + at]!));
  if (unknown.length > 0) return tooShort(unknown, Math.max(windowBars(rule.lookbackDays, input.daysPerBar), 2), input);
  if (rule.kind === "minimum-variance") return minimumVarianceWeights(matrix, shares) ? null : unsolved(rule);
  const still = chosen.find((_, at) => matrix[at * count + at]! <= STILL_VARIANCE);
  if (still !== undefined) return impossible({ kind: "did-not-move", name: nameOf(still) });
  switch (rule.kind) {
    case "equal-risk":
      return equalRiskWeights(matrix, shares) ? null : unsolved(rule);
    case "inverse-volatility":
      inverseVolatilityWeights(matrix, shares);
      return null;
  }
}

export function byMomentum(
  rule: Rule<"momentum">,
  chosen: readonly Target[],
  roles: Roles,
  input: RuleInput,
  shares: Float64Array,
): RuleProblem | null {
  const { prices, bar, daysPerBar } = input;
  const returns = Float64Array.from(roles.chosen, (index) =>
    momentum(prices, index, bar, rule.lookbackDays, daysPerBar),
  );
  const unknown = chosen.filter((_, at) => Number.isNaN(returns[at]!));
  if (unknown.length > 0) return tooShort(unknown, windowBars(rule.lookbackDays, daysPerBar), input);
  momentumWeights(returns, chosen.map(targetKey), rule, shares);
  if (roles.safe >= 0) return null;
  const invested = shares.reduce((sum, share) => sum + share, 0);
  if (invested === 0) return impossible({ kind: "no-return-above-minimum" });
  for (let at = 0; at < shares.length; at += 1) shares[at]! /= invested;
  return null;
}

/** Written weights, scaled so that they make up the exposure; the volatility of fixed targets is not counted. */
export function toVolatility(
  rule: Rule<"volatility-target">,
  chosen: readonly Target[],
  roles: Roles,
  input: RuleInput,
  shares: Float64Array,
): RuleProblem | null {
  const total = chosen.reduce((sum, target) => sum + target.weight, 0);
  if (total <= 0) return impossible({ kind: "nothing-to-scale" });
  const sigmaDay = input.sigmas?.[input.bar] ?? Number.NaN;
  if (Number.isNaN(sigmaDay)) return tooShort(chosen, warmBars(rule.halfLifeDays, input.daysPerBar), input);
  const exposure = Math.min(exposureFor(rule.volatility, sigmaDay, rule.exposureMax), roles.rest);
  chosen.forEach((target, at) => {
    shares[at] = roles.rest > 0 ? (exposure / roles.rest) * (target.weight / total) : 0;
  });
  return null;
}

function tooShort(targets: readonly Target[], returns: number, input: RuleInput): RuleProblem {
  const barsNeeded = returns + 1;
  return {
    kind: "history-missing",
    assets: assetsOf(targets),
    barsNeeded,
    daysNeeded: Math.ceil(barsNeeded * input.daysPerBar),
  };
}

const unsolved = (rule: TargetRule) => impossible({ kind: "no-solution", rule: rule.kind });
