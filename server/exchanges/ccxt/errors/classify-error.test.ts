/** The table of errors as values, one row a case: what ccxt throws, what the wire said, what it means. */
import { describe, expect, test } from "vitest";
import type { VenueErrorKind, VenueErrorReason } from "../../venue";
import { classifyError, type FailedCall } from "./classify-error";

/** ccxt's tree, as far as the rows below use it. */
class BaseError extends Error {}
class ExchangeError extends BaseError {}
class OperationFailed extends BaseError {}
class NetworkError extends OperationFailed {}
class RequestTimeout extends NetworkError {}
class DDoSProtection extends NetworkError {}
class InvalidNonce extends NetworkError {}
class ExchangeNotAvailable extends NetworkError {}
class AuthenticationError extends ExchangeError {}
class PermissionDenied extends AuthenticationError {}
class InsufficientFunds extends ExchangeError {}
class InvalidOrder extends ExchangeError {}
class DuplicateOrderId extends InvalidOrder {}
class OrderNotFound extends InvalidOrder {}
class BadRequest extends ExchangeError {}
class BadSymbol extends BadRequest {}
class OnMaintenance extends ExchangeNotAvailable {}

const call = (over: Partial<FailedCall>): FailedCall => ({
  exchangeId: "kraken",
  exchangeName: "Kraken",
  isOrder: true,
  wasSent: true,
  status: 200,
  body: null,
  retryAfterMs: null,
  ...over,
});

const SURE = true;
const ROWS: readonly (readonly [string, Error, Partial<FailedCall>, VenueErrorKind, boolean])[] = [
  ["no funds", new InsufficientFunds("EOrder:Insufficient funds"), {}, "insufficient-funds", SURE],
  ["a wrong order", new InvalidOrder("EOrder:Order minimum not met"), {}, "rejected", SURE],
  ["an unknown pair", new BadSymbol("EQuery:Unknown asset pair"), {}, "market-closed", SURE],
  ["a wrong key", new AuthenticationError("EAPI:Invalid key"), {}, "authentication", SURE],
  ["a key without the right", new PermissionDenied("EGeneral:Permission denied"), {}, "permission", SURE],
  ["a nonce, though ccxt calls it a network error", new InvalidNonce("EAPI:Invalid nonce"), {}, "clock-skew", SURE],
  ["429", new DDoSProtection("slow down"), { status: 429, retryAfterMs: 5 }, "rate-limited", SURE],
  [
    "520 from a proxy, though ccxt calls it rate limiting",
    new DDoSProtection("520"),
    { status: 520 },
    "unknown-outcome",
    !SURE,
  ],
  ["5xx with a definite looking class", new InvalidOrder("rejected?"), { status: 500 }, "unknown-outcome", !SURE],
  ["a duplicate id", new DuplicateOrderId("dup"), {}, "unknown-outcome", !SURE],
  ["an order not found when placing one", new OrderNotFound("?"), {}, "unknown-outcome", !SURE],
  ["a general exchange error", new ExchangeError("something"), { status: 400 }, "unknown-outcome", !SURE],
  ["a timeout", new RequestTimeout("timed out"), { status: null }, "unknown-outcome", !SURE],
  ["a socket", new NetworkError("fetch failed"), { status: null }, "unknown-outcome", !SURE],
  ["a TypeError after sending", new TypeError("cannot read"), {}, "unknown-outcome", !SURE],
  ["a TypeError before sending", new TypeError("cannot read"), { wasSent: false, status: null }, "rejected", SURE],
  [
    "a closed exchange before sending",
    new ExchangeNotAvailable("x"),
    { wasSent: false, status: null },
    "rejected",
    SURE,
  ],
  ["a 403 of a firewall", new ExchangeNotAvailable("403"), { status: 403 }, "unknown-outcome", !SURE],
];

describe("an order that failed with", () => {
  test.each(ROWS)("%s", (_name, error, over, kind, isSure) => {
    const judged = classifyError(error, call(over));
    expect(judged).toMatchObject({ kind, isSurelyNotPlaced: isSure });
  });
});

describe("a read that failed with", () => {
  test.each([
    ["a socket", new NetworkError("fetch failed"), "unavailable"],
    ["a general error", new ExchangeError("odd"), "unavailable"],
    ["nonsense", new TypeError("x is undefined"), "bad-answer"],
    ["a wrong key", new AuthenticationError("no"), "authentication"],
  ] as const)("%s", (_name, error, kind) => {
    expect(classifyError(error, call({ isOrder: false })).kind).toBe(kind);
  });
});

test("Binance's code goes before ccxt's class, whatever the base URL made of it", () => {
  const judge = (code: number, error: Error, status = 400) =>
    classifyError(error, call({ exchangeId: "binance", status, body: `{"code":${code},"msg":"Text."}` })).kind;
  expect(judge(-2015, new DDoSProtection("later"), 401)).toBe("authentication");
  expect(judge(-1008, new ExchangeError("elsewhere"), 503)).toBe("unknown-outcome");
  expect(judge(-1021, new InvalidNonce("network?"))).toBe("clock-skew");
  expect(judge(-1131, new BadRequest("recvWindow"))).toBe("rejected");
  expect(judge(-2008, new ExchangeError("not on this host"))).toBe("authentication");
  expect(judge(-1100, new BadRequest("illegal"))).toBe("rejected");
  expect(judge(-1000, new OperationFailed("unknown"), 500)).toBe("unknown-outcome");
});

const HTML = "<html><head><title>403 Forbidden</title></head></html>";
const CLOUDFRONT = "<HTML>The Amazon CloudFront distribution is configured to block access from your country.</HTML>";

/** The same trouble, read and ordered: the reason is the same, what may be concluded of an order is not. */
const REASONS: readonly (readonly [string, Error, Partial<FailedCall>, VenueErrorReason | null, VenueErrorKind])[] = [
  ["a refused key", new AuthenticationError("EAPI:Invalid key"), {}, "key-refused", "authentication"],
  ["a key without the right", new PermissionDenied("EGeneral:Permission denied"), {}, "key-refused", "permission"],
  ["a firewall", new ExchangeNotAvailable("403"), { status: 403, body: HTML }, "forbidden", "unknown-outcome"],
  ["a country", new ExchangeNotAvailable("451"), { status: 451 }, "blocked-region", "unknown-outcome"],
  [
    "a country behind a 403",
    new ExchangeNotAvailable("403"),
    { status: 403, body: CLOUDFRONT },
    "blocked-region",
    "unknown-outcome",
  ],
  ["429", new DDoSProtection("x"), { status: 429, retryAfterMs: 5_000 }, "rate-limited", "rate-limited"],
  ["418", new DDoSProtection("x"), { status: 418, retryAfterMs: 120_000 }, "banned", "rate-limited"],
  [
    "Kraken's lockout, with 200",
    new DDoSProtection('{"error":["EGeneral:Temporary lockout"]}'),
    {},
    "banned",
    "rate-limited",
  ],
  [
    "Kraken's counter, with 200",
    new DDoSProtection('{"error":["EAPI:Rate limit exceeded"]}'),
    {},
    "rate-limited",
    "rate-limited",
  ],
  ["maintenance by class", new OnMaintenance("x"), { status: 503 }, "maintenance", "unknown-outcome"],
  [
    "maintenance by its text",
    new ExchangeNotAvailable("x"),
    { status: 503, body: '{"msg":"System maintenance."}' },
    "maintenance",
    "unknown-outcome",
  ],
  [
    "Kraken's service",
    new ExchangeNotAvailable('{"error":["EService:Unavailable"]}'),
    {},
    "maintenance",
    "unknown-outcome",
  ],
  [
    "a page with 502",
    new ExchangeNotAvailable("502"),
    { status: 502, body: "<html>Bad gateway</html>" },
    "malformed",
    "unknown-outcome",
  ],
  ["what cannot be parsed", new TypeError("x is undefined"), {}, "malformed", "unknown-outcome"],
  ["silence", new RequestTimeout("timed out"), { status: null }, "silent", "unknown-outcome"],
  ["a dead line", new NetworkError("fetch failed"), { status: null }, "silent", "unknown-outcome"],
  ["a gateway that waited", new RequestTimeout("504"), { status: 504 }, "silent", "unknown-outcome"],
  [
    "its own failure",
    new ExchangeNotAvailable("500"),
    { status: 500, body: '{"code":-1000}' },
    null,
    "unknown-outcome",
  ],
  ["no funds", new InsufficientFunds("x"), {}, null, "insufficient-funds"],
  ["a wrong order", new InvalidOrder("x"), {}, null, "rejected"],
];

describe("the reason of a failure is given for", () => {
  test.each(REASONS)("%s", (_name, error, over, reason, kind) => {
    expect(classifyError(error, call(over))).toMatchObject({ reason, kind });
    expect(classifyError(error, call({ ...over, isOrder: false })).reason).toBe(reason);
  });

  test("a wait says how long, for the sentence and for the caller", () => {
    const judged = classifyError(new DDoSProtection("x"), call({ status: 429, retryAfterMs: 39_200 }));
    expect(judged.message).toContain("asks to wait 40 s");
    expect(judged.retryAfterMs).toBe(39_200);
    const banned = classifyError(new DDoSProtection("x"), call({ status: 418, retryAfterMs: 120_000, isOrder: false }));
    expect(banned.message).toContain("has banned this computer's address for 120 s");
  });

  test("an exchange that answers 403 with its own code: a read is judged by it, an order stays unknown", () => {
    const error = new AuthenticationError('{"errorCode":305,"error":"No active API key found."}');
    const over = { exchangeId: "bitvavo", status: 403, body: '{"errorCode":305}' };
    expect(classifyError(error, call({ ...over, isOrder: false }))).toMatchObject({
      kind: "authentication",
      reason: "key-refused",
    });
    expect(classifyError(error, call(over)).kind).toBe("unknown-outcome");
  });
});

describe("an absent order is recognised by", () => {
  test.each([
    ["binance", -2013, new OrderNotFound("x")],
    ["mexc", -2013, new ExchangeError("mexc has no class for it")],
    ["mexc", -2011, new BadRequest("x")],
    ["okx", 51603, new OrderNotFound("x")],
    ["bitvavo", 240, new OrderNotFound("x")],
  ] as const)("%s %i", (exchangeId, code, error) => {
    const body = `{"code":${code},"msg":"Order does not exist."}`;
    expect(classifyError(error, call({ exchangeId, isOrder: false, status: 400, body })).code).toBe("not-found");
    // The same text about an order just sent prove nothing.
    expect(classifyError(error, call({ exchangeId, status: 400, body })).kind).toBe("unknown-outcome");
  });

  test("kraken, whose answer to a cancel has the class of a wrong order", () => {
    const error = new InvalidOrder('kraken {"error":["EOrder:Unknown order"]}');
    expect(classifyError(error, call({})).code).toBe("not-found");
  });
});

describe("Kraken's refusals of an order, known to ccxt or not", () => {
  test.each([
    ["EOrder:Cost minimum not met", "rejected"],
    ["EOrder:Tick size check failed", "rejected"],
    ["EOrder:Insufficient funds", "insufficient-funds"],
    ["EAccount:Invalid permissions:TRX trading restricted for US:TX.", "rejected"],
    ["EQuery:Unknown asset pair", "market-closed"],
    ["EService:Busy", "unknown-outcome"],
    ["EService:Market in cancel_only mode", "unknown-outcome"],
    ["EGeneral:Internal error", "unknown-outcome"],
  ] as const)("%s", (text, kind) => {
    const judged = classifyError(new ExchangeError("kraken"), call({ body: `{"error":["${text}"]}` }));
    expect(judged.kind).toBe(kind);
    expect(judged.message).toContain(text);
    // Behind a 5xx no text is trusted.
    expect(classifyError(new ExchangeError("k"), call({ status: 502, body: text })).kind).toBe("unknown-outcome");
  });
});

describe("a good key is not condemned, and a dead one not overlooked", () => {
  const said = (exchangeId: string, field: string, code: number, error: Error, status = 400) =>
    classifyError(error, call({ exchangeId, isOrder: false, status, body: `{"${field}":${code},"msg":"Text."}` }));
  test.each([
    ["okx", "code", 50112, "clock-skew"],
    ["myokx", "code", 50112, "clock-skew"],
    ["bitvavo", "errorCode", 304, "clock-skew"],
    ["bybit", "retCode", 10009, "rate-limited"],
    ["bitvavo", "errorCode", 309, "authentication"],
    ["bybit", "retCode", 10003, "authentication"],
    ["bitget", "code", 40037, "authentication"],
  ] as const)("%s %s %i, an AuthenticationError to ccxt", (exchangeId, field, code, kind) => {
    expect(said(exchangeId, field, code, new AuthenticationError("x"))).toMatchObject({ kind, code: String(code) });
  });

  test.each([
    ["okx", "code", 50119, new ExchangeError("x"), "authentication"],
    ["okxus", "code", 50120, new ExchangeError("x"), "permission"],
    ["mexc", "code", 10072, new BadRequest("x"), "authentication"],
    ["mexc", "code", 700006, new BadRequest("x"), "permission"],
  ] as const)("%s %s %i, which ccxt calls something else", (exchangeId, field, code, error, kind) => {
    expect(said(exchangeId, field, code, error)).toMatchObject({ kind, reason: "key-refused" });
  });

  test("Kraken's signature and key, the first of which ccxt does not know", () => {
    for (const text of ["EAPI:Invalid key", "EAPI:Invalid signature"])
      expect(classifyError(new ExchangeError("k"), call({ body: `{"error":["${text}"]}` }))).toMatchObject({
        kind: "authentication",
        reason: "key-refused",
      });
  });

  test("an address that is banned is shown as that, not as its key", () => {
    const body = '{"retCode":10009,"retMsg":"IP had been banned"}';
    expect(classifyError(new AuthenticationError(body), call({ exchangeId: "bybit", body })).reason).toBe("banned");
    const lawful = '{"retCode":10024,"retMsg":"Not available to you due to regulatory restrictions."}';
    expect(classifyError(new PermissionDenied(lawful), call({ exchangeId: "bybit", body: lawful })).reason).toBe(
      "blocked-region",
    );
  });
});
