/**
 * Resolves the moving parts of a policy at one instant: weights of its rule, widths of its bands, trends, the portfolio
 * stop. Made once per check and stored in the snapshot, so that whoever decides or plans from it later needs no history.
 *
 * Weights in force are those of the last occurrence of the rule's schedule, from closes known by then; in between they
 * stay, for which the policy as resolved before is handed in. Widths and trends are those of the last close known now.
 * Who is out of the market needs no rule: a stop that is out is resolved whatever is missing. Same input, same result.
 */
import {
  type Band,
  type Policy,
  type PriceTable,
  type ResolvedPolicy,
  type ResolveProblem,
  type Snapshot,
  type StopState,
  type Target,
  type TrendFacts,
  targetKey,
  targetMembers,
} from "@/lib/engine/model";
import { advanceStop, newStopState, seekPastPeak } from "@/lib/engine/triggers/portfolio-stop";
import { isAbove, measureTrend } from "@/lib/engine/triggers/trend";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { movingAverage } from "@/lib/engine/valuation/indicators/moving-average";
import { targetPrices, weightedIndex } from "@/lib/engine/valuation/indicators/target-prices";
import { writtenWidth } from "@/lib/engine/valuation/lay-out-targets";
import { historyNeeded } from "./needs-resolving";
import type { ResolveHistory, TargetHistory } from "./past";
import { bandWidths } from "./resolve-bands";
import { effectiveWeights } from "./resolve-targets";

export { historyNeeded, needsResolving } from "./needs-resolving";

/** Where the rest cannot be resolved the stop has moved on all the same: its peaks must not be lost. */
export type ResolveVerdict =
  | { ok: true; resolved: ResolvedPolicy }
  | { ok: false; problems: readonly ResolveProblem[]; stop: ResolvedPolicy["stop"] };

/** Bars that may be missing at the end before history counts as old, and a day on top for slow sources. */
const MISSING_MAX = 3;
const DAY = 86_400_000;

export function resolvePolicy(policy: Policy, past: ResolveHistory, now: number): ResolveVerdict {
  const history = past.table === null ? null : openHistory(policy, past.table, past.knownAfterMs);
  const stop = resolveStop(policy, past, history, now);
  const base = { at: now, stop, flowShare: past.flowShare };
  if (stop?.phase === "stopped") {
    const targets = policy.targets.map((target) => asWritten(target, policy.band));
    return { ok: true, resolved: { ...base, targets, rule: null, trends: [] } };
  }

  const missing = historyProblem(policy, past, history, now);
  if (missing !== null) return { ok: false, problems: [missing], stop };
  const effective = effectiveWeights(policy, past, history, now);
  if (!effective.ok) return { ...effective, stop };
  const widths = bandWidths(policy, effective.weights, past, history, now);
  if (!widths.ok) return { ...widths, stop };
  const targets = policy.targets.map((target, index) => ({
    key: targetKey(target),
    weight: effective.weights[index]!,
    band: widths.widths[index]!,
  }));
  return {
    ok: true,
    resolved: { ...base, targets, rule: effective.rule, trends: measureTrends(policy, history, now) },
  };
}

function openHistory(policy: Policy, table: PriceTable, knownAfterMs: number): TargetHistory {
  const { times } = table;
  return {
    prices: targetPrices(table, policy.targets, policy.quoteAsset),
    daysPerBar: barDays(table),
    barAt: (at) => {
      let low = 0;
      let high = times.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle]! + knownAfterMs <= at) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    },
  };
}

/**
 * Whether there is history at all, and fresh enough: without it nothing is resolved. One that is there and too short is no
 * problem of the check's: each part says what stands until it is long enough, live and in a backtest alike.
 */
function historyProblem(
  policy: Policy,
  past: ResolveHistory,
  history: TargetHistory | null,
  now: number,
): ResolveProblem | null {
  // A stop that waits for a trend needs none before it is out, and a missing trend only keeps it there.
  const { assets, days } = historyNeeded({ ...policy, stop: null });
  if (days === 0) return null;
  const absent = assets.filter((asset) => past.table === null || !past.table.assets.includes(asset));
  const bar = history?.barAt(now) ?? -1;
  if (absent.length > 0 || past.table === null || history === null || bar < 0) {
    const missing = absent.length > 0 ? absent : assets;
    return { kind: "history-missing", assets: missing, barsNeeded: Math.ceil(days) + 1, daysNeeded: Math.ceil(days) };
  }
  const lastAt = past.table.times[bar]! + past.knownAfterMs;
  const isStale = now - lastAt > MISSING_MAX * history.daysPerBar * DAY + DAY;
  return isStale ? { kind: "history-stale", assets, lastAt } : null;
}

function resolveStop(
  policy: Policy,
  past: ResolveHistory,
  history: TargetHistory | null,
  now: number,
): ResolvedPolicy["stop"] {
  const rule = policy.stop ?? null;
  if (rule === null) return null;
  // Armed from the start, and since no particular instant: a way back is known by the time it came back.
  const before = past.stop ?? { ...newStopState(past.index ?? 1, now), since: 0 };
  const isArmed = before.phase === "armed";
  const isOtherPast = isArmed && rule.peakFrom !== "history" && before.isFromHistory === true;
  // An owner who no longer wants the past searched begins anew, from today; who is out stays out.
  const state: StopState = isOtherPast ? { ...newStopState(before.index, now), since: 0 } : { ...before };
  if (state.highs !== undefined) state.highs = [...state.highs];
  if (rule.peakFrom === "history" && state.isFromHistory !== true && past.index !== null) {
    const sought = pastIndex(policy, history, now);
    // After a restart the peak starts anew from there, not from before it.
    if (isArmed && state.since > 0) state.isFromHistory = true;
    else if (sought !== null) seekPastPeak(rule, state, sought);
  }
  if (past.index !== null) {
    const isTrendUp = isWrittenIndexUp(policy, history, now);
    advanceStop(rule, state, { index: past.index, at: now, isTrendUp, isRequested: past.isRestartRequested === true });
  }
  return { ...state, safeAsset: rule.safeAsset, drop: rule.drop };
}

/** The targets held in their written weights up to the last close known; null where there are no two closes. */
function pastIndex(policy: Policy, history: TargetHistory | null, now: number) {
  const last = history?.barAt(now) ?? -1;
  if (history === null || last < 1) return null;
  const weights = policy.targets.map((target) => target.weight);
  return { times: history.prices.times, levels: weightedIndex(history.prices, weights).closes, last };
}

/** Whether the targets, held in their written weights, stand above their moving average. */
function isWrittenIndexUp(policy: Policy, history: TargetHistory | null, now: number): boolean {
  const restart = policy.stop?.restart;
  if (restart?.kind !== "trend" || history === null) return false;
  const bar = history.barAt(now);
  if (bar < 0) return false;
  const index = weightedIndex(
    history.prices,
    policy.targets.map((target) => target.weight),
  );
  return isAbove(index.closes[bar]!, movingAverage(index, 0, bar, restart.averageDays, history.daysPerBar));
}

/** Targets with too short a past are left out: a guard that does not know lets the sale go on. */
function measureTrends(policy: Policy, history: TargetHistory | null, now: number): TrendFacts[] {
  const guard = policy.trendGuard ?? null;
  if (guard === null || history === null) return [];
  const bar = history.barAt(now);
  return policy.targets.flatMap((target, index) => {
    if (targetMembers(target).every((member) => member === policy.quoteAsset)) return [];
    const facts = measureTrend(guard, history.prices, index, bar, history.daysPerBar);
    const isKnown = [facts.price, facts.average, facts.momentum].every(Number.isFinite);
    return isKnown ? [{ key: targetKey(target), ...facts }] : [];
  });
}

function asWritten(target: Target, band: Band): ResolvedPolicy["targets"][number] {
  return {
    key: targetKey(target),
    weight: target.weight,
    band: writtenWidth(target.band ?? band, target.weight),
  };
}

/** What the caller keeps of the stop for the next check, whether or not it could rule; null without a stop. */
export function stopStateOf(verdict: Snapshot["resolved"]): StopState | null {
  const stop = verdict?.ok ? verdict.resolved.stop : verdict?.stop;
  if (stop == null) return null;
  const { safeAsset: _, drop: __, ...state } = stop;
  return state;
}
