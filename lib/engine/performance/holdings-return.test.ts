import { expect, test } from "vitest";
import type { Holding } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { holdingsReturn } from "./holdings-return";

const hold = (asset: string, held: string): Holding => ({
  venueId: "v",
  asset,
  quantity: quantity(held),
  free: quantity(held),
  isLocked: false,
});
const at = (prices: Record<string, string>) =>
  Object.entries(prices).map(([asset, text]) => ({ asset, price: price(text), at: 0, source: "test" }));
const before = {
  baseCurrency: "USDT",
  holdings: [hold("BTC", "1"), hold("ETH", "10"), hold("USDT", "1000"), hold("DUST", "5")],
  prices: at({ BTC: "6000", ETH: "300" }),
};

test("the same holdings at later prices: 10 000 becomes 10 600", () => {
  expect(holdingsReturn(before, at({ BTC: "6600", ETH: "300" }), () => true)).toBeCloseTo(1.06, 12);
});

test("what does not count is left out; what has no price now counts as unchanged", () => {
  const notEther = (asset: string) => asset !== "ETH";
  expect(holdingsReturn(before, at({ BTC: "3000", ETH: "900" }), notEther)).toBeCloseTo(4000 / 7000, 12);
  expect(holdingsReturn(before, at({ BTC: "3000" }), () => true)).toBeCloseTo(7000 / 10_000, 12);
});

test("an asset sold out has no price any more, and is no gain: 10 ETH at 300 became 2 997 USDT", () => {
  const traded = [
    { asset: "ETH", quantity: quantity("-10") },
    { asset: "USDT", quantity: quantity("2997") },
  ];
  expect(holdingsReturn(before, at({ BTC: "6000" }), () => true, traded)).toBeCloseTo(0.9997, 12);
});

test("nothing to compare is no change", () => {
  expect(holdingsReturn({ ...before, holdings: [] }, at({ BTC: "1" }), () => true)).toBe(1);
  expect(holdingsReturn({ ...before, prices: [] }, at({ BTC: "1" }), (asset) => asset === "BTC")).toBe(1);
});

test("our own trades count with their cost: 0.5 BTC sold at 6600 less 0.1 %", () => {
  const traded = [
    { asset: "BTC", quantity: quantity("-0.5") },
    { asset: "USDT", quantity: quantity("3296.7") },
  ];
  expect(holdingsReturn(before, at({ BTC: "6600", ETH: "300" }), () => true, traded)).toBeCloseTo(1.06 - 0.00033, 12);
});
