import type { VenueProblemKind, VenueStatement } from "@/lib/engine/model";
import { VenueError } from "@/server/exchanges/venue";
import { redactText } from "@/server/runtime/log";

/** What is recorded of a venue that refused or failed. `kind` null: it failed in a way that has no name of its own. */
export interface VenueTrouble {
  problem: VenueStatement;
  kind?: VenueProblemKind | null;
  /** When it may be queried again, epoch ms, where it said so. */
  until?: number | null;
}

/** Only a venue's own errors are written for people and free of secrets; anything else is not worded here. */
export function troubleOf(error: unknown, now: number): VenueTrouble | null {
  if (!(error instanceof VenueError)) return null;
  const until = error.retryAfterMs === null ? null : now + error.retryAfterMs;
  return {
    problem: { kind: "venue", venueMessage: redactText(error.message) },
    kind: error.reason ?? kindOf(error),
    until,
  };
}

/** It failed on our side of the line. */
export function unreadable({ name: venue }: { name: string }, error: unknown): VenueStatement {
  return { kind: "unreadable", venue, message: error instanceof Error ? redactText(error.message) : "unknown error" };
}

/** Where no reason was given, what was concluded says enough. (Keys we cannot unseal were refused by no exchange.) */
function kindOf({ kind }: VenueError): VenueProblemKind | null {
  if (kind === "permission") return "key-refused";
  if (kind === "rate-limited") return "rate-limited";
  return kind === "bad-answer" ? "malformed" : null;
}
