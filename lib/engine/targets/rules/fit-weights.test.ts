/** Water-filling on worked numbers, and what must hold of it on any. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weights as shares } from "@/lib/testing/arbitraries";
import { fitWeights } from "./fit-weights";

function fitted(weights: number[], low: number, high: number, { total = 1, safe = -1 } = {}): number[] {
  const out = Float64Array.from(weights);
  const lows = new Float64Array(out.length).fill(low);
  const highs = new Float64Array(out.length).fill(high);
  if (safe >= 0) {
    lows[safe] = 0;
    highs[safe] = 1;
  }
  fitWeights(out, lows, highs, total, safe);
  return [...out].map((weight) => Number(weight.toFixed(12)));
}

describe("worked", () => {
  test("what a cap takes away goes to the others in proportion", () => {
    expect(fitted([0.6, 0.2, 0.1, 0.1], 0, 0.4)).toEqual([0.4, 0.3, 0.15, 0.15]);
  });
  test("a cap may push the next to its own", () => {
    expect(fitted([0.6, 0.3, 0.1], 0, 0.4)).toEqual([0.4, 0.4, 0.2]);
  });
  test("a floor is paid by the others in proportion", () => {
    expect(fitted([0.6, 0.38, 0.02], 0.12, 1)).toEqual([0.538775510204, 0.341224489796, 0.12]);
  });
  test("those of weight 0 rise together, once all others are full", () => {
    expect(fitted([0.5, 0.5, 0, 0], 0, 0.3)).toEqual([0.3, 0.3, 0.2, 0.2]);
  });
  test("a safe target takes what a cap leaves, so nobody else grows", () => {
    expect(fitted([0.6, 0.3, 0.1], 0, 0.4, { safe: 2 })).toEqual([0.4, 0.3, 0.3]);
  });
  test("a safe target at its own bound lets the others make up for it", () => {
    const out = Float64Array.of(0.2, 0.1, 0);
    fitWeights(out, new Float64Array(3), Float64Array.of(1, 1, 0.4), 1, 2);
    expect([...out].map((weight) => Number(weight.toFixed(12)))).toEqual([0.4, 0.2, 0.4]);
  });
});

test("bounds are kept, the sum is met, who fits is left alone", () => {
  const worlds = fc.integer({ min: 1, max: 9 }).chain((count) =>
    fc.record({
      weights: shares(count),
      zeros: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      lows: fc.array(fc.double({ min: 0, max: 0.6, noNaN: true }), { minLength: count, maxLength: count }),
      spans: fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: count, maxLength: count }),
      where: fc.double({ min: 0, max: 1, noNaN: true }),
      safe: fc.integer({ min: -1, max: count - 1 }),
    }),
  );
  fc.assert(
    fc.property(worlds, ({ weights, zeros, lows, spans, where, safe }) => {
      const low = Float64Array.from(lows);
      const high = low.map((least, index) => least + spans[index]!);
      const sum = (of: Float64Array) => of.reduce((total, one) => total + one, 0);
      const total = sum(low) + where * (sum(high) - sum(low));
      const out = Float64Array.from(weights, (weight, index) => (zeros[index] ? 0 : weight));
      fitWeights(out, low, high, total, safe);
      expect(sum(out)).toBeCloseTo(total, 10);
      out.forEach((weight, index) => {
        expect(weight).toBeGreaterThanOrEqual(low[index]!);
        expect(weight).toBeLessThanOrEqual(high[index]!);
      });
      const again = out.slice();
      fitWeights(again, low, high, total, safe);
      again.forEach((weight, index) => {
        expect(weight).toBeCloseTo(out[index]!, 10);
      });
    }),
    { numRuns: 500 },
  );
});
