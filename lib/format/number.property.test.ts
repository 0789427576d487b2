import fc from "fast-check";
import { expect, test } from "vitest";
import { absolute, add, compare, decimal, isMore, subtract } from "@/lib/money";
import { decimals } from "@/lib/testing/decimals";
import { differenceOf, formatBps, formatMoney, formatPercent, formatPoints, groupDigits, roundDecimal } from "./number";

test("rounding stays within half a place and keeps what needs none", () =>
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 8 }), (value, digits) => {
      const rounded = roundDecimal(value, digits);
      const half = digits === 0 ? "0.5" : `0.${"0".repeat(digits)}5`;
      expect(isMore(absolute<string>(subtract<string>(decimal(rounded), value)), half)).toBe(false);
      expect(roundDecimal(rounded, digits)).toBe(rounded);
    }),
  ));

test("a difference is exact", () =>
  fc.assert(
    fc.property(decimals, decimals, (left, right) => {
      expect(decimal(differenceOf(left, right))).toBe(subtract(left, right));
    }),
  ));

test("grouping only adds commas", () =>
  fc.assert(
    fc.property(decimals, (value) => {
      expect(groupDigits(value).replaceAll(",", "").replace("−", "-")).toBe(add(value, decimal("0")));
    }),
  ));

/** Where a shown figure stands: "<0.1" is over nothing and under a tenth. */
function placeOf(shown: string): number {
  const [figure = ""] = shown.replaceAll(",", "").split("\u00a0");
  const size = figure.includes("<")
    ? Number(figure.slice(figure.indexOf("<") + 1)) / 2
    : Number(figure.replace("−", ""));
  return figure.startsWith("−") ? -size : size;
}

const shares = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.integer({ min: -20_000, max: 20_000 }).map((units) => units / 10_000),
);

test.each([
  ["percent", formatPercent],
  ["points", (share: number) => formatPoints(share, { isSigned: false })],
  ["bps", formatBps],
  ["money", (amount: number) => formatMoney(amount)],
] as const)("%s keeps its sign, never shows something as nothing, and grows with what it shows", (_, format) =>
  fc.assert(
    fc.property(shares, shares, (left, right) => {
      for (const share of [left, right]) {
        // Dust of floats is nothing.
        if (Math.abs(share) < 1e-9) continue;
        expect(/[1-9]/.test(format(share))).toBe(true);
        expect(format(share).startsWith("−")).toBe(share < 0);
        expect(format(-share).replace("−", "")).toBe(format(share).replace("−", ""));
      }
      const [low, high] = left < right ? [left, right] : [right, left];
      expect(placeOf(format(low))).toBeLessThanOrEqual(placeOf(format(high)));
    }),
  ),
);

test("text and float of one figure read the same", () =>
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (units) => {
      const text = decimal(units < 0 ? `-${pointed(-units)}` : pointed(units));
      expect(formatMoney(Number(text))).toBe(formatMoney(text));
      expect(compare(text, decimal(roundDecimal(text, 4)))).toBe(0);
    }),
  ));

const pointed = (units: number) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, "0")}`;
