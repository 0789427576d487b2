/**
 * Evaluates each trigger of a policy. The first that fires gives the reasons; when none does, what each waits for is
 * returned, so that a hold can be explained.
 *
 * A person's request, or a policy that was just changed, stands in for the calendar: schedules count as due. Bands and
 * minimum drift still decide, because a balanced portfolio has nothing to trade.
 *
 * Which trigger fires is decided by `firstFired`, the same kernel a backtest runs; here are only the reasons.
 */
import type { HoldReason, Policy, Trigger, TriggerReason } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { nextOccurrences } from "./cron";
import { firstFired } from "./first-fired";
import { fallOf } from "./portfolio-stop";
import { callOfStop } from "./precedence";

export interface TriggerClock {
  now: number;
  dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
  requestedBy: string | null;
  policyChanged: boolean;
  /** When the last run ended; null: never. */
  lastRunAt: number | null;
}

export type TriggerVerdict =
  | { kind: "fired"; reasons: readonly TriggerReason[] }
  | { kind: "quiet"; waits: readonly HoldReason[] };

export function evaluateTriggers(policy: Policy, allocation: Allocation, clock: TriggerClock): TriggerVerdict {
  const stop = evaluateStop(allocation, clock);
  if (stop !== null) return stop;
  const { weightColumns } = allocation;
  const isByHand = clock.requestedBy !== null || clock.policyChanged;
  const occurrences = policy.triggers.map((_, index) => latestOccurrence(clock, index));
  occurrences.forEach((occurrenceAt, index) => {
    weightColumns.due[index] = occurrenceAt !== null || isByHand ? 1 : 0;
  });
  const fired = firstFired(weightColumns);
  const trigger = policy.triggers[fired];
  if (trigger === undefined) {
    return {
      kind: "quiet",
      waits: mostInformative(
        policy.triggers.map((each, index) => waitOf(each, occurrences[index]!, allocation, clock)),
      ),
    };
  }
  return { kind: "fired", reasons: [...byHand(clock), ...reasonsOf(trigger, occurrences[fired]!, allocation)] };
}

/** The portfolio stop goes before every trigger: out at once, back at once, and nothing in between. */
function evaluateStop({ resolved, weightColumns }: Allocation, clock: TriggerClock): TriggerVerdict | null {
  const stop = resolved?.stop ?? null;
  if (stop === null) return null;
  const { since, safeAsset, drop } = stop;
  switch (callOfStop(stop, safeAsset, weightColumns, clock.lastRunAt)) {
    case "leave":
      return {
        kind: "fired",
        reasons: [...byHand(clock), { kind: "portfolio-stop", fall: fallOf(stop), drop, safeAsset }],
      };
    case "stay-out":
      return { kind: "quiet", waits: [{ kind: "stopped-out", since, fall: fallOf(stop), safeAsset }] };
    case "return":
      return { kind: "fired", reasons: [...byHand(clock), { kind: "stop-ended", since }] };
    case null:
      return null;
  }
}

/** Of several missed occurrences the latest counts: it runs once, late. */
function latestOccurrence(clock: TriggerClock, index: number): number | null {
  return clock.dueOccurrences
    .filter((occurrence) => occurrence.triggerIndex === index)
    .reduce<number | null>(
      (latest, occurrence) => Math.max(latest ?? occurrence.occurrenceAt, occurrence.occurrenceAt),
      null,
    );
}

/** Why this trigger, which has fired, did. */
function reasonsOf(trigger: Trigger, occurrenceAt: number | null, allocation: Allocation): TriggerReason[] {
  switch (trigger.kind) {
    case "time":
      return occurrence(trigger, occurrenceAt);
    case "threshold":
      return driftReasons(allocation, trigger.portfolioDrift ?? allocation.portfolioDrift);
    case "hybrid":
      return [...occurrence(trigger, occurrenceAt), ...driftReasons(allocation, trigger.driftMin)];
    case "cash-flow":
      return [{ kind: "cash-flow", share: allocation.weightColumns.flowShare, threshold: trigger.shareMin }];
  }
}

function occurrence(
  { cron, timeZone }: { cron: string; timeZone: string },
  occurrenceAt: number | null,
): TriggerReason[] {
  return occurrenceAt === null ? [] : [{ kind: "schedule", cron, timeZone, occurrenceAt }];
}

/** The broken bands; where all are whole, the drift of the portfolio. */
function driftReasons(allocation: Allocation, threshold: number): TriggerReason[] {
  const broken = brokenBands(allocation);
  return broken.length > 0 ? broken : [{ kind: "portfolio-drift", drift: allocation.portfolioDrift, threshold }];
}

/** What this trigger, which has not fired, waits for. */
function waitOf(
  trigger: Trigger,
  occurrenceAt: number | null,
  allocation: Allocation,
  clock: TriggerClock,
): HoldReason {
  switch (trigger.kind) {
    case "time":
      return notDue(trigger, clock);
    case "threshold":
      return { kind: "inside-bands", nearest: nearestToItsEdge(allocation) };
    case "hybrid": {
      const isDue = occurrenceAt !== null || clock.requestedBy !== null || clock.policyChanged;
      return isDue
        ? { kind: "drift-below-minimum", drift: allocation.portfolioDrift, driftMin: trigger.driftMin }
        : notDue(trigger, clock);
    }
    case "cash-flow":
      return { kind: "no-flow", share: allocation.weightColumns.flowShare, threshold: trigger.shareMin };
  }
}

function notDue({ cron, timeZone }: { cron: string; timeZone: string }, { now }: TriggerClock): HoldReason {
  return { kind: "not-due", nextAt: nextOccurrences(cron, timeZone, now, 1)[0] ?? null };
}

function byHand(clock: TriggerClock): TriggerReason[] {
  if (clock.requestedBy !== null) return [{ kind: "requested", by: clock.requestedBy }];
  return clock.policyChanged ? [{ kind: "policy-changed" }] : [];
}

/** Every broken band, the widest breach first. */
export function brokenBands(allocation: Allocation): Extract<TriggerReason, { kind: "band-broken" }>[] {
  return allocation.drifts
    .filter((row) => row.isOutside)
    .map(({ key, name, drift, band }) => ({
      kind: "band-broken" as const,
      key,
      name,
      drift,
      band,
      excess: Math.abs(drift) - band,
    }))
    .sort((left, right) => right.excess - left.excess || (left.key < right.key ? -1 : 1));
}

/** The row with the least way left to its band's edge; null when there is nothing to measure. */
export function nearestToItsEdge(allocation: Allocation): { key: string; name: string; distance: number } | null {
  let nearest: { key: string; name: string; distance: number } | null = null;
  for (const { key, name, drift, band, target, weight } of allocation.drifts) {
    if (target === 0 && weight === 0) continue;
    const distance = Math.max(band - Math.abs(drift), 0);
    if (nearest === null || distance < nearest.distance) nearest = { key, name, distance };
  }
  return nearest;
}

/** What says most about a hold first: a check that was made before one that was not due; of the latter the soonest. */
function mostInformative(waits: readonly HoldReason[]): HoldReason[] {
  const made = waits.filter((wait) => wait.kind !== "not-due");
  const pending = waits.flatMap((wait) => (wait.kind === "not-due" ? [wait] : []));
  const soonest = pending.reduce<(typeof pending)[number] | null>((best, wait) => {
    if (best === null || best.nextAt === null) return wait;
    return wait.nextAt !== null && wait.nextAt < best.nextAt ? wait : best;
  }, null);
  const kinds = new Set<string>();
  const distinct = made.filter((wait) => !kinds.has(wait.kind) && kinds.add(wait.kind));
  const last: HoldReason[] = soonest === null ? [] : [soonest];
  return distinct.length + last.length > 0 ? [...distinct, ...last] : [{ kind: "not-due", nextAt: null }];
}
