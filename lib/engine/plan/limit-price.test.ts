import { expect, test } from "vitest";
import type { Price } from "@/lib/money";
import { limitPrice } from "./limit-price";

test.each([
  ["buy", "100", 100, "0.01", "101"],
  ["sell", "100", 100, "0.01", "99"],
  // Inward: a buy's limit rounds down, a sell's up.
  ["buy", "100", 33, "0.5", "100"],
  ["sell", "100", 33, "0.5", "100"],
  ["buy", "99.99", 50, "0.1", "100.4"],
  ["sell", "99.99", 50, "0.1", "99.5"],
  // A step coarser than the slippage: the price itself stays marketable.
  ["buy", "7.3", 10, "1", "8"],
  ["sell", "7.3", 10, "1", "7"],
] as const)("%s at %s with %d bps and step %s: %s", (side, expected, bps, step, limit) => {
  expect(limitPrice(side, expected as Price, bps, step)).toBe(limit);
});
