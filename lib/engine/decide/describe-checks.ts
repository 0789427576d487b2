/**
 * The tests behind a decision, in the order they are made, each with its figure and its bar: the table under "why".
 * A test that an earlier answer made needless is `not-reached`, and says so.
 */
import {
  assetName,
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
import { formatPercentPoints } from "@/lib/money";
import { describeInstant } from "./describe-instant";
import { flowChecks, guardChecks, ruleChecks, stopChecks } from "./describe-moving-checks";

export interface CheckedFacts {
  policy: Policy;
  snapshot: Snapshot;
  clock: {
    now: number;
    dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
    asked: string | null;
    policyChanged: boolean;
    lastRunAt: number | null;
  };
  allocation: Allocation;
  triggers: TriggerVerdict;
  gates: readonly HoldReason[];
  cooldown: { until: number } | null;
  /** Asked for, or on the way out of the market or back: nothing rests. */
  isUrgent: boolean;
  /** Why a run that was called for may not move anything. */
  held: HoldReason | null;
}

export function describeChecks(facts: CheckedFacts): DecisionCheck[] {
  const checks = [prices(facts), venues(facts), ...ruleChecks(facts), ...stopChecks(facts), bands(facts)];
  if (facts.policy.triggers.some((trigger) => scheduleOf(trigger) !== null)) checks.push(schedule(facts));
  const drift = portfolioDrift(facts);
  if (drift !== null) checks.push(drift);
  checks.push(...flowChecks(facts), cooldown(facts), ...guardChecks(facts));
  return checks;
}

function prices({ snapshot, allocation, policy, clock }: CheckedFacts): DecisionCheck {
  const { missing } = allocation;
  if (missing.length > 0) {
    return { check: "prices", outcome: "broken", detail: `no price for ${missing.map(assetName).join(", ")}` };
  }
  const suspect = (snapshot.suspects ?? []).filter(
    ({ about, asset, suspicion }) =>
      about === "price" && suspicion !== "off-peg" && allocation.layout.positionOf.has(asset),
  );
  if (suspect.length > 0) {
    const names = suspect.map(({ asset }) => assetName(asset)).join(", ");
    return { check: "prices", outcome: "broken", detail: `in doubt: ${names}` };
  }
  const counted = snapshot.prices.filter((price) => allocation.layout.positionOf.has(price.asset));
  const needed = counted.filter((price) => price.asset !== snapshot.baseCurrency);
  if (needed.length === 0) return { check: "prices", outcome: "passed", detail: "none needed" };
  const oldest = Math.max(0, ...needed.map((price) => clock.now - price.at));
  const isFresh = oldest <= policy.limits.priceAgeMsMax;
  const figure = `oldest ${seconds(oldest)} of ${seconds(policy.limits.priceAgeMsMax)}`;
  const all = needed.length === 1 ? "one" : needed.length === 2 ? "both" : `all ${needed.length}`;
  return {
    check: "prices",
    outcome: isFresh ? "passed" : "broken",
    detail: isFresh ? `${all} fresh, ${figure}` : `too old: ${figure}`,
  };
}

function venues({ snapshot }: CheckedFacts): DecisionCheck {
  const silent = snapshot.venues.filter((venue) => venue.problem !== null);
  if (silent.length > 0) {
    const names = silent.map((venue) => venue.name).sort();
    return { check: "venues", outcome: "broken", detail: `no usable answer from ${names.join(", ")}` };
  }
  const asked = snapshot.venues.filter((venue) => venue.kind !== "manual").length;
  return {
    check: "venues",
    outcome: "passed",
    detail: asked === 1 ? "the one asked answers" : asked === 2 ? "both answer" : `all ${asked} answer`,
  };
}

/** "Bitcoin +7.3 pp (band ±2.5), Ethereum −3.6 (±2.5)", or the nearest to its edge. */
function bands({ allocation }: CheckedFacts): DecisionCheck {
  const broken = brokenBands(allocation);
  if (broken.length === 0) {
    const nearest = nearestToItsEdge(allocation);
    const detail =
      nearest === null
        ? "nothing to measure"
        : `all inside, nearest ${nearest.name} at ${formatPercentPoints(nearest.distance)} from its edge`;
    return { check: "bands", outcome: "passed", detail };
  }
  const figures = broken.slice(0, 4).map(({ name, drift, band }) => {
    return `${name} ${formatPercentPoints(drift, { sign: "always" })} (band ±${formatPercentPoints(band)})`;
  });
  if (broken.length > 4) figures.push(`${broken.length - 4} more`);
  return { check: "bands", outcome: "broken", detail: figures.join(", ") };
}

function schedule({ policy, clock }: CheckedFacts): DecisionCheck {
  if (clock.asked !== null) return { check: "schedule", outcome: "passed", detail: "asked for by hand" };
  const late = clock.dueOccurrences.flatMap(({ triggerIndex, occurrenceAt }) => {
    const trigger = policy.triggers[triggerIndex];
    const schedule = trigger === undefined ? null : scheduleOf(trigger);
    return schedule === null ? [] : [{ occurrenceAt, timeZone: schedule.timeZone }];
  });
  const due = late.sort((left, right) => right.occurrenceAt - left.occurrenceAt)[0];
  if (due !== undefined) {
    return { check: "schedule", outcome: "passed", detail: `due ${describeInstant(due.occurrenceAt, due.timeZone)}` };
  }
  if (clock.policyChanged) return { check: "schedule", outcome: "passed", detail: "the policy was changed" };
  const next = policy.triggers
    .flatMap((trigger) => {
      const schedule = scheduleOf(trigger);
      if (schedule === null) return [];
      const [occurrenceAt] = nextOccurrences(schedule.cron, schedule.timeZone, clock.now, 1);
      return occurrenceAt === undefined ? [] : [{ occurrenceAt, timeZone: schedule.timeZone }];
    })
    .sort((left, right) => left.occurrenceAt - right.occurrenceAt)[0];
  const detail = next === undefined ? "no slot to come" : `next ${describeInstant(next.occurrenceAt, next.timeZone)}`;
  return { check: "schedule", outcome: "wait", detail };
}

/** Shown where a trigger names a bar for it. */
function portfolioDrift({ policy, allocation }: CheckedFacts): DecisionCheck | null {
  const thresholds = policy.triggers.flatMap((trigger) => {
    if (trigger.kind === "hybrid") return [trigger.driftMin];
    return trigger.kind === "threshold" && trigger.portfolioDrift !== null ? [trigger.portfolioDrift] : [];
  });
  if (thresholds.length === 0) return null;
  const threshold = Math.min(...thresholds);
  return {
    check: "portfolio-drift",
    outcome: allocation.portfolioDrift >= threshold ? "broken" : "passed",
    detail: `${formatPercentPoints(allocation.portfolioDrift)}, bar ${formatPercentPoints(threshold)}`,
  };
}

function cooldown({ policy, clock, gates, triggers, cooldown: cooling, isUrgent }: CheckedFacts): DecisionCheck {
  const minutes = `${duration(policy.cooldownMinutes)} after each run`;
  if (gates.length > 0 || triggers.kind === "quiet")
    return { check: "cooldown", outcome: "not-reached", detail: minutes };
  if (cooling === null) {
    const detail = clock.lastRunAt === null ? `${minutes}, no run yet` : `${minutes}, over`;
    return { check: "cooldown", outcome: "passed", detail };
  }
  const left = `${minutes}, ${duration(Math.ceil((cooling.until - clock.now) / 60_000))} left`;
  if (isUrgent) {
    const isByHand = clock.asked !== null || clock.policyChanged;
    const isDeferredOn = triggers.reasons.some((reason) => reason.kind === "unfinished-run");
    const why = isByHand ? "a check by hand" : isDeferredOn ? "what the last run left undone" : "the portfolio stop";
    return { check: "cooldown", outcome: "passed", detail: `${left}, skipped for ${why}` };
  }
  return { check: "cooldown", outcome: "wait", detail: left };
}

/** Whole hours from one on, whole days from two on, minutes otherwise. */
function duration(minutes: number): string {
  if (minutes >= 2_880 && minutes % 1_440 === 0) return `${minutes / 1_440}\u00a0days`;
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60}\u00a0h` : `${minutes}\u00a0min`;
}

const seconds = (ms: number) => `${Math.round(ms / 1000)}\u00a0s`;
