import fc from "fast-check";
import { expect, test } from "vitest";
import { absolute, decimal, isMore, subtract, sum } from "@/lib/money";
import { decimals } from "@/lib/testing/decimals";
import { roundColumn, roundShares } from "./column";
import { roundDecimal } from "./number";

test.each([
  ["1.484 1.034 0.934 0.784 0.384 0.384", "1.49 1.04 0.93 0.78 0.38 0.38", "5.00"],
  ["1.003 1.004 1.003", "1.00 1.01 1.00", "3.01"],
  ["-0.784 -0.614 0.086 0.306", "-0.78 -0.61 0.08 0.30", "-1.01"],
  ["0.005 -0.005", "0.01 -0.01", "0.00"],
  ["12", "12.00", "12.00"],
])("%s is shown as %s, together %s", (exact, shown, total) =>
  expect(roundColumn(exact.split(" "))).toEqual({ values: shown.split(" "), total }),
);

test("an empty column has a total", () => expect(roundColumn([])).toEqual({ values: [], total: "0.00" }));

test("what is shown adds up to the true total, rounded, and no figure moves by a whole place", () =>
  fc.assert(
    fc.property(fc.array(decimals, { maxLength: 12 }), fc.integer({ min: 0, max: 8 }), (values, digits) => {
      const column = roundColumn(values, digits);
      expect(sum(column.values.map((value) => decimal(value)))).toBe(decimal(column.total));
      expect(decimal(column.total)).toBe(decimal(roundDecimal(sum(values), digits)));
      const place = digits === 0 ? "1" : `0.${"0".repeat(digits - 1)}1`;
      values.forEach((value, index) => {
        const moved = absolute<string>(subtract<string>(decimal(column.values[index] ?? "0"), value));
        expect(isMore(place, moved) || moved === "0").toBe(true);
      });
    }),
  ));

test("thirds make a whole, and the odd place goes to the first", () =>
  expect(roundShares([1 / 3, 1 / 3, 1 / 3])).toEqual([0.334, 0.333, 0.333]));

test("rounded weights of a whole add up to the whole", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 }), (parts) => {
      const whole = parts.reduce((total, part) => total + part, 0);
      fc.pre(whole > 0);
      const shares = roundShares(parts.map((part) => part / whole));
      expect(Math.round(shares.reduce((total, share) => total + share, 0) * 1000)).toBe(1000);
    }),
  ));
