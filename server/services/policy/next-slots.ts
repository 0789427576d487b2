import { nextSlots, validateCron } from "@/lib/engine/triggers/cron";
import { InputError } from "../errors";

const SLOTS_SHOWN = 5;

export function previewSlots(cron: string, timeZone: string, now: number): readonly number[] {
  const verdict = validateCron(cron, timeZone);
  if (!verdict.ok) throw new InputError(verdict.field, verdict.message);
  return nextSlots(cron, timeZone, now, SLOTS_SHOWN);
}
