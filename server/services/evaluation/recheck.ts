/**
 * When a check that could not decide, or may not act yet, is followed by one of its own (pure). A suspicion says by
 * itself when another check may settle it, and a venue that limits its rate says when it may be queried. Beyond that
 * only what is pending is in a hurry: the first check after a minute, then with pauses that grow with its age, up to
 * the usual watch.
 */
import { countedSuspects } from "@/lib/engine/decide/counted-suspects";
import { stopStateOf } from "@/lib/engine/decide/resolve-policy";
import { CONFIRM_AFTER_MS } from "@/lib/engine/model";
import { WATCH_EVERY_MS } from "../occurrence/due";
import type { Finding } from "./finding";
import { HOLD_MEANINGS } from "./hold-meanings";

const MINUTE = 60_000;

/** null: the next check by the calendar is early enough. */
export function recheckAt({ decision, snapshot, pending, at }: Finding): number | null {
  const instants = [
    ...snapshot.venues.flatMap(({ problem }) => problem?.recheckAt ?? []),
    // A fall beyond the stop's drop fires at a second orderly check.
    ...(stopStateOf(snapshot.resolved)?.firstBelowAt === undefined ? [] : [at + CONFIRM_AFTER_MS]),
    ...countedSuspects(snapshot).flatMap((suspect) => suspect.recheckAt ?? []),
  ].filter((instant) => instant > at);
  if (instants.length > 0) return Math.min(...instants);
  const open = pending.filter((row) => row.state === "open");
  if (decision.kind !== "hold" || open.length === 0) return null;
  const cooldown = decision.reasons.find((reason) => reason.kind === "cooldown");
  if (cooldown) return cooldown.until;
  if (!decision.reasons.some((reason) => HOLD_MEANINGS[reason.kind].isUndecided)) return null;
  const age = at - Math.min(...open.map((row) => row.since));
  return at + Math.min(Math.max(age / 2, MINUTE), WATCH_EVERY_MS);
}
