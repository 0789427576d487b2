/** How a venue is told in words: what it is, what its key may do, how it does. */
import type { VenueProblemKind } from "@/lib/engine/model";
import { formatSpan } from "@/lib/format/moment";
import type { VenueView } from "./types";

type Kind = Pick<VenueView, "kind" | "isSimulated" | "exchangeName">;

/** The label that no screen leaves out: is this real money, made-up money, or a list kept by hand? */
export function kindWords(venue: Kind): string {
  if (venue.kind === "manual") return "Kept by hand";
  if (venue.kind === "paper")
    return venue.isSimulated ? "Paper, simulated prices" : `Paper, ${venue.exchangeName ?? "public"} prices`;
  return venue.exchangeName ?? "Exchange account";
}

export function kindSentence(venue: Kind): string {
  if (venue.kind === "manual") return "Counted in weights, never traded.";
  if (venue.kind === "paper")
    return venue.isSimulated
      ? "Made-up money at made-up prices. Nothing here is real."
      : "Made-up money at real public prices. No order leaves this machine.";
  return "Real money.";
}

/** "can trade, cannot withdraw"; says so where the exchange does not tell. */
export function permissionWords(venue: Pick<VenueView, "kind" | "permissions">): string {
  if (venue.kind === "manual") return "nothing to permit";
  if (venue.kind === "paper") return "can trade";
  const { canTrade, canWithdraw } = venue.permissions ?? { canTrade: null, canWithdraw: null };
  const trade = canTrade === null ? "trading: not told" : canTrade ? "can trade" : "cannot trade";
  const withdraw = canWithdraw === null ? "withdrawal: not told" : canWithdraw ? "can withdraw" : "cannot withdraw";
  return `${trade}, ${withdraw}`;
}

type Problem = NonNullable<VenueView["problem"]>;

const waiting = (what: string) => (left: string | null) => (left === null ? what : `${what} for ${left}`);

/** In two or three words, by kind; null where only the time of the last answer says more. */
const PROBLEM_WORDS: Readonly<Record<VenueProblemKind, ((left: string | null) => string) | null>> = {
  silent: null,
  doubted: null,
  "key-refused": () => "key refused",
  "too-powerful": () => "key can move money out",
  forbidden: () => "turned away by its firewall",
  "rate-limited": waiting("rate-limited"),
  banned: waiting("address banned"),
  "blocked-region": () => "blocked in your region",
  maintenance: waiting("maintenance"),
  malformed: () => "answers make no sense",
  shared: () => "not divided",
};

/** "rate-limited for 40 s", "key refused"; null for a venue that is merely silent. */
export function problemWords({ kind, until }: Pick<Problem, "kind" | "until">, now: number): string | null {
  const left = until != null && until > now ? formatSpan(until - now) : null;
  return (kind && PROBLEM_WORDS[kind]?.(left)) ?? null;
}

const WAYS_OUT: Readonly<Partial<Record<VenueProblemKind, string>>> = {
  "key-refused": "Check the key at the exchange, then test again or replace the keys. It is not asked by itself.",
  "too-powerful": "Switch that off for this key at the exchange, then test again.",
  forbidden: "Nothing is wrong with the key. If it lasts, ask from another address.",
  "rate-limited": "Nothing is needed: Evenkeel waits, and asks again by itself.",
  banned: "Evenkeel waits until it ends. Other programs on this address may be asking too often.",
  "blocked-region": "Nothing can be traded from here; reach it from an address it serves.",
  maintenance: "Nothing is needed: Evenkeel asks again by itself. Until it is back, nothing is traded there.",
};

/** What to do about a problem: by its kind, else where its words give it away. */
export function wayOut(venue: Pick<VenueView, "kind">, message: string, kind?: VenueProblemKind | null): string {
  if (venue.kind === "manual") return "Try again in a moment.";
  if (/cannot be opened|another master key/i.test(message)) return "Put the old master key back, or replace the keys.";
  const way = kind ? WAYS_OUT[kind] : undefined;
  if (way !== undefined) return way;
  if (/key|signature|permission|auth/i.test(message))
    return "Check the key at the exchange, then test again or replace the keys.";
  if (/clock|time ?stamp|recvwindow/i.test(message)) return "Set this computer's clock, then test again.";
  return "Evenkeel asks again by itself. Until it answers, nothing is traded there.";
}
