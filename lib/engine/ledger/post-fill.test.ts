import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Price, Quantity } from "@/lib/money";
import { balancesOf, compareBalances, imbalanceOf } from "./balances";
import { type FillToPost, type OrderOfFill, postFill } from "./post-fill";

const order = (side: "buy" | "sell"): OrderOfFill => ({
  venueId: "v1",
  symbol: "BTC/USDT",
  base: "BTC",
  quote: "USDT",
  side,
});
const fill = (quantity: string, price: string, fee: string, feeAsset: string): FillToPost => ({
  quantity: quantity as Quantity,
  price: price as Price,
  fee: fee as Quantity,
  feeAsset,
});
const book = (side: "buy" | "sell", what: FillToPost) =>
  Object.fromEntries(balancesOf(postFill(what, order(side)), "venue:v1"));

describe("what the venue account gains", () => {
  test.each([
    ["buy, fee in base", "buy", fill("0.5", "60000", "0.0005", "BTC"), { BTC: "0.4995", USDT: "-30000" }],
    ["sell, fee in quote", "sell", fill("0.5", "60000", "30", "USDT"), { BTC: "-0.5", USDT: "29970" }],
    ["buy, fee in a third asset", "buy", fill("1", "100", "0.01", "BNB"), { BTC: "1", USDT: "-100", BNB: "-0.01" }],
    ["sell, with a rebate", "sell", fill("1", "100", "-0.02", "USDT"), { BTC: "-1", USDT: "100.02" }],
    [
      "buy, fees in two assets",
      "buy",
      { ...fill("1", "100", "0.001", "BTC"), otherFees: [{ asset: "BNB", quantity: "0.01" as Quantity }] },
      { BTC: "0.999", USDT: "-100", BNB: "-0.01" },
    ],
    ["no fee, no line for it", "buy", fill("1", "100", "0", "USDT"), { BTC: "1", USDT: "-100" }],
  ] as const)("%s", (_, side, what, gains) => expect(book(side, what)).toEqual(gains));
});

test("the lines of an entry sum to zero for every asset", () => {
  const figures = fc.integer({ min: 1, max: 10 ** 9 }).map((units) => (units / 10 ** 5).toFixed(5));
  fc.assert(
    fc.property(
      figures,
      figures,
      figures,
      fc.constantFrom("BTC", "USDT", "BNB"),
      fc.constantFrom("buy" as const, "sell" as const),
      fc.array(fc.record({ asset: fc.constantFrom("BTC", "USDT", "BNB"), quantity: figures }), { maxLength: 3 }),
      (quantity, price, fee, feeAsset, side, others) => {
        const otherFees = others.map((other) => ({ ...other, quantity: other.quantity as Quantity }));
        const lines = postFill({ ...fill(quantity, price, fee, feeAsset), otherFees }, order(side));
        expect([...imbalanceOf(lines)]).toEqual([]);
        expect(lines.filter(({ account }) => account === "fees:v1")).toHaveLength(1 + otherFees.length);
      },
    ),
  );
});

test("differences are named, sorted, and only where there are some", () => {
  const ours = new Map([
    ["BTC", "1.0" as Quantity],
    ["ETH", "2" as Quantity],
  ]);
  const theirs = new Map([
    ["BTC", "1" as Quantity],
    ["ADA", "5" as Quantity],
  ]);
  expect(compareBalances(ours, theirs)).toEqual([
    { asset: "ADA", ledger: "0", venue: "5" },
    { asset: "ETH", ledger: "2", venue: "0" },
  ]);
});
