/**
 * Asks each trigger of a policy whether it fires. The first that does gives the reasons; when none does, what each
 * waits for is kept, so that a hold can be explained.
 *
 * Someone who asks by hand, or a policy that was just changed, stands in for the calendar: schedules count as due.
 * Bands and minimum drift still decide, because a balanced portfolio has nothing to trade.
 */
import type { HoldReason, Policy, Trigger, TriggerReason } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { nextSlots } from "./cron";

export interface TriggerClock {
  now: number;
  dueSlots: readonly { triggerIndex: number; slotAt: number }[];
  asked: string | null;
  policyChanged: boolean;
}

export type TriggerVerdict =
  | { kind: "fired"; reasons: readonly TriggerReason[] }
  | { kind: "quiet"; waits: readonly HoldReason[] };

export function evaluateTriggers(policy: Policy, allocation: Allocation, clock: TriggerClock): TriggerVerdict {
  const waits: HoldReason[] = [];
  for (const [index, trigger] of policy.triggers.entries()) {
    const reasons = reasonsOf(trigger, index, allocation, clock);
    if (Array.isArray(reasons)) return { kind: "fired", reasons: [...byHand(clock), ...reasons] };
    waits.push(reasons);
  }
  return { kind: "quiet", waits: mostTelling(waits) };
}

/** Reasons when the trigger fires, else what it waits for. */
function reasonsOf(
  trigger: Trigger,
  index: number,
  allocation: Allocation,
  clock: TriggerClock,
): TriggerReason[] | HoldReason {
  const broken = brokenBands(allocation);
  if (trigger.kind === "threshold") {
    if (broken.length > 0) return broken;
    const bar = trigger.portfolioDrift;
    if (bar !== null && allocation.portfolioDrift >= bar) {
      return [{ kind: "portfolio-drift", drift: allocation.portfolioDrift, bar }];
    }
    return { kind: "inside-bands", nearest: nearestToItsEdge(allocation) };
  }

  // Of several missed slots the latest counts: it runs once, late.
  const slotAt = clock.dueSlots
    .filter((slot) => slot.triggerIndex === index)
    .reduce<number | null>((latest, slot) => Math.max(latest ?? slot.slotAt, slot.slotAt), null);
  const isByHand = clock.asked !== null || clock.policyChanged;
  if (slotAt === null && !isByHand) {
    return { kind: "not-due", nextAt: nextSlots(trigger.cron, trigger.timeZone, clock.now, 1)[0] ?? null };
  }
  const { cron, timeZone } = trigger;
  const schedule: TriggerReason[] = slotAt === null ? [] : [{ kind: "schedule", cron, timeZone, slotAt }];
  if (trigger.kind === "time") return schedule;
  if (broken.length > 0) return [...schedule, ...broken];
  const drift = allocation.portfolioDrift;
  if (drift >= trigger.driftMin) return [...schedule, { kind: "portfolio-drift", drift, bar: trigger.driftMin }];
  return { kind: "drift-below-minimum", drift, driftMin: trigger.driftMin };
}

function byHand(clock: TriggerClock): TriggerReason[] {
  if (clock.asked !== null) return [{ kind: "asked", by: clock.asked }];
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
function mostTelling(waits: readonly HoldReason[]): HoldReason[] {
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
