import { nextOccurrences, validateCron } from "@/lib/engine/triggers/cron";
import { describeScheduleProblem } from "@/lib/format";
import { InputError } from "../errors";

const OCCURRENCES_SHOWN = 5;

export function previewOccurrences(cron: string, timeZone: string, now: number): readonly number[] {
  const verdict = validateCron(cron, timeZone);
  if (!verdict.ok) throw new InputError(verdict.field, describeScheduleProblem(verdict.problem));
  return nextOccurrences(cron, timeZone, now, OCCURRENCES_SHOWN);
}
