/** The checks of a policy's moving parts: its rule, its portfolio stop, deposits and withdrawals, its trend guard. */
import type { CheckFinding, CheckOutcome, DecisionCheck, Policy, Snapshot } from "@/lib/engine/model";
import { destinationMode, occasionOf } from "@/lib/engine/targets/destination-mode";
import type { TriggerVerdict } from "@/lib/engine/triggers/evaluate-triggers";
import { fallOf } from "@/lib/engine/triggers/portfolio-stop";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { guardedRows } from "./held-back";
import { needsResolving } from "./needs-resolving";

export interface MovingFacts {
  policy: Policy;
  snapshot: Snapshot;
  allocation: Allocation;
  triggers: TriggerVerdict;
}

/** The rule with its day and sources, or what is missing for any of the moving parts. */
export function ruleChecks({ policy, snapshot, allocation }: MovingFacts): DecisionCheck[] {
  const { resolved } = allocation;
  if (resolved === null) {
    if (!needsResolving(policy)) return [];
    const problems = snapshot.resolved?.ok === false ? snapshot.resolved.problems : [];
    return [{ check: "rule", outcome: "broken", finding: { kind: "rule-unresolved", problems } }];
  }
  if (resolved.rule === null) return [];
  const { kind, asOf, sources, note } = resolved.rule;
  const timeZone = policy.dynamic?.timeZone ?? "UTC";
  return [{ check: "rule", outcome: "passed", finding: { kind: "rule", rule: kind, timeZone, asOf, sources, note } }];
}

/** How far under its peak the portfolio stands, and where the stop is. */
export function stopChecks({ allocation: { resolved } }: MovingFacts): DecisionCheck[] {
  const stop = resolved?.stop ?? null;
  if (stop === null) return [];
  const isOut = stop.phase === "stopped";
  const { drop, safeAsset } = stop;
  const since = isOut ? stop.since : null;
  const finding = { kind: "portfolio-stop", fall: fallOf(stop), drop, safeAsset, since } as const;
  return [{ check: "portfolio-stop", outcome: isOut ? "broken" : "passed", finding }];
}

/** Deposits less withdrawals since the last run, beside the smallest threshold. */
export function flowChecks({ policy, allocation }: MovingFacts): DecisionCheck[] {
  const thresholds = policy.triggers.flatMap((trigger) => (trigger.kind === "cash-flow" ? [trigger.shareMin] : []));
  if (thresholds.length === 0 || allocation.resolved === null) return [];
  const threshold = Math.min(...thresholds);
  const share = allocation.weightColumns.flowShare;
  const isFired = share !== 0 && Math.abs(share) >= threshold;
  const finding = { kind: "cash-flow", share, threshold } as const;
  return [{ check: "cash-flow", outcome: isFired ? "broken" : "passed", finding }];
}

/** Which targets are let run, how far, and the trend that lets them. */
export function guardChecks({ policy, allocation, triggers }: MovingFacts): DecisionCheck[] {
  const guard = policy.trendGuard ?? null;
  const { resolved } = allocation;
  if (guard === null || resolved === null || resolved.stop?.phase === "stopped") return [];
  const answer = (outcome: CheckOutcome, finding: CheckFinding): DecisionCheck[] => [
    { check: "trend-guard", outcome, finding },
  ];
  if (triggers.kind === "quiet") return answer("not-reached", { kind: "trend-guard-idle", why: "nothing-to-sell" });
  const occasion = occasionOf(triggers.reasons);
  if (destinationMode(policy, occasion).isGuardOff === true)
    return answer("passed", { kind: "trend-guard-idle", why: "back-to-market" });
  const rows = guardedRows(policy, allocation, occasion);
  if (rows.length === 0) return answer("passed", { kind: "trend-guard-idle", why: "nothing-guarded" });
  const guarded = rows.map(({ key, name, drift, driftMax }) => {
    const facts = resolved.trends.find((trend) => trend.key === key);
    const trend = facts && { price: facts.price, average: facts.average, momentum: facts.momentum };
    return { name, drift, driftMax, trend: trend ?? null };
  });
  return answer("wait", { kind: "trend-guard", guarded, momentumMin: guard.momentumMin });
}
