import { expect, test } from "vitest";
import { assetInName } from "./asset-in-name";
import { sortByUse } from "./exchange-order";
import { barTime, seriesPeriod, seriesState } from "./series-labels";

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

test("spans, times and states read as text", () => {
  const at = Date.UTC(2024, 2, 5, 7);
  expect(barTime(at, "1d")).toBe("2024-03-05");
  expect(barTime(at, "1h")).toBe("2024-03-05 07:00");
  expect(seriesPeriod({ firstAt: null, lastAt: null })).toBe("nothing yet");
  expect(seriesState({ state: "filling", doneShare: 0.999 })).toBe("99\u00a0%");
  expect(seriesState({ state: "failed", doneShare: 0.5 })).toBe("stopped");
});
