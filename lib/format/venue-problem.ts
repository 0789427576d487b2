/**
 * Why a venue is not traded at, told as what it is: one that refuses has answered. Each kind has a short word for lists
 * and a sentence with since and until when; the ways out are with the venue. Problems noted before 0.3 have no kind:
 * they were silent, or doubted where the snapshot says so.
 */
import type { VenueProblem, VenueProblemKind } from "@/lib/engine/model";
import { statementOfProblem } from "./describe-venue-statement";
import { formatMoment, type Reader } from "./moments";

interface ProblemWords {
  /** Beside the venue's name in a list. */
  state: string;
  /** Follows the venue's name, and is followed by "since 16:20". */
  does: string;
}

const VENUE_PROBLEM_WORDS: Readonly<Record<Exclude<VenueProblemKind, "doubted" | "shared">, ProblemWords>> = {
  silent: { state: "silent", does: "has not answered" },
  "key-refused": {
    state: "key refused",
    does: "has refused the key",
  },
  "too-powerful": {
    state: "key may do too much",
    does: "has given the key more rights than Evenkeel accepts",
  },
  forbidden: {
    state: "refuses us",
    does: "has refused this computer's requests (403)",
  },
  "rate-limited": { state: "asks us to wait", does: "has asked us to send fewer requests" },
  banned: {
    state: "address banned",
    does: "has banned this computer's address for too many requests",
  },
  "blocked-region": {
    state: "region blocked",
    does: "has served no requests from where this computer is (451)",
  },
  maintenance: { state: "maintenance", does: "has been under maintenance" },
  malformed: { state: "unreadable", does: "has answered with what cannot be read" },
};

/** What is known of a problem; `until` is when the venue may be asked again, where it said so. */
export interface ProblemToDescribe
  extends Pick<VenueProblem, "kind" | "statement" | "message" | "since" | "isDoubted"> {
  until?: number | null;
}

export function kindOfProblem({ kind, isDoubted }: Pick<VenueProblem, "kind" | "isDoubted">): VenueProblemKind {
  return isDoubted && kind !== "shared" ? "doubted" : (kind ?? "silent");
}

const isToldByMessage = (kind: VenueProblemKind): kind is "doubted" | "shared" =>
  kind === "doubted" || kind === "shared";

/** "Binance has banned this computer's address for too many requests since 16:20, until 16:22." */
export function describeVenueProblem(name: string, problem: ProblemToDescribe, reader: Reader): string {
  const kind = kindOfProblem(problem);
  // What is doubted, or not divided, is said by its message: it names what and whose.
  if (isToldByMessage(kind)) return statementOfProblem(problem);
  const { since, until } = problem;
  const end = until != null && until > reader.now ? `, until ${formatMoment(until, reader)}` : "";
  return `${name} ${VENUE_PROBLEM_WORDS[kind].does} since ${formatMoment(since, reader)}${end}.`;
}

/** "Binance has refused the key", for lists that show since when beside it; where no kind is known, its own message. */
export function headOfProblem(name: string, kind: VenueProblemKind | null, message: string): string {
  return kind === null || isToldByMessage(kind) ? `${name}: ${message}` : `${name} ${VENUE_PROBLEM_WORDS[kind].does}`;
}

/** Two or three words beside the venue's name. */
export function stateOfProblem(kind: VenueProblemKind | null): string {
  if (kind === null) return "trouble";
  if (kind === "doubted") return "in doubt";
  return kind === "shared" ? "not divided" : VENUE_PROBLEM_WORDS[kind].state;
}
