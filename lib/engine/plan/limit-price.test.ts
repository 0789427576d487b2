import fc from "fast-check";
import { expect, test } from "vitest";
import { type Price, toFloat } from "@/lib/money";
import { limitPrice } from "./limit-price";

const book = (bid: string, ask: string) => ({ bid: bid as Price, ask: ask as Price });

test.each([
  ["buy", "100", "100", 100, "0.01", "101"],
  ["sell", "100", "100", 100, "0.01", "99"],
  // From the middle, not from the far side of the spread.
  ["buy", "99", "101", 200, "0.01", "102"],
  ["sell", "99", "101", 200, "0.01", "98"],
  // Inward: a buy's limit rounds down, a sell's up.
  ["buy", "100", "100", 33, "0.5", "100"],
  ["sell", "100", "100", 33, "0.5", "100"],
  ["buy", "99.99", "99.99", 50, "0.1", "100.4"],
  ["sell", "99.99", "99.99", 50, "0.1", "99.5"],
  // A step coarser than the slippage: no price on the step is both marketable and within it.
  ["buy", "7.3", "7.3", 10, "1", null],
  ["sell", "7.3", "7.3", 10, "1", null],
  // The best opposite price already lies beyond.
  ["buy", "18000", "50025", 100, "0.01", null],
  ["sell", "18000", "50025", 100, "0.01", null],
  ["buy", "0.99", "1", 30, "0.01", null],
  ["buy", "100", "100.02", 0, "0.01", null],
  ["buy", "100", "100", 0, "0.01", "100"],
  // A crossed book: bounded by the price the plan is made at.
  ["buy", "102", "100", 100, "0.01", "101"],
  ["sell", "102", "100", 100, "0.01", "100.98"],
] as const)("%s between %s and %s with %d bps and step %s: %s", (side, bid, ask, bps, step, limit) => {
  expect(limitPrice(side, book(bid, ask), bps, step)).toBe(limit);
});

test("never beyond the bound from the middle or from the plan, always marketable", () => {
  const cents = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 300 }), (bid, wide, bps) => {
      const ask = bid + Math.round((bid * wide) / 10_000);
      const quote = book((bid / 100).toFixed(2), (ask / 100).toFixed(2));
      const middle = (bid + ask) / 200;
      const [buy, sell] = [limitPrice("buy", quote, bps, "0.01"), limitPrice("sell", quote, bps, "0.01")];
      if (buy !== null) {
        expect(toFloat(buy)).toBeGreaterThanOrEqual(toFloat(quote.ask));
        expect(toFloat(buy)).toBeLessThanOrEqual(middle * (1 + bps / 10_000) * (1 + 1e-12));
      } else expect(toFloat(quote.ask) + 0.01).toBeGreaterThan(middle * (1 + bps / 10_000));
      if (sell !== null) {
        expect(toFloat(sell)).toBeLessThanOrEqual(toFloat(quote.bid));
        expect(toFloat(sell)).toBeGreaterThanOrEqual(middle * (1 - bps / 10_000) * (1 - 1e-12));
      }
    }),
  );
});
