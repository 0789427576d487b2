/**
 * When a schedule is due. Pure functions of an explicit instant: the clock is an argument, nothing is ever started.
 * Occurrences are whole minutes. In the night clocks go forward one inside the lost hour moves behind it; in the night
 * they go back it comes once.
 */
import { Cron } from "croner";
import { type CronProblem, cronProblem, type TimeZoneProblem, timeZoneProblem } from "@/lib/engine/model";

export const CRON_PRESETS = [
  { id: "daily", name: "Daily", cron: "0 9 * * *" },
  { id: "weekly", name: "Weekly", cron: "0 9 * * 1" },
  { id: "monthly", name: "Monthly", cron: "0 9 1 * *" },
  { id: "quarterly", name: "Quarterly", cron: "0 9 1 1,4,7,10 *" },
] as const;

export type CronVerdict =
  | { ok: true }
  | { ok: false; field: "cron"; problem: CronProblem }
  | { ok: false; field: "timeZone"; problem: TimeZoneProblem };

/** Whether the expression and the zone can be used, else which of them is at fault and why. */
export function validateCron(cron: string, timeZone: string): CronVerdict {
  const wrongCron = cronProblem(cron);
  if (wrongCron !== null) return { ok: false, field: "cron", problem: wrongCron };
  const wrongZone = timeZoneProblem(timeZone);
  if (wrongZone !== null) return { ok: false, field: "timeZone", problem: wrongZone };
  return { ok: true };
}

const MINUTE = 60_000;

/**
 * The next `count` occurrences after the instant `after` (epoch ms, exclusive), ascending, as epoch ms. Fewer when the
 * expression has no more (30 February). Throws RangeError for an unusable expression or zone: validate first.
 */
export function nextOccurrences(cron: string, timeZone: string, after: number, count: number): number[] {
  const verdict = validateCron(cron, timeZone);
  if (!verdict.ok) throw new RangeError(JSON.stringify(verdict.problem));
  const pattern = new Cron(cron.trim(), { timezone: timeZone, paused: true });
  const occurrences: number[] = [];
  // croner searches strictly after the whole second it is given.
  let from = new Date(Math.floor(after / 1000) * 1000);
  while (occurrences.length < count) {
    const next = pattern.nextRun(from);
    if (next === null) break;
    occurrences.push(Math.floor(next.getTime() / MINUTE) * MINUTE);
    from = next;
  }
  return occurrences;
}

/** Windows searched backwards for the latest occurrence: a yearly and an every-minute cron are both found quickly. */
const LOOKBACK = [10 * MINUTE, 120 * MINUTE, 2 * 1440 * MINUTE, 40 * 1440 * MINUTE, 400 * 1440 * MINUTE];

/** The latest occurrence at or before the instant `at`; null where there was none in the last 400 days. */
export function latestOccurrence(cron: string, timeZone: string, at: number): number | null {
  for (const window of LOOKBACK) {
    const latest = occurrencesBetween(cron, timeZone, at - window, at, Number.POSITIVE_INFINITY).at(-1);
    if (latest !== undefined) return latest;
  }
  return null;
}

/** Occurrences in (after, until], ascending, at most `countMax` of the latest: what was missed while nothing ran. */
export function occurrencesBetween(
  cron: string,
  timeZone: string,
  after: number,
  until: number,
  countMax = 1000,
): number[] {
  const occurrences: number[] = [];
  let from = after;
  while (occurrences.length < countMax) {
    const [next] = nextOccurrences(cron, timeZone, from, 1);
    if (next === undefined || next > until) break;
    occurrences.push(next);
    from = next;
  }
  return occurrences;
}
