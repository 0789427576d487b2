/** Codes as exchanges write them, to the asset they stand for. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Balance } from "@/lib/engine/model";
import { add, type Quantity } from "@/lib/money";
import { nameAsset, nameBalances } from "./identity";

const LISTED = {
  binance: ["BTC", "ETH", "USDT", "USDC", "BNB", "LDO", "SHIB", "SOL", "T", "W", "O", "DAO", "PEPE", "1INCH", "WBETH"],
  kraken: ["BTC", "ETH", "USD", "EUR", "USDT", "SOL", "DOT", "ADA", "DOGE", "KAVA", "C98", "ATOM", "REP", "ZEC", "XRP"],
};
const listed = (exchangeId: keyof typeof LISTED) => new Set(LISTED[exchangeId]);

describe("a code at Binance", () => {
  test.each([
    ["BTC", "BTC", null],
    ["LDBTC", "BTC", "LDBTC"],
    ["LDUSDT", "USDT", "LDUSDT"],
    ["LDUSDC", "USDC", "LDUSDC"],
    ["LDBNB", "BNB", "LDBNB"],
    ["LDPEPE", "PEPE", "LDPEPE"],
    ["LD1INCH", "1INCH", "LD1INCH"],
    ["LDLDO", "LDO", "LDLDO"],
    ["LDSHIB2", "SHIB", "LDSHIB2"],
    ["LDW", "W", "LDW"],
    // A coin, though O is listed too.
    ["LDO", "LDO", null],
    // Nothing listed stands behind it.
    ["LDNOPE", "LDNOPE", null],
    ["LD", "LD", null],
    ["WBETH", "WBETH", null],
    ["DAO", "DAO", null],
    ["SOL.F", "SOL.F", null],
  ])("%s is %s", (code, asset, venueCode) => {
    const named = nameAsset("binance", code, (known) => listed("binance").has(known));
    expect(named).toEqual(venueCode === null ? { asset } : { asset, venueCode });
  });

  test("LDO stays a coin when a delisting takes it off the list", () => {
    expect(nameAsset("binance", "LDO", (known) => known === "O")).toEqual({ asset: "LDO" });
  });

  test("a coin that comes to the list is no variant any more", () => {
    expect(nameAsset("binance", "LDX", (known) => known === "X")).toEqual({ asset: "X", venueCode: "LDX" });
    expect(nameAsset("binance", "LDX", (known) => known === "X" || known === "LDX")).toEqual({ asset: "LDX" });
  });
});

describe("a code at Kraken", () => {
  test.each([
    ["BTC", "BTC", null],
    ["XXBT", "BTC", null],
    ["XBT", "BTC", null],
    ["XDG", "DOGE", null],
    ["XXDG", "DOGE", null],
    ["XETH", "ETH", null],
    ["XZEC", "ZEC", null],
    ["ZUSD", "USD", null],
    ["ZEUR", "EUR", null],
    ["XRP", "XRP", null],
    ["ZEC", "ZEC", null],
    ["XBT.F", "BTC", "XBT.F"],
    ["XBT.M", "BTC", "XBT.M"],
    ["XXBT.M", "BTC", "XXBT.M"],
    ["XBT.B", "BTC", "XBT.B"],
    ["USD.HOLD", "USD", "USD.HOLD"],
    ["EUR.M", "EUR", "EUR.M"],
    ["USDT.F", "USDT", "USDT.F"],
    ["SOL03.S", "SOL", "SOL03.S"],
    ["SOL.S", "SOL", "SOL.S"],
    ["DOT28.S", "DOT", "DOT28.S"],
    ["KAVA21.S", "KAVA", "KAVA21.S"],
    ["ATOM21.S", "ATOM", "ATOM21.S"],
    ["ADA.P", "ADA", "ADA.P"],
    ["ETH2.S", "ETH", "ETH2.S"],
    ["ETH2", "ETH", "ETH2"],
    ["C98", "C98", null],
    ["C98.S", "C98", "C98.S"],
    // Not listed any more, and still what the suffix says.
    ["FLR.S", "FLR", "FLR.S"],
    // A tokenised share is an asset of its own.
    ["AAPLX.T", "AAPLX.T", null],
  ])("%s is %s", (code, asset, venueCode) => {
    const named = nameAsset("kraken", code, (known) => listed("kraken").has(known));
    expect(named).toEqual(venueCode === null ? { asset } : { asset, venueCode });
  });

  test("fee credits are no asset", () => {
    for (const code of ["KFEE", "FEE"]) expect(nameAsset("kraken", code, () => true)).toBeNull();
  });
});

test("other exchanges' codes are what they say", () => {
  for (const exchangeId of ["okx", "bybit", "kucoin", "binanceus", "coinbase"])
    for (const code of ["BTC", "LDBTC", "XBT.F", "KFEE"])
      expect(nameAsset(exchangeId, code, () => true)).toEqual({ asset: code });
});

describe("balances by what they are", () => {
  const row = (asset: string, total: string, free = total): Balance => ({
    asset,
    total: total as Quantity,
    free: free as Quantity,
  });

  test("what earns comes after what is free, under its own code, and is never free", () => {
    const rows = [row("LDBTC", "0.4"), row("BTC", "1", "0.9"), row("LDUSDT", "500"), row("LDO", "3")];
    expect(nameBalances("binance", rows, listed("binance"))).toEqual([
      row("BTC", "1", "0.9"),
      row("LDO", "3"),
      { ...row("BTC", "0.4", "0"), venueCode: "LDBTC" },
      { ...row("USDT", "500", "0"), venueCode: "LDUSDT" },
    ]);
  });

  test("two codes of one asset are one row, two kinds of earning are two", () => {
    const rows = [row("XXBT", "1"), row("BTC", "0.5"), row("SOL.S", "2"), row("SOL03.S", "3")];
    expect(nameBalances("kraken", rows, listed("kraken"))).toEqual([
      row("BTC", "1.5"),
      { ...row("SOL", "2", "0"), venueCode: "SOL.S" },
      { ...row("SOL", "3", "0"), venueCode: "SOL03.S" },
    ]);
  });

  test("what is owed is passed on as it is", () => {
    const rows = [row("BTC", "-0.25", "-0.25"), row("USDT", "10")];
    expect(nameBalances("binance", rows, listed("binance"))).toEqual(rows);
  });

  test("nothing is lost or made: per asset the totals are the same", () => {
    const codes = ["BTC", "LDBTC", "LDO", "USDT", "LDUSDT", "LDNOPE", "SHIB", "LDSHIB2"];
    const amounts = fc.dictionary(fc.constantFrom(...codes), fc.integer({ min: -1_000, max: 1_000_000 }));
    fc.assert(
      fc.property(amounts, (held) => {
        const rows = Object.entries(held).map(([code, units]) => row(code, String(units)));
        const sum = (list: readonly Balance[]) => list.reduce((whole, { total }) => add(whole, total), "0" as Quantity);
        expect(sum(nameBalances("binance", rows, listed("binance")))).toBe(sum(rows));
      }),
    );
  });
});
