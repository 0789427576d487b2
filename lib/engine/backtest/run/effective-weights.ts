/**
 * Weights of a dynamic policy over a period: set at its start, if enough history precedes it, and anew at the first bar
 * due by the rule's own schedule. In between they stay. Where the rule has no answer those in force stay, at first the
 * written ones, and a note says so.
 */
import type { DynamicTargets, Policy, RuleProblem } from "@/lib/engine/model";
import { fillCapitalisations } from "@/lib/engine/targets/rules/capitalisations";
import { makeRuleInput } from "@/lib/engine/targets/rules/rule-input";
import { ruleWeights } from "@/lib/engine/targets/rules/rule-weights";
import type { BacktestNote, BacktestRequest } from "../model";
import { dueBars } from "./due-bars";
import type { Period } from "./period";

export interface EffectiveWeights {
  /** Bars of the table at which weights were set, ascending; the first is the period's first. */
  bars: Int32Array;
  /** By setting, then by policy target. */
  weights: Float64Array;
  /** Where the reader stands. */
  place: number;
  notes: readonly BacktestNote[];
}

export function resolveOverBars(
  { table, options }: BacktestRequest,
  dynamic: DynamicTargets,
  policy: Policy,
  { from, to }: Period,
): EffectiveWeights {
  const { targets } = policy;
  const due = dueBars(dynamic.cron, dynamic.timeZone, table.times, from, to);
  const bars = Int32Array.of(from, ...due);
  const weights = new Float64Array(bars.length * targets.length);
  const input = makeRuleInput(dynamic, targets, table, policy.quoteAsset);
  const current = Float64Array.from(targets, (target) => target.weight);
  const failed: { bar: number; problem: RuleProblem }[] = [];
  let firstSet = -1;
  for (const [place, bar] of bars.entries()) {
    input.bar = bar;
    if (dynamic.rule.kind === "market-cap") {
      fillCapitalisations(options.capitalisations, targets, table.times[bar]!, input.capitalisations);
    }
    const problem = ruleWeights(dynamic, targets, input, current);
    if (problem !== null) failed.push({ bar, problem });
    else if (firstSet < 0) firstSet = bar;
    weights.set(current, place * targets.length);
  }
  return { bars, weights, place: 0, notes: notesOn(failed, firstSet, table.times) };
}

function notesOn(
  failed: readonly { bar: number; problem: RuleProblem }[],
  firstSet: number,
  times: Float64Array,
): BacktestNote[] {
  const early = failed.filter(({ bar }) => firstSet < 0 || bar < firstSet);
  const late = failed.filter(({ bar }) => firstSet >= 0 && bar > firstSet);
  const notes: BacktestNote[] = [];
  if (early.length > 0) {
    const until = firstSet < 0 ? null : times[firstSet]!;
    notes.push({ kind: "written-weights-stand", until, problem: early[0]!.problem });
  }
  if (late.length > 0) {
    const { bar, problem } = late[0]!;
    notes.push({ kind: "earlier-weights-stood", count: late.length, first: times[bar]!, problem });
  }
  return notes;
}
