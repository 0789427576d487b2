/** The checks of a policy's moving parts: its rule, its portfolio stop, deposits and withdrawals, its trend guard. */
import {
  assetName,
  type DecisionCheck,
  type Policy,
  type ResolveProblem,
  type Snapshot,
  type TargetRuleKind,
} from "@/lib/engine/model";
import { destinationMode, occasionOf } from "@/lib/engine/targets/destination-mode";
import type { TriggerVerdict } from "@/lib/engine/triggers/evaluate-triggers";
import { fallOf } from "@/lib/engine/triggers/portfolio-stop";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { formatDecimal, formatPercent, formatPercentPoints } from "@/lib/money";
import { describeInstant } from "./describe-instant";
import { guardedRows } from "./held-back";
import { needsResolving } from "./needs-resolving";

export interface MovingFacts {
  policy: Policy;
  snapshot: Snapshot;
  allocation: Allocation;
  triggers: TriggerVerdict;
}

const RULE_NAMES: Readonly<Record<TargetRuleKind, string>> = {
  equal: "equal weights",
  "market-cap": "market capitalisation",
  "inverse-volatility": "inverse volatility",
  "equal-risk": "equal risk",
  "minimum-variance": "minimum variance",
  momentum: "momentum",
  "volatility-target": "volatility target",
};

/** "inverse volatility of 16 Nov 09:00 UTC, from Binance", or what is missing for any of the moving parts. */
export function ruleChecks({ policy, snapshot, allocation }: MovingFacts): DecisionCheck[] {
  const { resolved } = allocation;
  if (resolved === null) {
    if (!needsResolving(policy)) return [];
    const problems = snapshot.resolved?.ok === false ? snapshot.resolved.problems : [];
    const detail = problems.map(problemLabel).join("; ") || "not known yet";
    return [{ check: "rule", outcome: "broken", detail }];
  }
  if (resolved.rule === null) return [];
  const { kind, asOf, sources, note } = resolved.rule;
  const from = sources.length > 0 ? `, from ${sources.join(", ")}` : "";
  const noted = note === null ? "" : `; ${note}`;
  const when = describeInstant(asOf, policy.dynamic?.timeZone ?? "UTC");
  return [{ check: "rule", outcome: "passed", detail: `${RULE_NAMES[kind]} of ${when}${from}${noted}` }];
}

/** "12.0 % under the peak, stop at 25.0 %". */
export function stopChecks({ allocation: { resolved } }: MovingFacts): DecisionCheck[] {
  const stop = resolved?.stop ?? null;
  if (stop === null) return [];
  const figures = `${formatPercent(fallOf(stop))} under the peak, stop at ${formatPercent(stop.drop)}`;
  if (stop.phase === "armed") return [{ check: "portfolio-stop", outcome: "passed", detail: figures }];
  const since = describeInstant(stop.since, "UTC");
  const detail = `${figures}; in ${assetName(stop.safeAsset)} since ${since}`;
  return [{ check: "portfolio-stop", outcome: "broken", detail }];
}

/** "+4.2 % since the last run, bar 5.0 %". */
export function flowChecks({ policy, allocation }: MovingFacts): DecisionCheck[] {
  const thresholds = policy.triggers.flatMap((trigger) => (trigger.kind === "cash-flow" ? [trigger.shareMin] : []));
  if (thresholds.length === 0 || allocation.resolved === null) return [];
  const threshold = Math.min(...thresholds);
  const share = allocation.weightColumns.flowShare;
  const detail = `${formatPercent(share, { sign: "always" })} since the last run, bar ${formatPercent(threshold)}`;
  const isFired = share !== 0 && Math.abs(share) >= threshold;
  return [{ check: "cash-flow", outcome: isFired ? "broken" : "passed", detail }];
}

/** "Bitcoin +7.3 pp held, at most to +15.0 pp: 68,000 over its average 61,000, momentum +12.0 % over 0.0 %". */
export function guardChecks({ policy, allocation, triggers }: MovingFacts): DecisionCheck[] {
  const guard = policy.trendGuard ?? null;
  const { resolved } = allocation;
  if (guard === null || resolved === null || resolved.stop?.phase === "stopped") return [];
  if (triggers.kind === "quiet")
    return [{ check: "trend-guard", outcome: "not-reached", detail: "nothing is to be sold" }];
  const occasion = occasionOf(triggers.reasons);
  if (destinationMode(policy, occasion).isGuardOff === true) {
    return [{ check: "trend-guard", outcome: "passed", detail: "no say on the way back into the market" }];
  }
  const held = guardedRows(policy, allocation, occasion);
  if (held.length === 0) return [{ check: "trend-guard", outcome: "passed", detail: "holds nothing back" }];
  const details = held.map(({ key, name, drift, driftMax }) => {
    const cap = `${name} ${formatPercentPoints(drift, { sign: "always" })} held, at most to ${formatPercentPoints(driftMax, { sign: "always" })}`;
    const facts = resolved.trends.find((trend) => trend.key === key);
    if (facts === undefined) return cap;
    const gain = formatPercent(facts.momentum, { sign: "always" });
    return `${cap}: ${figure(facts.price)} over its average ${figure(facts.average)}, momentum ${gain} over ${formatPercent(guard.momentumMin)}`;
  });
  return [{ check: "trend-guard", outcome: "wait", detail: details.join("; ") }];
}

function problemLabel(problem: ResolveProblem): string {
  switch (problem.kind) {
    case "history-missing":
      return `too few past prices of ${names(problem.assets)}, ${problem.daysNeeded} days are needed`;
    case "history-stale":
      return `past prices of ${names(problem.assets)} end ${describeInstant(problem.lastAt, "UTC")}`;
    case "capitalisation-missing":
      return `no market capitalisation of ${names(problem.assets)}`;
    case "rule-impossible":
      return problem.message;
  }
}

const names = (assets: readonly string[]) => assets.map(assetName).join(", ");

/** Four figures are enough to compare a price with its average. */
function figure(value: number): string {
  return formatDecimal(value, { decimals: value >= 1000 ? 0 : value >= 1 ? 2 : 6 });
}
