/**
 * Judges what a failed ccxt call means (pure). For an order the question is: was it surely not placed? Only what is
 * on the list of sure refusals is one; everything else is `unknown-outcome`. ccxt's class tree does not answer it
 * ("ExchangeError = definite" is wrong both ways), so the exchange's own code decides first, then the HTTP status,
 * then the class. Reads fail as `unavailable` (try later) or `bad-answer` (it answered nonsense).
 * Beside the kind stands a reason: where the trouble lies, for sentences and waits. It never says more about an order.
 */
import { type Credentials, VenueError, type VenueErrorKind, type VenueErrorReason } from "../../venue";
import { judgeBinanceCode } from "../binance";
import { venueSentenceOf } from "../client/redact";
import { judgeKrakenMessage } from "../kraken";
import type { Verdict } from "./verdict";

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

const OKX_CODES: Readonly<Record<number, Verdict>> = {
  50112: "clock-skew",
  50119: "authentication",
  50120: "permission",
};
const BYBIT_CODES: Readonly<Record<number, Verdict>> = { 10009: "rate-limited" };

/** Codes that ccxt leaves without a class, or gives one that would condemn a good key or an address for a key. */
const BY_CODE: Readonly<Record<string, Readonly<Record<number, Verdict>>>> = {
  mexc: {
    [-2011]: "not-found",
    [-2013]: "not-found",
    10072: "authentication",
    10073: "clock-skew",
    700006: "permission",
  },
  okx: OKX_CODES,
  okxus: OKX_CODES,
  myokx: OKX_CODES,
  bybit: BYBIT_CODES,
  bybiteu: BYBIT_CODES,
  bybitid: BYBIT_CODES,
  bitvavo: { 302: "clock-skew", 304: "clock-skew" },
};

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
  const byBinance = code !== null && call.exchangeId.startsWith("binance") ? judgeBinanceCode(code, text) : null;
  if (byBinance !== null) return byBinance;
  const byCode = code === null ? undefined : BY_CODE[call.exchangeId]?.[code];
  if (call.status === 429 || call.status === 418) return "rate-limited";
  // A read needs no such care: where the exchange itself answers 403 with its own code, ccxt knows the class.
  if (!call.isOrder && call.status === 403 && names.includes("AuthenticationError"))
    return byCode ?? (names.includes("PermissionDenied") ? "permission" : "authentication");
  // 5xx, a firewall's 403 and 451 say nothing about what happened behind them.
  if (call.status !== null && (call.status >= 500 || call.status === 403 || call.status === 451))
    return "unknown-outcome";
  if (byCode !== undefined) return byCode;
  const byLabel = call.exchangeId === "kraken" ? judgeKrakenMessage(text) : null;
  if (byLabel !== null) return byLabel;
  const byClass = BY_CLASS.find(([name]) => names.includes(name))?.[1];
  if (byClass === "rejected" && /duplicate/i.test(text)) return "duplicate";
  if (byClass !== undefined) return byClass;
  if (names.includes("RateLimitExceeded")) return "rate-limited";
  if (names.includes("BaseError")) return "unknown-outcome";
  return "bad-answer";
}

const BLOCKED_REGION =
  /restricted location|block access from your country|not available in your (country|region)|regulatory restrictions/i;
const BANNED = /EGeneral:Temporary lockout|\bIP (has|had) been banned|has been banned for not respecting/i;
const MAINTENANCE = /maintenance|EService:Unavailable/i;
const isHtml = (body: string | null) => body !== null && /^\s*</.test(body);

/** Where the trouble lies; null where it is the request itself, or where the exchange only says that it failed. */
function reasonOf(verdict: Verdict, names: readonly string[], text: string, call: FailedCall): VenueErrorReason | null {
  if (call.status === 451 || BLOCKED_REGION.test(text)) return "blocked-region";
  if (verdict === "authentication" || verdict === "permission") return "key-refused";
  if (call.status === 418 || (verdict === "rate-limited" && BANNED.test(text))) return "banned";
  if (verdict === "rate-limited") return "rate-limited";
  if (verdict !== "unknown-outcome" && verdict !== "bad-answer") return null;
  if (names.includes("OnMaintenance") || MAINTENANCE.test(text)) return "maintenance";
  if (call.status === 403) return "forbidden";
  if (verdict === "bad-answer" || isHtml(call.body)) return "malformed";
  return call.status === null || call.status === 504 ? "silent" : null;
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

/** Said instead of the above where a read failed, and after it where an order's fate is not known. */
const REASON_SENTENCES: Readonly<Partial<Record<VenueErrorReason, string>>> = {
  forbidden: "turns this computer's requests away at its firewall (403)",
  "blocked-region": "does not serve the region this computer asks from",
  maintenance: "is under maintenance",
  malformed: "gave an answer that makes no sense",
};

const secondsOf = (ms: number) => Math.ceil(ms / 1000);

function sentenceOf(kind: VenueErrorKind, reason: VenueErrorReason | null, call: FailedCall): string {
  const { exchangeName: name, retryAfterMs } = call;
  const because = reason === null ? undefined : REASON_SENTENCES[reason];
  if (kind === "rate-limited" && reason === "banned")
    return `${name} has banned this computer's address${retryAfterMs === null ? "" : ` for ${secondsOf(retryAfterMs)} s`}.`;
  if (kind === "rate-limited" && retryAfterMs !== null)
    return `${name} asks to wait ${secondsOf(retryAfterMs)} s before asking again.`;
  if (because !== undefined && (kind === "unavailable" || kind === "bad-answer")) return `${name} ${because}.`;
  const sentence = `${name} ${SENTENCES[kind]}.`;
  return because === undefined ? sentence : `${sentence} It ${because}.`;
}

export function codeOf(text: string): number | null {
  const found = /"(?:code|errorCode|retCode)"\s*:\s*"?(-?\d{1,9})\b/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** Our own word where the caller acts on it, else the exchange's code, else the HTTP status. */
function errorCodeOf(verdict: Verdict, code: number | null, status: number | null): string | null {
  if (verdict === "duplicate" || verdict === "not-found") return verdict;
  if (code !== null) return String(code);
  return status !== null && status >= 400 ? `http-${status}` : null;
}

export function classifyError(error: unknown, call: FailedCall): VenueError {
  if (error instanceof VenueError) return withReason(error, call.exchangeName);
  const message = error instanceof Error ? error.message : String(error);
  const text = call.body === null || call.body === "" ? message : `${call.body} ${message}`;
  const code = codeOf(text);
  const verdict = judge(error, text, code, call);
  const kind = kindOf(verdict, call);
  const reason = reasonOf(verdict, classNames(error), text, call);
  const said = venueSentenceOf(text, call.credentials);
  return new VenueError(kind, `${sentenceOf(kind, reason, call)}${said === null ? "" : ` It says: ${said}`}`, {
    code: errorCodeOf(verdict, code, call.status),
    retryAfterMs: kind === "rate-limited" ? call.retryAfterMs : null,
    reason,
  });
}

/** What our own limiter refused on the exchange's word reads like the word itself. */
function withReason(error: VenueError, exchangeName: string): VenueError {
  if (error.kind !== "rate-limited" || error.reason !== null) return error;
  const { kind, code, retryAfterMs } = error;
  const message = error.message.replace(/^The exchange\b/, exchangeName);
  return new VenueError(kind, message, { code, retryAfterMs, reason: "rate-limited" });
}
