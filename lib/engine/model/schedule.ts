/**
 * What makes a schedule usable: a five-field cron expression (minute hour day month weekday) and an IANA time zone.
 * Both checks return what is wrong, or null when all is well. The expression is read by croner.
 */
import { Cron } from "croner";

export type CronProblem =
  | { kind: "field-count"; expression: string; count: number }
  /** `parserMessage` is what croner says of it. */
  | { kind: "unreadable"; expression: string; parserMessage: string };

export type TimeZoneProblem = { kind: "zone-is-offset" | "zone-unknown"; timeZone: string };

/** What is wrong with the expression, or null. Seconds are refused: occurrences are minutes apart. */
export function cronProblem(expression: string): CronProblem | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5)
    return { kind: "field-count", expression, count: expression.trim() === "" ? 0 : fields.length };
  try {
    // Paused and without a callback: the pattern is parsed, nothing is ever scheduled.
    new Cron(fields.join(" "), { paused: true });
    return null;
  } catch (error) {
    const parserMessage = error instanceof Error ? error.message.replace(/^CronPattern:\s*/, "") : String(error);
    return { kind: "unreadable", expression, parserMessage };
  }
}

/** A query to Intl costs a good part of a millisecond; what a zone is does not change. */
const knownZones = new Map<string, TimeZoneProblem | null>();
const ZONES_CACHED = 1_000;

/** What is wrong with the time zone, or null. */
export function timeZoneProblem(timeZone: string): TimeZoneProblem | null {
  const known = knownZones.get(timeZone);
  if (known !== undefined) return known;
  const problem = findZoneProblem(timeZone);
  if (knownZones.size < ZONES_CACHED) knownZones.set(timeZone, problem);
  return problem;
}

function findZoneProblem(timeZone: string): TimeZoneProblem | null {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone });
    // Offsets such as "+02:00" are accepted by Intl, but know nothing of summer time.
    return /^[+-]/.test(timeZone) ? { kind: "zone-is-offset", timeZone } : null;
  } catch {
    return { kind: "zone-unknown", timeZone };
  }
}

/** What an occurrence is for: the check that watches, or the schedule of the trigger at that place. */
export type OccurrencePurpose = "check" | `schedule:${number}`;
