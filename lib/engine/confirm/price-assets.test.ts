import { expect, test } from "vitest";
import { price } from "@/lib/money";
import { priceAssets, type SourcedQuote } from "./price-assets";

const NOW = 1_000_000;

/** "BTC/USDT 60000 @5": symbol, mid price, age in seconds. */
function quotes(...lines: string[]): SourcedQuote[] {
  return lines.map((line) => {
    const [symbol = "", mid = "", age = "@0"] = line.split(" ");
    const at = NOW - Number(age.slice(1)) * 1_000;
    return { symbol, bid: price(mid), ask: price(mid), last: price(mid), at, venueName: "Binance" };
  });
}

const priced = (base: string, lines: string[], ...assets: string[]) =>
  priceAssets(assets, base, quotes(...lines), NOW).map((row) => `${row.asset} ${row.price} (${row.source})`);

test("a market in the base currency gives the price as it stands", () => {
  expect(priced("USDT", ["BTC/USDT 60000"], "BTC", "USDT")).toEqual([
    "BTC 60000 (Binance BTC/USDT)",
    "USDT 1 (base currency)",
  ]);
});

test("a price is crossed over another market, and is as old as its older quote", () => {
  const lines = ["ADA/USDT 0.8 @2", "EUR/USDT 1.25 @40"];
  expect(priced("EUR", lines, "ADA")).toEqual(["ADA 0.64 (Binance ADA/USDT, Binance EUR/USDT)"]);
  expect(priceAssets(["ADA"], "EUR", quotes(...lines), NOW)[0]?.at).toBe(NOW - 40_000);
});

test("an asset only traded against Bitcoin is reached through it", () => {
  expect(priced("USDT", ["XMR/BTC 0.002", "BTC/USDT 60000"], "XMR")).toEqual([
    "XMR 120 (Binance XMR/BTC, Binance BTC/USDT)",
  ]);
});

test("dollars are taken for tether only where no market says otherwise, and the source says so", () => {
  expect(priced("USD", ["BTC/USDT 60000"], "BTC")).toEqual(["BTC 60000 (Binance BTC/USDT, USDT taken as 1 USD)"]);
  expect(priced("USD", ["BTC/USDT 60000", "USDT/USD 0.999"], "BTC")).toEqual([
    "BTC 59940 (Binance BTC/USDT, Binance USDT/USD)",
  ]);
});

test("what nobody quotes stays without a price, and a zero quote is none", () => {
  expect(priced("USDT", ["BTC/USDT 0"], "BTC", "XYZ")).toEqual([]);
});

test("a one-sided book is valued at its last trade", () => {
  const [quote] = quotes("BTC/USDT 60000");
  const oneSided = { ...quote!, bid: price("0"), last: price("59000") };
  expect(priceAssets(["BTC"], "USDT", [oneSided], NOW)[0]?.price).toBe("59000");
});
