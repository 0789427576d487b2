/**
 * Weights in force: those of the last occurrence of the rule's schedule, from closes known by then; as written without a
 * rule. Where the past is too short for the rule, those before it stay, at first the written ones, with a note: as in a
 * backtest.
 */
import {
  type DynamicTargets,
  type Policy,
  type ResolvedPolicy,
  type ResolveProblem,
  targetKey,
} from "@/lib/engine/model";
import { fillCapitalisations } from "@/lib/engine/targets/rules/capitalisations";
import { makeRuleInput } from "@/lib/engine/targets/rules/rule-input";
import { ruleWeights } from "@/lib/engine/targets/rules/rule-weights";
import { latestOccurrence } from "@/lib/engine/triggers/cron";
import { historyNeeded, needsCapitalisations } from "./needs-resolving";
import type { ResolveHistory, TargetHistory } from "./past";

type EffectiveWeights =
  | { ok: true; weights: readonly number[]; rule: ResolvedPolicy["rule"] }
  | { ok: false; problems: readonly ResolveProblem[] };

/** A rule needs no prices for this: equal weights, or capitalisations alone. */
const NO_PRICES = { assets: [], quote: "", times: new Float64Array(0), closes: new Float64Array(0) };

export function effectiveWeights(
  policy: Policy,
  past: ResolveHistory,
  history: TargetHistory | null,
  now: number,
): EffectiveWeights {
  const { dynamic, targets } = policy;
  if (dynamic == null) return { ok: true, weights: targets.map((target) => target.weight), rule: null };
  // A schedule whose first occurrence is still to come is computed now, as on a start.
  const asOf = latestOccurrence(dynamic.cron, dynamic.timeZone, now) ?? now;
  const cached = cachedWeights(policy, dynamic, past.previous, asOf);
  if (cached !== null) return cached;

  const input = makeRuleInput(dynamic, targets, past.table ?? NO_PRICES, policy.quoteAsset);
  input.bar = history === null ? -1 : history.barAt(asOf);
  fillCapitalisations(past.capitalisations, targets, asOf, input.capitalisations);
  const weights = new Float64Array(targets.length);
  const problem = ruleWeights(dynamic, targets, input, weights);
  const rule = { kind: dynamic.rule.kind, asOf, sources: sourcesOf(policy, past) };
  if (problem === null) return { ok: true, weights: [...weights], rule: { ...rule, note: null } };
  if (problem.kind !== "history-missing") return { ok: false, problems: [problem] };
  const { assets, daysNeeded } = problem;
  const before = earlierWeights(policy, dynamic, past.previous);
  return {
    ok: true,
    weights: before ?? targets.map((target) => target.weight),
    rule: { ...rule, note: { stands: before === null ? "written" : "earlier", assets, daysNeeded } },
  };
}

/**
 * In between occurrences weights stay, whatever figures were corrected since; only for want of a past they are computed
 * again.
 */
function cachedWeights(
  policy: Policy,
  dynamic: DynamicTargets,
  previous: ResolvedPolicy | null,
  asOf: number,
): Extract<EffectiveWeights, { ok: true }> | null {
  const rule = previous?.rule ?? null;
  if (rule === null || rule.asOf !== asOf || rule.note !== null) return null;
  const weights = earlierWeights(policy, dynamic, previous);
  return weights === null ? null : { ok: true, weights, rule };
}

/** Those last resolved by the same rule, for the same targets. */
function earlierWeights(
  { targets }: Policy,
  dynamic: DynamicTargets,
  previous: ResolvedPolicy | null,
): number[] | null {
  if (previous === null || previous.rule?.kind !== dynamic.rule.kind) return null;
  const weightOf = new Map(previous.targets.map((target) => [target.key, target.weight]));
  const weights = targets.flatMap((target) => weightOf.get(targetKey(target)) ?? []);
  return weights.length === targets.length ? weights : null;
}

function sourcesOf(policy: Policy, { capitalisations, sources }: ResolveHistory): readonly string[] {
  if (needsCapitalisations(policy)) {
    if (capitalisations === null || "times" in capitalisations) return [];
    return [...new Set(capitalisations.map((each) => each.source))].sort();
  }
  return historyNeeded(policy).days > 0 ? sources : [];
}
