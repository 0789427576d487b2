import fc from "fast-check";
import { expect, test } from "vitest";
import { absolute, isMore, subtract, sum } from "@/lib/money";
import { roundColumn, toCents } from "./round-column";

test("shown rows add up to the shown total", () => {
  expect(sum(roundColumn(["1.484", "1.034", "0.934", "0.784", "0.384", "0.384"]))).toBe("5");
});

test("the cent goes to the figure that was rounded furthest the other way, the first of equals", () => {
  expect(roundColumn(["1.003", "1.004", "1.003"])).toEqual(["1", "1.01", "1"]);
  expect(roundColumn(["-0.784", "-0.614", "0.086", "0.306"])).toEqual(["-0.79", "-0.62", "0.09", "0.31"]);
});

test("none moves by more than a cent, and the total is the true one", () => {
  const figure = fc.integer({ min: -5_000_000, max: 5_000_000 }).map((units) => String(units / 10_000));
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 20 }), (values) => {
      const shown = roundColumn(values);
      expect(sum(shown)).toBe(toCents(sum(values)));
      shown.forEach((each, index) => {
        expect(isMore(absolute(subtract<string>(each, values[index] ?? "0")), "0.015")).toBe(false);
      });
    }),
  );
});
