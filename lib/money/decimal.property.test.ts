/** Our integers against decimal.js at 200 digits: the same figure, to the last digit, in normal form. */
import DecimalJs from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  compare,
  decimal,
  divideDown,
  divideUp,
  isNegative,
  isPositive,
  isZero,
  multiply,
  subtract,
  sum,
} from "./decimal";
import { roundDownToStep, roundToNearestStep, roundUpToStep } from "./rounding";

const RUNS = { numRuns: 500 };
const Exact = DecimalJs.clone({ precision: 200, toExpNeg: -9e15, toExpPos: 9e15 });
const normal = (value: DecimalJs) => (value.isZero() ? "0" : value.toFixed());

/** Short ones, those around 2^53, where a float64 is not exact any more, and long ones. */
const integers = fc.oneof(
  fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  fc.bigInt({ min: -50n, max: 50n }).map((offset) => (offset < 0n ? offset - 2n ** 53n : offset + 2n ** 53n)),
  fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
);
const figures = fc
  .tuple(integers, fc.integer({ min: 0, max: 18 }), fc.integer({ min: -8, max: 8 }))
  .map(([units, places, exponent]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
    const body = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    return `${units < 0n ? "-" : ""}${body}${exponent === 0 ? "" : `e${exponent}`}`;
  });
const steps = fc.constantFrom("0.00000001", "0.0001", "0.05", "0.25", "1", "5", "1000", "3");

test("reading, sums, differences and products", () => {
  fc.assert(
    fc.property(figures, figures, (left, right) => {
      expect(decimal(left)).toBe(normal(new Exact(left)));
      expect(add(left, right)).toBe(normal(new Exact(left).plus(right)));
      expect(subtract(left, right)).toBe(normal(new Exact(left).minus(right)));
      expect(multiply(left, right)).toBe(normal(new Exact(left).times(right)));
      expect(sum([left, right, left])).toBe(normal(new Exact(left).times(2).plus(right)));
      expect(compare(left, right)).toBe(new Exact(left).comparedTo(right));
      expect([isZero(left), isPositive(left), isNegative(left)]).toEqual([
        new Exact(left).isZero(),
        new Exact(left).greaterThan(0),
        new Exact(left).lessThan(0),
      ]);
    }),
    RUNS,
  );
});

test("quotients round the way their name says", () => {
  fc.assert(
    fc.property(figures, figures, fc.integer({ min: 0, max: 28 }), (left, right, places) => {
      fc.pre(!new Exact(right).isZero());
      const quotient = new Exact(left).dividedBy(right);
      expect(divideDown(left, right, places)).toBe(normal(quotient.toDecimalPlaces(places, DecimalJs.ROUND_DOWN)));
      expect(divideUp(left, right, places)).toBe(normal(quotient.toDecimalPlaces(places, DecimalJs.ROUND_UP)));
    }),
    RUNS,
  );
});

test("rounding to a step", () => {
  fc.assert(
    fc.property(figures, steps, (value, step) => {
      const of = (mode: DecimalJs.Rounding) => normal(new Exact(value).toNearest(step, mode));
      expect(roundDownToStep(value, step)).toBe(of(DecimalJs.ROUND_DOWN));
      expect(roundUpToStep(value, step)).toBe(of(DecimalJs.ROUND_UP));
      expect(roundToNearestStep(value, step)).toBe(of(DecimalJs.ROUND_HALF_UP));
    }),
    RUNS,
  );
});
