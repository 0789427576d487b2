/** Weights in force: those of the last slot of the rule's schedule, from closes known by then; as written without a rule. */
import { type DynamicTargets, type Policy, type Ruling, type RulingProblem, targetKey } from "@/lib/engine/model";
import { fillCapitalisations } from "@/lib/engine/targets/rules/capitalisations";
import { makeRuleInput } from "@/lib/engine/targets/rules/rule-input";
import { ruleWeights } from "@/lib/engine/targets/rules/rule-weights";
import { latestSlot } from "@/lib/engine/triggers/cron";
import type { RulingPast, TargetHistory } from "./make-ruling";
import { historyNeeded, needsCapitalisations } from "./needs-ruling";

type RuledWeights =
  | { ok: true; weights: readonly number[]; rule: Ruling["rule"] }
  | { ok: false; problems: readonly RulingProblem[] };

/** A rule needs no prices for this: equal weights, or capitalisations alone. */
const NO_PRICES = { assets: [], quote: "", times: new Float64Array(0), closes: new Float64Array(0) };

export function ruledWeights(
  policy: Policy,
  past: RulingPast,
  history: TargetHistory | null,
  now: number,
): RuledWeights {
  const { dynamic, targets } = policy;
  if (dynamic == null) return { ok: true, weights: targets.map((target) => target.weight), rule: null };
  // A schedule whose first slot is still to come is computed now, as on a start.
  const asOf = latestSlot(dynamic.cron, dynamic.timeZone, now) ?? now;
  const kept = keptWeights(policy, dynamic, past.previous, asOf);
  if (kept !== null) return kept;

  const input = makeRuleInput(dynamic, targets, past.table ?? NO_PRICES, policy.quoteAsset);
  input.bar = history === null ? -1 : history.barAt(asOf);
  fillCapitalisations(past.capitalisations, targets, asOf, input.capitalisations);
  const weights = new Float64Array(targets.length);
  const problem = ruleWeights(dynamic, targets, input, weights);
  if (problem !== null) return { ok: false, problems: [problem] };
  return {
    ok: true,
    weights: [...weights],
    rule: { kind: dynamic.rule.kind, asOf, sources: sourcesOf(policy, past), note: null },
  };
}

/** In between slots weights stay, whatever figures were corrected since. */
function keptWeights(
  { targets }: Policy,
  dynamic: DynamicTargets,
  previous: Ruling | null,
  asOf: number,
): Extract<RuledWeights, { ok: true }> | null {
  const rule = previous?.rule ?? null;
  if (previous === null || rule === null || rule.kind !== dynamic.rule.kind || rule.asOf !== asOf) return null;
  const weightOf = new Map(previous.targets.map((target) => [target.key, target.weight]));
  const weights = targets.flatMap((target) => weightOf.get(targetKey(target)) ?? []);
  return weights.length === targets.length ? { ok: true, weights, rule } : null;
}

function sourcesOf(policy: Policy, { capitalisations, sources }: RulingPast): readonly string[] {
  if (needsCapitalisations(policy)) {
    if (capitalisations === null || "times" in capitalisations) return [];
    return [...new Set(capitalisations.map((each) => each.source))].sort();
  }
  return historyNeeded(policy).days > 0 ? sources : [];
}
