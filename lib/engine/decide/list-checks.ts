/**
 * The checks behind a decision, in the order they are made, each with its figures and their bounds: the table under "why".
 * A check that an earlier answer made needless is `not-reached`, and says so.
 */
import {
  type CheckFinding,
  type CheckOutcome,
  type CooldownState,
  type DecisionCheck,
  type HoldReason,
  type Policy,
  type Snapshot,
  scheduleOf,
} from "@/lib/engine/model";
import { nextOccurrences } from "@/lib/engine/triggers/cron";
import type { TriggerVerdict } from "@/lib/engine/triggers/evaluate-triggers";
import { brokenBands, nearestToItsEdge } from "@/lib/engine/triggers/evaluate-triggers";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { flowChecks, guardChecks, ruleChecks, stopChecks } from "./list-moving-checks";

export interface CheckedFacts {
  policy: Policy;
  snapshot: Snapshot;
  clock: {
    now: number;
    dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
    requestedBy: string | null;
    policyChanged: boolean;
    lastRunAt: number | null;
  };
  allocation: Allocation;
  triggers: TriggerVerdict;
  gates: readonly HoldReason[];
  cooldown: { until: number } | null;
  /** Requested, or on the way out of the market or back: nothing rests. */
  isUrgent: boolean;
  /** Why a run that was called for may not move anything. */
  held: HoldReason | null;
}

export function listChecks(facts: CheckedFacts): DecisionCheck[] {
  const checks = [prices(facts), venues(facts), ...ruleChecks(facts), ...stopChecks(facts), bands(facts)];
  if (facts.policy.triggers.some((trigger) => scheduleOf(trigger) !== null)) checks.push(schedule(facts));
  const drift = portfolioDrift(facts);
  if (drift !== null) checks.push(drift);
  checks.push(...flowChecks(facts), cooldown(facts), ...guardChecks(facts));
  return checks;
}

function prices({ snapshot, allocation, policy, clock }: CheckedFacts): DecisionCheck {
  const answer = (outcome: CheckOutcome, finding: CheckFinding) => ({ check: "prices", outcome, finding }) as const;
  const { missing } = allocation;
  if (missing.length > 0) return answer("broken", { kind: "prices-missing", assets: missing });
  const suspect = (snapshot.suspects ?? []).filter(
    ({ about, asset, suspicion }) =>
      about === "price" && suspicion !== "off-peg" && allocation.layout.positionOf.has(asset),
  );
  if (suspect.length > 0)
    return answer("broken", { kind: "prices-suspect", assets: suspect.map(({ asset }) => asset) });
  const counted = snapshot.prices.filter((price) => allocation.layout.positionOf.has(price.asset));
  const needed = counted.filter((price) => price.asset !== snapshot.baseCurrency);
  const ageMs = Math.max(0, ...needed.map((price) => clock.now - price.at));
  const ageMsMax = policy.limits.priceAgeMsMax;
  const isFresh = needed.length === 0 || ageMs <= ageMsMax;
  return answer(isFresh ? "passed" : "broken", { kind: "price-age", count: needed.length, ageMs, ageMsMax });
}

function venues({ snapshot }: CheckedFacts): DecisionCheck {
  const silent = snapshot.venues.filter((venue) => venue.problem !== null);
  if (silent.length > 0) {
    const names = silent.map((venue) => venue.name).sort();
    return { check: "venues", outcome: "broken", finding: { kind: "venues-silent", names } };
  }
  const count = snapshot.venues.filter((venue) => venue.kind !== "manual").length;
  return { check: "venues", outcome: "passed", finding: { kind: "venues-answer", count } };
}

/** The broken ones, or the nearest to its edge. */
function bands({ allocation }: CheckedFacts): DecisionCheck {
  const broken = brokenBands(allocation);
  if (broken.length === 0) {
    const found = nearestToItsEdge(allocation);
    const nearest = found === null ? null : { name: found.name, distance: found.distance };
    return { check: "bands", outcome: "passed", finding: { kind: "bands-whole", nearest } };
  }
  const figures = broken.map(({ name, drift, band }) => ({ name, drift, band }));
  return { check: "bands", outcome: "broken", finding: { kind: "bands-broken", broken: figures } };
}

function schedule({ policy, clock }: CheckedFacts): DecisionCheck {
  const answer = (outcome: CheckOutcome, finding: CheckFinding) => ({ check: "schedule", outcome, finding }) as const;
  if (clock.requestedBy !== null) return answer("passed", { kind: "requested" });
  const late = clock.dueOccurrences.flatMap(({ triggerIndex, occurrenceAt }) => {
    const trigger = policy.triggers[triggerIndex];
    const schedule = trigger === undefined ? null : scheduleOf(trigger);
    return schedule === null ? [] : [{ at: occurrenceAt, timeZone: schedule.timeZone }];
  });
  const due = late.sort((left, right) => right.at - left.at)[0];
  if (due !== undefined) return answer("passed", { kind: "occurrence-due", ...due });
  if (clock.policyChanged) return answer("passed", { kind: "policy-changed" });
  const coming = policy.triggers.flatMap((trigger) => {
    const schedule = scheduleOf(trigger);
    if (schedule === null) return [];
    const [at] = nextOccurrences(schedule.cron, schedule.timeZone, clock.now, 1);
    return at === undefined ? [] : [{ at, timeZone: schedule.timeZone }];
  });
  const next = coming.sort((left, right) => left.at - right.at)[0] ?? null;
  return answer("wait", { kind: "next-occurrence", next });
}

/** Shown where a trigger names a threshold for it. */
function portfolioDrift({ policy, allocation }: CheckedFacts): DecisionCheck | null {
  const thresholds = policy.triggers.flatMap((trigger) => {
    if (trigger.kind === "hybrid") return [trigger.driftMin];
    return trigger.kind === "threshold" && trigger.portfolioDrift !== null ? [trigger.portfolioDrift] : [];
  });
  if (thresholds.length === 0) return null;
  const threshold = Math.min(...thresholds);
  const drift = allocation.portfolioDrift;
  return {
    check: "portfolio-drift",
    outcome: drift >= threshold ? "broken" : "passed",
    finding: { kind: "portfolio-drift", drift, threshold },
  };
}

function cooldown({ policy, clock, gates, triggers, cooldown: cooling, isUrgent }: CheckedFacts): DecisionCheck {
  const answer = (outcome: CheckOutcome, state: CooldownState): DecisionCheck => ({
    check: "cooldown",
    outcome,
    finding: { kind: "cooldown", minutes: policy.cooldownMinutes, state },
  });
  if (gates.length > 0 || triggers.kind === "quiet") return answer("not-reached", { kind: "not-reached" });
  if (cooling === null) return answer("passed", { kind: clock.lastRunAt === null ? "no-run" : "over" });
  const minutes = Math.ceil((cooling.until - clock.now) / 60_000);
  if (!isUrgent) return answer("wait", { kind: "left", minutes, skippedFor: null });
  const isByHand = clock.requestedBy !== null || clock.policyChanged;
  const isUnfinished = triggers.reasons.some((reason) => reason.kind === "unfinished-run");
  const skippedFor = isByHand ? "request" : isUnfinished ? "unfinished-run" : "portfolio-stop";
  return answer("passed", { kind: "left", minutes, skippedFor });
}
