import { expect, test } from "vitest";
import { assetInName } from "./asset-in-name";
import { sortByUse } from "./exchange-order";
import { plural, spanWords, stampOf, stateWords } from "./words";

test.each([
  ["btc.csv", "BTC"],
  ["ETH-USD_1h.csv", "ETH-USD"],
  ["closes.csv", ""],
  ["prices 2024.csv", ""],
  ["binance_perp_1h_close.csv", ""],
  ["a file without an end", ""],
])("the name %s suggests %j", (name, asset) => expect(assetInName(name)).toBe(asset));

test("the usual exchanges come first, the rest by name", () => {
  const exchanges = ["Zaif", "Kraken", "Alpaca", "Binance"].map((name) => ({ id: name.toLowerCase(), name }));
  expect(sortByUse(exchanges).map(({ name }) => name)).toEqual(["Binance", "Kraken", "Alpaca", "Zaif"]);
});

test("spans, stamps and states read as words", () => {
  const at = Date.UTC(2024, 2, 5, 7);
  expect(stampOf(at, "1d")).toBe("2024-03-05");
  expect(stampOf(at, "1h")).toBe("2024-03-05 07:00");
  expect(spanWords({ firstAt: null, lastAt: null })).toBe("nothing yet");
  expect(stateWords({ state: "filling", doneShare: 0.999 })).toBe("99 %");
  expect(stateWords({ state: "failed", doneShare: 0.5 })).toBe("stopped");
  expect(plural(1, "bar")).toBe("1 bar");
  expect(plural(43_800, "bar")).toBe("43,800 bars");
});
