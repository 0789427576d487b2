import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate } from "./allocate";
import { absolute, compare, divideDown, isZero, multiply, subtract, sum } from "./decimal";

const wholes = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((units) => (units / 1000).toFixed(3));
const weights = fc.array(fc.integer({ min: 0, max: 1000 }).map(String), { minLength: 1, maxLength: 12 });

test("whole in is whole out, and no part is more than a step from its share", () => {
  fc.assert(
    fc.property(wholes, weights, fc.constantFrom("0.00000001", "0.01", "0.001"), (whole, parts, step) => {
      fc.pre(parts.some((part) => !isZero(part)));
      const split = allocate(whole, parts, step);
      expect(compare(sum(split), whole)).toBe(0);
      split.forEach((part, index) => {
        const share = divideDown(multiply(whole, parts[index]!), sum(parts), 40);
        // One step for the remainder, less than one more for what is smaller than a step.
        expect(compare(absolute(subtract(part, share)), multiply(step, "2"))).toBeLessThanOrEqual(0);
        if (isZero(parts[index]!)) expect(part).toBe("0");
      });
    }),
  );
});

test("the steps left over go to the largest remainders, ties to the earlier", () => {
  expect(allocate("100", ["1", "1", "1"], "0.01")).toEqual(["33.34", "33.33", "33.33"]);
  expect(allocate("0.05", ["3", "1"], "0.01")).toEqual(["0.04", "0.01"]);
  expect(allocate("-1", ["1", "1", "1"], "0.01")).toEqual(["-0.34", "-0.33", "-0.33"]);
  expect(() => allocate("1", ["0", "0"])).toThrow(RangeError);
});
