/** What exchanges answer about a key, to what it may do. */
import type { Exchange } from "ccxt";
import { describe, expect, test } from "vitest";
import { SPOT_ONLY } from "@/server/testing/offline-ccxt";
import { queryPermissions } from "./permissions";
import { UNREPORTED } from "./read-permissions";

const query = (exchangeId: string, method: string, answer: unknown) =>
  queryPermissions(exchangeId, { [method]: async () => answer } as unknown as Exchange);

describe("Binance", () => {
  const permissionsOf = (over: object = {}) =>
    query("binance", "sapiGetAccountApiRestrictions", { ...SPOT_ONLY, ...over });

  test("rights beyond spot are reported", async () => {
    expect(await permissionsOf()).toMatchObject({ canMargin: false, canFutures: false, tradingEndsAt: null });
    expect(await permissionsOf({ enableMargin: true })).toMatchObject({ canMargin: true, canFutures: false });
    expect(await permissionsOf({ enableFutures: true })).toMatchObject({ canMargin: false, canFutures: true });
    expect(await permissionsOf({ enableVanillaOptions: true })).toMatchObject({ canFutures: true });
    expect(await permissionsOf({ enableMargin: undefined, enableFutures: undefined })).toMatchObject({
      canMargin: null,
    });
  });

  test("the end of the right to trade is reported", async () => {
    const at = Date.UTC(2026, 11, 24);
    expect((await permissionsOf({ tradingAuthorityExpirationTime: at })).tradingEndsAt).toBe(at);
    expect((await permissionsOf({ tradingAuthorityExpirationTime: 0 })).tradingEndsAt).toBeNull();
  });

  test("a switch that is not reported is not taken to be off", async () => {
    await expect(permissionsOf({ enableWithdrawals: undefined })).rejects.toMatchObject({ kind: "bad-answer" });
  });
});

describe("Kraken", () => {
  const permissionsOf = (permissions: unknown, over: object = {}) =>
    query("kraken", "privatePostGetApiKeyInfo", { error: [], result: { permissions, validUntil: "0", ...over } });

  test("names are rights, what is not named is not granted", async () => {
    expect(await permissionsOf(["query-funds", "query-open-trades", "modify-trades", "close-trades"])).toEqual({
      canRead: true,
      canTrade: true,
      canWithdraw: false,
      canTransfer: null,
      canMargin: null,
      canFutures: null,
      tradingEndsAt: null,
    });
    expect(await permissionsOf(["query-funds", "withdraw-funds"])).toMatchObject({
      canTrade: false,
      canWithdraw: true,
    });
  });

  test("the end of a key is reported in seconds", async () => {
    expect((await permissionsOf(["query-funds"], { validUntil: "1795000000" })).tradingEndsAt).toBe(1_795_000_000_000);
  });

  test("an answer without rights is not a harmless key", async () => {
    await expect(permissionsOf(undefined)).rejects.toMatchObject({ kind: "bad-answer" });
    await expect(permissionsOf([])).rejects.toMatchObject({ kind: "bad-answer" });
  });
});

describe.each(["okx", "myokx", "okxus"])("%s", (exchangeId) => {
  const permissionsOf = (perm: string, acctLv?: string) =>
    query(exchangeId, "privateGetAccountConfig", { data: [{ perm, ...(acctLv ? { acctLv } : {}) }] });

  test("is queried like the others of its company", async () => {
    expect(await permissionsOf("read_only,trade", "1")).toMatchObject({
      canTrade: true,
      canWithdraw: false,
      canFutures: false,
    });
    expect(await permissionsOf("read_only,trade", "2")).toMatchObject({ canMargin: true, canFutures: true });
    expect(await permissionsOf("read_only,trade,withdraw")).toMatchObject({ canWithdraw: true, canFutures: null });
    expect(await permissionsOf("read_only")).toMatchObject({ canTrade: false });
    expect(await permissionsOf("")).toEqual(UNREPORTED);
  });
});

describe.each(["bybit", "bybiteu", "bybitid"])("%s", (exchangeId) => {
  const permissionsOf = (permissions: object, over: object = {}) =>
    query(exchangeId, "privateGetV5UserQueryApi", { result: { readOnly: 0, permissions, ...over } });

  test("is queried like the others of its company", async () => {
    expect(await permissionsOf({ Spot: ["SpotTrade"], Wallet: [] })).toMatchObject({
      canTrade: true,
      canWithdraw: false,
    });
    expect(await permissionsOf({ Spot: ["SpotTrade"], Wallet: ["Withdraw"] })).toMatchObject({ canWithdraw: true });
    expect(await permissionsOf({ Spot: ["SpotTrade"], Derivatives: ["DerivativesTrade"] })).toMatchObject({
      canFutures: true,
    });
    expect(await permissionsOf({ Spot: ["SpotTrade"] }, { readOnly: 1 })).toMatchObject({
      canTrade: false,
      canFutures: false,
    });
    expect(await permissionsOf({ Spot: ["SpotTrade"] }, { expiredAt: "2026-12-24T00:00:00Z" })).toMatchObject({
      tradingEndsAt: Date.UTC(2026, 11, 24),
    });
    expect(await permissionsOf({ Spot: ["SpotTrade"] }, { expiredAt: "1970-01-01T00:00:00Z" })).toMatchObject({
      tradingEndsAt: null,
    });
  });
});

test("an exchange that has no such endpoint is not reported", async () => {
  for (const exchangeId of ["binanceus", "bitget", "mexc", "bitvavo"])
    expect(await queryPermissions(exchangeId, {} as Exchange)).toEqual(UNREPORTED);
});
