import { describe, expect, test } from "vitest";
import { momentumWeights } from "./momentum";
import { exposureFor } from "./volatility-target";

function chosen(returns: number[], top: number, returnMin: number | null = null): number[] {
  const out = new Float64Array(returns.length);
  const keys = returns.map((_, index) => `T${index}`);
  momentumWeights(Float64Array.from(returns), keys, { top, returnMin }, out);
  return [...out];
}

describe("momentum", () => {
  test("holds the best, equally", () => expect(chosen([0.1, 0.4, -0.2, 0.3], 2)).toEqual([0, 0.5, 0, 0.5]));
  test("leaves the place of who is not above the bar empty", () => {
    expect(chosen([-0.1, 0.4, -0.2, 0], 2, 0)).toEqual([0, 0.5, 0, 0]);
    expect(chosen([-0.1, -0.4], 1, 0)).toEqual([0, 0]);
  });
  test("settles ties by name", () => expect(chosen([0.1, 0.1, 0.1], 2)).toEqual([0.5, 0.5, 0]));
  test("holds all where there are fewer than wanted", () => expect(chosen([0.1, 0.2], 5)).toEqual([0.5, 0.5]));
});

describe("exposure", () => {
  test("is wanted over estimated volatility of a year", () => {
    expect(exposureFor(0.4, 0.8 / Math.sqrt(365), 1)).toBeCloseTo(0.5, 14);
  });
  test("is at most what is allowed, also where nothing moves", () => {
    expect([exposureFor(0.4, 0.001, 0.9), exposureFor(0.4, 0, 0.9)]).toEqual([0.9, 0.9]);
  });
});
