/** The table of errors as values, one row a case: what ccxt throws, what the wire said, what it means. */
import { describe, expect, test } from "vitest";
import type { VenueErrorKind } from "../venue";
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
