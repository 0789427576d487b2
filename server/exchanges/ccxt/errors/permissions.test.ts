/** What exchanges answer about a key, to what it may do. */
import type { Exchange } from "ccxt";
import { describe, expect, test } from "vitest";
import { queryPermissions, UNTOLD } from "./permissions";

const ask = (exchangeId: string, method: string, answer: unknown) =>
  queryPermissions(exchangeId, { [method]: async () => answer } as unknown as Exchange);

describe("Binance", () => {
  const told = (over: object = {}) =>
    ask("binance", "sapiGetAccountApiRestrictions", {
      enableReading: true,
      enableSpotAndMarginTrading: true,
      enableWithdrawals: false,
      enableInternalTransfer: false,
      permitsUniversalTransfer: false,
      enableMargin: false,
      enableFutures: false,
      ...over,
    });

  test("rights beyond spot are told", async () => {
    expect(await told()).toMatchObject({ canMargin: false, canFutures: false, tradingEndsAt: null });
    expect(await told({ enableMargin: true })).toMatchObject({ canMargin: true, canFutures: false });
    expect(await told({ enableFutures: true })).toMatchObject({ canMargin: false, canFutures: true });
    expect(await told({ enableVanillaOptions: true })).toMatchObject({ canFutures: true });
    expect(await told({ enableMargin: undefined, enableFutures: undefined })).toMatchObject({ canMargin: null });
  });

  test("the end of the right to trade is told", async () => {
    const at = Date.UTC(2026, 11, 24);
    expect((await told({ tradingAuthorityExpirationTime: at })).tradingEndsAt).toBe(at);
    expect((await told({ tradingAuthorityExpirationTime: 0 })).tradingEndsAt).toBeNull();
  });

  test("a switch that is not told is not believed to be off", async () => {
    await expect(told({ enableWithdrawals: undefined })).rejects.toMatchObject({ kind: "bad-answer" });
  });
});

describe("Kraken", () => {
  const told = (permissions: unknown, over: object = {}) =>
    ask("kraken", "privatePostGetApiKeyInfo", { error: [], result: { permissions, validUntil: "0", ...over } });

  test("names are rights, what is not named is not granted", async () => {
    expect(await told(["query-funds", "query-open-trades", "modify-trades", "close-trades"])).toEqual({
      canRead: true,
      canTrade: true,
      canWithdraw: false,
      canTransfer: null,
      canMargin: null,
      canFutures: null,
      tradingEndsAt: null,
    });
    expect(await told(["query-funds", "withdraw-funds"])).toMatchObject({ canTrade: false, canWithdraw: true });
  });

  test("the end of a key is told in seconds", async () => {
    expect((await told(["query-funds"], { validUntil: "1795000000" })).tradingEndsAt).toBe(1_795_000_000_000);
  });

  test("an answer without rights is not a harmless key", async () => {
    await expect(told(undefined)).rejects.toMatchObject({ kind: "bad-answer" });
    await expect(told([])).rejects.toMatchObject({ kind: "bad-answer" });
  });
});

describe.each(["okx", "myokx", "okxus"])("%s", (exchangeId) => {
  const told = (perm: string, acctLv?: string) =>
    ask(exchangeId, "privateGetAccountConfig", { data: [{ perm, ...(acctLv ? { acctLv } : {}) }] });

  test("is asked like the others of its house", async () => {
    expect(await told("read_only,trade", "1")).toMatchObject({ canTrade: true, canWithdraw: false, canFutures: false });
    expect(await told("read_only,trade", "2")).toMatchObject({ canMargin: true, canFutures: true });
    expect(await told("read_only,trade,withdraw")).toMatchObject({ canWithdraw: true, canFutures: null });
    expect(await told("read_only")).toMatchObject({ canTrade: false });
    expect(await told("")).toEqual(UNTOLD);
  });
});

describe.each(["bybit", "bybiteu", "bybitid"])("%s", (exchangeId) => {
  const told = (permissions: object, over: object = {}) =>
    ask(exchangeId, "privateGetV5UserQueryApi", { result: { readOnly: 0, permissions, ...over } });

  test("is asked like the others of its house", async () => {
    expect(await told({ Spot: ["SpotTrade"], Wallet: [] })).toMatchObject({ canTrade: true, canWithdraw: false });
    expect(await told({ Spot: ["SpotTrade"], Wallet: ["Withdraw"] })).toMatchObject({ canWithdraw: true });
    expect(await told({ Spot: ["SpotTrade"], Derivatives: ["DerivativesTrade"] })).toMatchObject({ canFutures: true });
    expect(await told({ Spot: ["SpotTrade"] }, { readOnly: 1 })).toMatchObject({ canTrade: false, canFutures: false });
    expect(await told({ Spot: ["SpotTrade"] }, { expiredAt: "2026-12-24T00:00:00Z" })).toMatchObject({
      tradingEndsAt: Date.UTC(2026, 11, 24),
    });
    expect(await told({ Spot: ["SpotTrade"] }, { expiredAt: "1970-01-01T00:00:00Z" })).toMatchObject({
      tradingEndsAt: null,
    });
  });
});

test("an exchange that has no such question is not told for", async () => {
  for (const exchangeId of ["binanceus", "bitget", "mexc", "bitvavo"])
    expect(await queryPermissions(exchangeId, {} as Exchange)).toEqual(UNTOLD);
});
