/**
 * Why a venue is not traded at, as a sentence and as a short state, and the way out. Problems recorded before 0.3 have no kind:
 * they were silent, or suspect where the snapshot says so.
 */
import type { VenueKind, VenueProblem, VenueProblemKind } from "@/lib/engine/model";
import { statementOfProblem } from "./describe-venue-statement";
import { VENUE_PROBLEM_LABELS } from "./labels/venue-problems";
import { formatDuration, formatTime, type Reader } from "./time";

/** What is known of a problem; `until` is when the venue may be queried again, where it said so. */
export interface ProblemToDescribe
  extends Pick<VenueProblem, "kind" | "statement" | "message" | "since" | "isSuspect"> {
  until?: number | null;
}

export function kindOfProblem({ kind, isSuspect }: Pick<VenueProblem, "kind" | "isSuspect">): VenueProblemKind {
  return isSuspect && kind !== "shared" ? "suspect" : (kind ?? "silent");
}

/** "Binance has banned this computer's address for too many requests since 16:20, until 16:22." */
export function describeVenueProblem(name: string, problem: ProblemToDescribe, reader: Reader): string {
  const { does } = VENUE_PROBLEM_LABELS[kindOfProblem(problem)];
  if (does === null) return statementOfProblem(problem);
  const { since, until } = problem;
  const end = until != null && until > reader.now ? `, until ${formatTime(until, reader)}` : "";
  return `${name} ${does} since ${formatTime(since, reader)}${end}.`;
}

/** "Binance has refused the key", for lists that show since when beside it; where no kind is known, its own message. */
export function headOfProblem(name: string, kind: VenueProblemKind | null, message: string): string {
  const does = kind === null ? null : VENUE_PROBLEM_LABELS[kind].does;
  return does === null ? `${name}: ${message}` : `${name} ${does}`;
}

/** The state beside the venue's name, and for how long: "rate-limited for 40 s". */
export function stateOfProblem(kind: VenueProblemKind | null, until?: number | null, now?: number): string {
  if (kind === null) return "trouble";
  const { state, isPassing } = VENUE_PROBLEM_LABELS[kind];
  const left = isPassing && until != null && now !== undefined ? until - now : 0;
  return left > 0 ? `${state} for ${formatDuration(left)}` : state;
}

/** What to do about a problem: by its kind, else where its message gives it away. */
export function wayOutOfProblem(venue: VenueKind, message: string, kind?: VenueProblemKind | null): string {
  if (venue === "manual") return "Try again in a moment.";
  // A lost master key is ours, whatever the venue says.
  if (/cannot be opened|another master key/i.test(message)) return "Put the old master key back, or replace the keys.";
  const known = kind ? VENUE_PROBLEM_LABELS[kind].wayOut : null;
  if (known !== null) return known;
  if (/key|signature|permission|auth/i.test(message))
    return "Check the key at the exchange, then test again or replace the keys.";
  if (/clock|time ?stamp|recvwindow/i.test(message)) return "Set this computer's clock, then test again.";
  return "Evenkeel tries again by itself. Until it answers, nothing is traded there.";
}
