import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, compare, decimal, subtract, sum } from "@/lib/money";
import {
  differenceOf,
  formatBps,
  formatMoney,
  formatPercent,
  formatPoints,
  formatPrice,
  formatQuantity,
  formatShort,
  groupDigits,
  roundDecimal,
  roundShares,
  roundTogether,
} from "./number";

describe("figures as people read them", () => {
  test.each([
    ["48213.0725", "48,213.07"],
    ["0", "0.00"],
    ["-212.085", "\u2212212.09"],
    ["0.004", "<0.01"],
    ["-0.004", "\u2212<0.01"],
    ["999.995", "1,000.00"],
  ])("money %s reads %s", (value, text) => expect(formatMoney(value)).toBe(text));

  test("a change carries its sign, nothing carries none", () => {
    expect(formatMoney("312.44", { isSigned: true, unit: "USDT" })).toBe("+312.44 USDT");
    expect(formatMoney("0", { isSigned: true })).toBe("0.00");
  });

  test("money counted in bitcoin keeps eight places", () =>
    expect(formatMoney("0.52700001", { unit: "BTC" })).toBe("0.52700001 BTC"));

  test.each([
    ["91482.1", "91,482.10"],
    ["16.84", "16.84"],
    ["1", "1.0000"],
    ["0.9998", "0.9998"],
    ["0.0000213412", "0.00002134"],
  ])("price %s reads %s", (value, text) => expect(formatPrice(value)).toBe(text));

  test("the market's step decides a quantity's places", () => {
    expect(formatQuantity("5.49", "0.001")).toBe("5.490");
    expect(formatQuantity("0.123456789123")).toBe("0.12345679");
    expect(formatQuantity("1000000")).toBe("1,000,000");
  });

  test.each([
    [0.474, "47.4 %"],
    [0, "0.0 %"],
    [0.0002, "<0.1 %"],
    [-0.0002, "<0.1 %"],
    [Number.NaN, "\u2013"],
  ])("share %s reads %s", (share, text) => expect(formatPercent(share)).toBe(text));

  test.each([
    [0.074, "+7.4 pp"],
    [-0.036, "\u22123.6 pp"],
    [0.0001, "0.0 pp"],
    [-0.0001, "0.0 pp"],
  ])("drift %s reads %s", (share, text) => expect(formatPoints(share)).toBe(text));

  test("small costs and axes", () => {
    expect(formatBps(1.4)).toBe("1.4 bps");
    expect([48000, 1_200_000, 950, -12500].map(formatShort)).toEqual(["48k", "1.2M", "950", "\u221212.5k"]);
  });
});

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
    const whole = text.slice(0, text.length - places);
    return decimal(`${digits < 0n ? "-" : ""}${whole}${places ? `.${text.slice(-places)}` : ""}`);
  });

describe("properties", () => {
  test("rounding moves a figure by at most half a place", () =>
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 8 }), (value, digits) => {
        const moved = subtract(decimal(roundDecimal(value, digits)), value);
        const half = decimal(`0.${"0".repeat(digits)}5`);
        expect(compare(moved.replace("-", ""), half)).toBeLessThanOrEqual(0);
      }),
    ));

  test("a difference is exact", () =>
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        expect(decimal(differenceOf(left, right))).toBe(subtract(left, right));
      }),
    ));

  test("a rounded column adds up to its shown total, and no figure moves a whole place", () =>
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 12 }), (values) => {
        const column = roundTogether(values, 2);
        expect(sum(column.values.map((value) => decimal(value)))).toBe(decimal(column.total));
        for (const [index, value] of values.entries()) {
          const moved = subtract(decimal(column.values[index] ?? "0"), value).replace("-", "");
          expect(compare(moved, "0.01")).toBeLessThanOrEqual(0);
        }
        expect(decimal(column.total)).toBe(decimal(roundDecimal(sum(values), 2)));
      }),
    ));

  test("rounded weights of a whole add up to the whole", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 }), (parts) => {
        const whole = parts.reduce((total, part) => total + part, 0);
        fc.pre(whole > 0);
        const shares = roundShares(parts.map((part) => part / whole));
        expect(Math.round(shares.reduce((total, share) => total + share, 0) * 1000)).toBe(1000);
      }),
    ));

  test("grouping only adds commas", () =>
    fc.assert(
      fc.property(decimals, (value) => {
        expect(groupDigits(value).replaceAll(",", "").replace("\u2212", "-")).toBe(add(value, decimal("0")));
      }),
    ));
});
