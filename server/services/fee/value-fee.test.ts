import { expect, test } from "vitest";
import type { PlannedOrder } from "@/lib/engine/model";
import { price } from "@/lib/money";
import { totalFees, valueFee } from "./value-fee";

const leg = (base: string, quote: string, expectedPrice: string, notional: string, notionalBase: string) =>
  ({ base, quote, expectedPrice, notional, notionalBase }) as PlannedOrder;
const facts = {
  baseCurrency: "EUR",
  orders: [leg("BTC", "USDT", "60000", "6000", "5400"), leg("SOL", "USDT", "100", "100", "90")],
  prices: [{ asset: "BNB", price: price("540") }],
};
const fill = { base: "BTC", quote: "USDT", price: "50000" };
const value = (asset: string, quantity: string) => valueFee({ asset, quantity }, fill, facts);

test("a fee in the asset bought is valued at its own fill's price, not at the plan's", () =>
  expect(value("BTC", "0.001")).toBe("45"));
test("a fee in the quote asset at what the plan says a unit is worth", () => expect(value("USDT", "10")).toBe("9"));
test("a fee in the base currency is itself", () => expect(value("EUR", "1.23456789")).toBe("1.23456789"));
test("an exchange's own coin at the snapshot's price, another leg's at the plan's", () => {
  expect(value("BNB", "0.01")).toBe("5.4");
  expect(value("SOL", "1")).toBe("90");
});
test("a rebate is below zero", () => expect(value("USDT", "-10")).toBe("-9"));

test("what has no value is named by asset, and the rest is counted", () => {
  const fees = [
    { asset: "USDT", quantity: "10", value: value("USDT", "10") },
    { asset: "KCS", quantity: "0.5", value: value("KCS", "0.5") },
    { asset: "KCS", quantity: "0.25", value: value("KCS", "0.25") },
  ];
  expect(totalFees(fees)).toEqual({ value: "9", unvalued: [{ asset: "KCS", quantity: "0.75" }] });
});
