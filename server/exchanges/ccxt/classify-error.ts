/**
 * Judges what a failed ccxt call means (pure). For an order the question is: was it surely not placed? Only what is
 * on the list of sure refusals is one; everything else is `unknown-outcome`. ccxt's class tree does not answer it
 * ("ExchangeError = definite" is wrong both ways), so the exchange's own code decides first, then the HTTP status,
 * then the class. Reads fail as `unavailable` (try later) or `bad-answer` (it answered nonsense).
 */
import { type Credentials, VenueError, type VenueErrorKind } from "../venue";
import { ownWords } from "./redact";

export interface FailedCall {
  exchangeId: string;
  /** Name for people. */
  exchangeName: string;
  isOrder: boolean;
  /** false when nothing had left this machine: then the order surely was not placed. */
  wasSent: boolean;
  /** HTTP status of the last answer, null when there was none. */
  status: number | null;
  /** Its body, as far as kept: ccxt's own message often leaves the code out. */
  body: string | null;
  retryAfterMs: number | null;
  credentials?: Credentials;
}

type Verdict = VenueErrorKind | "duplicate" | "not-found";

/** Binance's codes (also binance.us). Ranges first match wins; texts tell apart what one code mixes. */
function judgeBinanceCode(code: number, text: string): Verdict | null {
  if (code === -1021) return "clock-skew";
  if (code === -1022 || code === -1002 || code === -2014 || code === -2015 || code === -2008) return "authentication";
  if (code === -1003 || code === -1015) return "rate-limited";
  if (code === -1121) return "market-closed";
  if (code === -1013) return /market is closed/i.test(text) ? "market-closed" : "rejected";
  if (code <= -1100 && code >= -1131) return "rejected";
  if (code === -2010) {
    if (/duplicate/i.test(text)) return "duplicate";
    return /insufficient balance/i.test(text) ? "insufficient-funds" : "rejected";
  }
  if (code === -2011 || code === -2013) return "not-found";
  if (code === -1000 || code === -1001 || code === -1006 || code === -1007 || code === -1008 || code === 1)
    return "unknown-outcome";
  return null;
}

/** Names of the error's class and its ancestors, nearest first: ["InvalidNonce", "NetworkError", ...]. */
export function classNames(error: unknown): readonly string[] {
  const names: string[] = [];
  for (let step = error; step instanceof Object; step = Object.getPrototypeOf(step)) {
    const name = Object.hasOwn(step, "constructor") ? step.constructor.name : null;
    if (name !== null && name !== "Object") names.push(name);
  }
  return names;
}

const BY_CLASS: readonly (readonly [string, Verdict])[] = [
  ["DuplicateOrderId", "duplicate"],
  ["InsufficientFunds", "insufficient-funds"],
  ["BadSymbol", "market-closed"],
  ["MarketClosed", "market-closed"],
  ["OrderNotFound", "not-found"],
  ["PermissionDenied", "permission"],
  ["AccountNotEnabled", "permission"],
  ["AccountSuspended", "permission"],
  ["AuthenticationError", "authentication"],
  ["InvalidNonce", "clock-skew"],
  ["InvalidOrder", "rejected"],
  ["BadRequest", "rejected"],
  ["ArgumentsRequired", "rejected"],
  ["NotSupported", "unsupported"],
  ["NullResponse", "bad-answer"],
  ["BadResponse", "bad-answer"],
];

function judge(error: unknown, text: string, code: number | null, call: FailedCall): Verdict {
  // A plain mistake of the sending code (TypeError, SyntaxError) before anything was sent.
  const names = classNames(error);
  if (!call.wasSent && call.isOrder && !names.includes("BaseError")) return "rejected";
  const byCode = code !== null && call.exchangeId.startsWith("binance") ? judgeBinanceCode(code, text) : null;
  if (byCode !== null) return byCode;
  if (call.status === 429 || call.status === 418) return "rate-limited";
  // 5xx, a firewall's 403 and 451 say nothing about what happened behind them.
  if (call.status !== null && (call.status >= 500 || call.status === 403 || call.status === 451))
    return "unknown-outcome";
  const byClass = BY_CLASS.find(([name]) => names.includes(name))?.[1];
  if (byClass === "rejected" && /duplicate/i.test(text)) return "duplicate";
  if (byClass !== undefined) return byClass;
  if (names.includes("RateLimitExceeded")) return "rate-limited";
  if (names.includes("BaseError")) return "unknown-outcome";
  return "bad-answer";
}

/** What a verdict is called: for an order only sure refusals keep their name. */
function kindOf(verdict: Verdict, call: FailedCall): VenueErrorKind {
  if (call.isOrder) {
    if (!call.wasSent && (verdict === "unknown-outcome" || verdict === "bad-answer")) return "rejected";
    if (verdict === "duplicate" || verdict === "not-found" || verdict === "bad-answer") return "unknown-outcome";
    if (verdict === "unavailable") return "unknown-outcome";
    return verdict;
  }
  if (verdict === "unknown-outcome") return "unavailable";
  if (verdict === "duplicate" || verdict === "not-found") return "rejected";
  return verdict;
}

const SENTENCES: Readonly<Record<VenueErrorKind, string>> = {
  rejected: "refused the request",
  "insufficient-funds": "says there are not enough funds",
  "market-closed": "does not trade this market now",
  authentication: "refused the key",
  permission: "does not allow this key to do that",
  "clock-skew": "refused the time of this computer: its clock differs too much",
  "rate-limited": "asks to wait before asking again",
  "unknown-outcome": "did not say what became of the order",
  unavailable: "cannot be reached",
  "bad-answer": "gave an answer that makes no sense",
  unsupported: "does not offer this",
};

export function codeOf(text: string): number | null {
  const found = /"code"\s*:\s*"?(-?\d{1,9})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** Our own word where the caller acts on it, else the exchange's code, else the HTTP status. */
function tellCode(verdict: Verdict, code: number | null, status: number | null): string | null {
  if (verdict === "duplicate" || verdict === "not-found") return verdict;
  if (code !== null) return String(code);
  return status !== null && status >= 400 ? `http-${status}` : null;
}

export function classifyError(error: unknown, call: FailedCall): VenueError {
  if (error instanceof VenueError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const text = call.body === null || call.body === "" ? message : `${call.body} ${message}`;
  const code = codeOf(text);
  const verdict = judge(error, text, code, call);
  const kind = kindOf(verdict, call);
  const words = ownWords(text, call.credentials);
  return new VenueError(kind, `${call.exchangeName} ${SENTENCES[kind]}.${words === null ? "" : ` It says: ${words}`}`, {
    code: tellCode(verdict, code, call.status),
    retryAfterMs: kind === "rate-limited" ? call.retryAfterMs : null,
  });
}
