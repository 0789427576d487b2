import { expect, test } from "vitest";
import type { Notional } from "@/lib/money";
import { deepestFall, returnBetween, returnIndex } from "./return-index";

const flow = (index: number, worth: string) => ({ index, worth: worth as Notional });

test("deposits and withdrawals are taken out", () => {
  const index = returnIndex(["100", "160", "176", "76"], [flow(1, "50"), flow(3, "-100")]);
  expect([...index].map((level) => Number(level.toFixed(9)))).toEqual([1, 1.1, 1.21, 1.21]);
});

test("a point that is not known is a gap, and its flow is taken out at the next", () => {
  const index = returnIndex([null, "100", null, "155"], [flow(2, "50")]);
  expect([...index].map((level) => Number(level.toFixed(9)))).toEqual([Number.NaN, 1, Number.NaN, 1.05]);
  expect(returnBetween(index, 2, 3)).toBeCloseTo(0.05, 12);
  expect(returnBetween(index, 0, 3)).toBeNull();
});

test("the deepest fall is from its own peak, not from the first point, and a deposit does not hide it", () => {
  const index = returnIndex(["100", "200", "150", "260", "300"], [flow(3, "100")]);
  expect(deepestFall(index, 0)).toEqual({ share: expect.closeTo(-0.25, 9), peak: 1, trough: 2 });
  expect(deepestFall(index, 3).share).toBe(0);
});
