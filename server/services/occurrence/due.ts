/**
 * Which occurrences of a portfolio are due (pure). A portfolio is checked every few minutes when a threshold must be
 * watched, else every hour; each schedule adds its own. Of several missed ones of one purpose only the latest
 * is due: after a night switched off a schedule runs once, late.
 */
import { type OccurrencePurpose, type Policy, scheduleOf, type Trigger } from "@/lib/engine/model";
import { nextOccurrences, occurrencesBetween } from "@/lib/engine/triggers/cron";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const WATCH_EVERY_MS = 5 * MINUTE;
export const CHECK_EVERY_MS = 60 * MINUTE;
/**
 * Windows searched backwards for the latest occurrence, so that a yearly and an every-minute cron are both found
 * quickly.
 */
const LOOKBACK = [10 * MINUTE, 2 * 60 * MINUTE, 2 * DAY, 40 * DAY, 400 * DAY];

export interface DueOccurrence {
  purpose: OccurrencePurpose;
  occurrenceAt: number;
}

export const CHECK_PURPOSE = "check";
export const schedulePurpose = (triggerIndex: number) => `schedule:${triggerIndex}` as const;

/** Position of the trigger an occurrence belongs to; null for a plain check. */
export function triggerIndexOf(purpose: string): number | null {
  return purpose.startsWith("schedule:") ? Number(purpose.slice("schedule:".length)) : null;
}

type Watched = Pick<Policy, "triggers" | "stop">;

/** Bands, deposits and a portfolio stop can call at any time; a calendar alone can be waited for. */
export function checkEveryMs(policy: Watched): number {
  const isWatching = policy.stop != null || policy.triggers.some((trigger) => scheduleOf(trigger) === null);
  return isWatching ? WATCH_EVERY_MS : CHECK_EVERY_MS;
}

/** `since`: occurrences up to this instant are no longer due (creation, or the change that set these triggers). */
export function dueOccurrences(policy: Watched, since: number, now: number): readonly DueOccurrence[] {
  const every = checkEveryMs(policy);
  const checkAt = Math.floor(now / every) * every;
  const due: DueOccurrence[] = checkAt > since ? [{ purpose: CHECK_PURPOSE, occurrenceAt: checkAt }] : [];
  for (const [triggerIndex, trigger] of policy.triggers.entries()) {
    const occurrenceAt = latestOccurrence(trigger, since, now);
    if (occurrenceAt !== null) due.push({ purpose: schedulePurpose(triggerIndex), occurrenceAt });
  }
  return due;
}

function latestOccurrence(trigger: Trigger, since: number, now: number): number | null {
  const schedule = scheduleOf(trigger);
  if (schedule === null) return null;
  for (const window of LOOKBACK) {
    const after = Math.max(since, now - window);
    const latest = occurrencesBetween(schedule.cron, schedule.timeZone, after, now).at(-1);
    if (latest !== undefined) return latest;
    if (after === since) return null;
  }
  return null;
}

/** When a portfolio is checked next, by watch or by schedule. */
export function nextCheckAt(policy: Watched, now: number): number {
  const every = checkEveryMs(policy);
  const candidates = [Math.floor(now / every) * every + every];
  for (const trigger of policy.triggers) {
    const schedule = scheduleOf(trigger);
    if (schedule !== null) candidates.push(...nextOccurrences(schedule.cron, schedule.timeZone, now, 1));
  }
  return Math.min(...candidates);
}
