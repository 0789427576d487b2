import { describe, expect, test } from "vitest";
import { price } from "@/lib/money";
import { aMarket } from "@/lib/testing/builders";
import { chooseMarkets } from "./choose-markets";
import { findOffPeg, isPeggedTo } from "./off-peg";
import { priceAssets } from "./price-assets";

const VALUES: Record<string, number> = {
  BTC: 50_000,
  ETH: 2_500,
  ADA: 0.5,
  USDC: 1,
  USDT: 1,
  USD: 1,
  EUR: 1.25,
  DAI: 1,
};

/** Lists markets, queries those chosen, and prices by them: "BTC 50000". */
function priced(listed: string, assets: string, quoteAsset: string, baseCurrency: string): string {
  const markets = listed
    .split(" ")
    .map((symbol) => aMarket(symbol.replace("!", ""), { isActive: !symbol.endsWith("!") }));
  const names = assets.split(" ");
  const { quoted } = chooseMarkets(markets, new Set(names), quoteAsset, baseCurrency);
  const quotes = quoted.map((symbol) => {
    const [base = "", counter = ""] = symbol.split("/");
    const mid = price(String(VALUES[base]! / VALUES[counter]!));
    return { symbol, bid: mid, ask: mid, last: mid, at: 0, venueName: "V" };
  });
  const prices = priceAssets(names, baseCurrency, quotes, 0);
  return prices.map((row) => `${row.asset} ${Number(Number(row.price).toPrecision(8))}`).join(", ");
}

describe("every base currency finds its bridge", () => {
  test.each([
    ["direct", "BTC/USDT ETH/USDT", "BTC ETH", "USDT", "USDT", "BTC 50000, ETH 2500"],
    ["USD, traded against USDC", "BTC/USDC ETH/USDC USDC/USD", "BTC ETH", "USDC", "USD", "BTC 50000, ETH 2500"],
    ["USD without any market in it", "BTC/USDC ETH/USDC USDC/USDT", "BTC USDC", "USDC", "USD", "BTC 50000, USDC 1"],
    [
      "USD where USDC alone is traded",
      "BTC/USDC ETH/USDC",
      "BTC ETH USDC",
      "USDC",
      "USD",
      "BTC 50000, ETH 2500, USDC 1",
    ],
    ["USD, traded against USDT", "BTC/USDT ETH/USDT", "BTC", "USDT", "USD", "BTC 50000"],
    ["EUR over its own market", "BTC/USDT EUR/USDT", "BTC USDT", "USDT", "EUR", "BTC 40000, USDT 0.8"],
    ["EUR over Bitcoin only", "ADA/USDT BTC/USDT BTC/EUR", "ADA BTC", "USDT", "EUR", "ADA 0.4, BTC 40000"],
    ["BTC", "BTC/USDT ETH/USDT ADA/BTC", "ETH ADA", "USDT", "BTC", "ETH 0.05, ADA 0.00001"],
    ["a coin listed against Bitcoin only", "BTC/USDT ADA/BTC", "ADA", "USDT", "USDT", "ADA 0.5"],
    ["a coin whose market is halted, over another", "ADA/USDT! ADA/BTC BTC/USDT", "ADA", "USDT", "USDT", "ADA 0.5"],
    ["USDT through what there is", "DAI/USDT", "DAI USDT", "USDT", "USDT", "DAI 1, USDT 1"],
  ])("%s", (_name, listed, assets, quoteAsset, base, expected) => {
    expect(priced(listed, assets, quoteAsset, base)).toBe(expected);
  });

  test("only what is traded with the quote asset may be planned with", () => {
    const markets = ["BTC/USDT", "BTC/EUR", "ETH/BTC", "ETH/USDT", "SOL/USDT"].map((symbol) => aMarket(symbol));
    const { traded } = chooseMarkets(markets, new Set(["BTC", "ETH"]), "USDT", "EUR");
    expect(traded.map((market) => market.symbol)).toEqual(["BTC/USDT", "ETH/USDT"]);
  });
});

describe("a peg", () => {
  const off = (base: string, ...prices: string[]) =>
    findOffPeg(
      prices.map((line) => {
        const [asset = "", value = ""] = line.split(" ");
        return { asset, price: price(value), at: 0, source: "" };
      }),
      base,
    );

  test("is held to what it promises, in whatever is counted", () => {
    expect(off("USDT", "USDC 0.97", "DAI 0.99")).toEqual(["USDC"]);
    expect(off("USD", "USDT 1.03")).toEqual(["USDT"]);
    expect(off("EUR", "USD 0.8", "USDT 0.79", "USDC 0.7", "EURC 0.9")).toEqual(["EURC", "USDC"]);
    // Priced in itself it is worth one: the dollar shows it.
    expect(off("USDT", "USD 1.1", "USDC 1.1")).toEqual(["USDT"]);
    expect(off("BTC", "USDT 0.00002")).toEqual([]);
  });

  test("binds an asset to its own money only", () => {
    expect(["USDC", "USDT", "BTC", "EUR", "EURC"].filter((asset) => isPeggedTo(asset, "USDT"))).toEqual(["USDC"]);
    expect(isPeggedTo("USD", "USDT")).toBe(true);
    expect(isPeggedTo("EURC", "EUR")).toBe(true);
  });
});
