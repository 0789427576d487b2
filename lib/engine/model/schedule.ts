/**
 * What makes a schedule usable: a five-field cron expression (minute hour day month weekday) and an IANA time zone.
 * Both checks return a sentence to show beside the field, or null when all is well. The expression is read by croner.
 */
import { Cron } from "croner";

/** A sentence saying what is wrong with the expression, or null. Seconds are refused: slots are minutes apart. */
export function cronProblem(expression: string): string | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) {
    return `"${expression}" has ${expression.trim() === "" ? 0 : fields.length} fields; a schedule has 5: minute hour day month weekday.`;
  }
  try {
    // Paused and without a callback: the pattern is parsed, nothing is ever scheduled.
    new Cron(fields.join(" "), { paused: true });
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^CronPattern:\s*/, "") : String(error);
    return `"${expression}" is not a schedule: ${said}`;
  }
}

/** Asking Intl costs a good part of a millisecond; what a zone is does not change. */
const knownZones = new Map<string, string | null>();
const ZONES_CACHED = 1_000;

/** A sentence saying what is wrong with the time zone, or null. */
export function timeZoneProblem(timeZone: string): string | null {
  const known = knownZones.get(timeZone);
  if (known !== undefined) return known;
  const problem = findZoneProblem(timeZone);
  if (knownZones.size < ZONES_CACHED) knownZones.set(timeZone, problem);
  return problem;
}

function findZoneProblem(timeZone: string): string | null {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone });
    // Offsets such as "+02:00" are accepted by Intl, but know nothing of summer time.
    if (/^[+-]/.test(timeZone)) return `"${timeZone}" is an offset; name a zone, for example "Europe/Berlin".`;
    return null;
  } catch {
    return `"${timeZone}" is not a time zone; use an IANA name, for example "Europe/Berlin" or "UTC".`;
  }
}

/** What an occurrence is for: the check that watches, or the schedule of the trigger at that place. */
export type OccurrencePurpose = "check" | `schedule:${number}`;
