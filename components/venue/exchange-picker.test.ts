import { expect, test } from "vitest";
import { findExchanges } from "./exchange-picker";

const exchanges = [
  { id: "alpaca", name: "Alpaca", canTradeSafely: true },
  { id: "kraken", name: "Kraken", canTradeSafely: true },
  { id: "binanceus", name: "Binance US", canTradeSafely: true },
  { id: "binance", name: "Binance", canTradeSafely: true },
];
const found = (typed: string) => findExchanges(exchanges, typed).map(({ id }) => id);

test("the ones most people use come first, then by name", () => {
  expect(found("")).toEqual(["binance", "kraken", "alpaca", "binanceus"]);
});

test("what starts with the typed letters comes before what only contains them", () => {
  expect(found("bin")).toEqual(["binance", "binanceus"]);
  expect(found("US")).toEqual(["binanceus"]);
  expect(found("nowhere")).toEqual([]);
});
