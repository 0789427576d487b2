/** Weights by risk against closed forms of two targets, and against what defines them on any covariance. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covariance } from "@/lib/engine/valuation/indicators/covariance";
import { randomPrices } from "@/lib/testing/price-tables";
import { seededRandom } from "@/lib/testing/random";
import { equalRiskWeights } from "./equal-risk";
import { inverseVolatilityWeights } from "./inverse-volatility";
import { minimumVarianceWeights } from "./minimum-variance";

const ofTwo = (s1: number, s2: number, r: number) => Float64Array.of(s1 * s1, r * s1 * s2, r * s1 * s2, s2 * s2);

function solved(rule: typeof equalRiskWeights, matrix: Float64Array): Float64Array {
  const out = new Float64Array(Math.sqrt(matrix.length));
  expect(rule(matrix, out)).toBe(true);
  return out;
}

function varianceOf(weights: ArrayLike<number>, matrix: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row += 1) sum += weights[row]! * contributionOf(weights, matrix, row);
  return sum;
}

/** (C w)_i: what one more unit of a target adds. */
function contributionOf(weights: ArrayLike<number>, matrix: Float64Array, row: number): number {
  let sum = 0;
  for (let column = 0; column < weights.length; column += 1) {
    sum += matrix[row * weights.length + column]! * weights[column]!;
  }
  return sum;
}

const pairs = fc.record({
  s1: fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
  s2: fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
  r: fc.double({ min: -0.99, max: 0.99, noNaN: true }),
});

/** Sample covariances; with fewer returns than targets they are singular. */
const matrices = (returnsMin: number) =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 31 }),
      assets: fc.integer({ min: 1, max: 8 }),
      bars: fc.integer({ min: returnsMin + 1, max: 100 }),
    })
    .map(({ seed, assets, bars }) => {
      const table = randomPrices({ seed, assets, bars, daysPerBar: 1 });
      const matrix = new Float64Array(assets * assets);
      covariance(
        table,
        Array.from({ length: assets }, (_, at) => at),
        bars - 1,
        bars - 1,
        matrix,
      );
      return matrix;
    });

/** The same targets in the opposite order. */
const reversed = (matrix: Float64Array) => matrix.slice().reverse();

describe("inverse volatility", () => {
  test("of 2 % and 6 % gives three quarters and one", () => {
    const out = new Float64Array(2);
    inverseVolatilityWeights(ofTwo(0.02, 0.06, 0.3), out);
    expect(out[0]).toBeCloseTo(0.75, 14);
    expect(out[1]).toBeCloseTo(0.25, 14);
  });
});

describe("equal risk contribution", () => {
  test("of two is the inverse of their volatilities, whatever their correlation", () => {
    fc.assert(
      fc.property(pairs, ({ s1, s2, r }) => {
        const [w1, w2] = solved(equalRiskWeights, ofTwo(s1, s2, r));
        expect(Math.abs((w1! / w2!) * (s1 / s2) - 1)).toBeLessThan(1e-9);
      }),
    );
  });
  test("of the paper's four targets gives the paper's weights", () => {
    // Maillard, Roncalli and Teiletche (2010), section 4.1: volatilities 10, 20, 30, 40 %, correlations 0.8 within pairs
    // and 0, 0, -0.5 across; weights 38.4, 19.2, 24.3 and 18.2 %.
    const sigma = [0.1, 0.2, 0.3, 0.4];
    const rho = [1, 0.8, 0, 0, 0.8, 1, 0, 0, 0, 0, 1, -0.5, 0, 0, -0.5, 1];
    const matrix = Float64Array.from(rho, (r, at) => r * sigma[Math.floor(at / 4)]! * sigma[at % 4]!);
    const weights = [...solved(equalRiskWeights, matrix)].map((weight) => Number(weight.toFixed(3)));
    expect(weights).toEqual([0.384, 0.192, 0.243, 0.182]);
  });
  test("gives each target the same contribution", () => {
    fc.assert(
      fc.property(matrices(9), (matrix) => {
        const weights = solved(equalRiskWeights, matrix);
        const total = varianceOf(weights, matrix);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        weights.forEach((weight, row) => {
          const share = (weight * contributionOf(weights, matrix, row)) / total;
          expect(Math.abs(share * weights.length - 1)).toBeLessThan(1e-9);
        });
      }),
    );
  });
  test("is found where longs hedge each other to nothing", () => {
    const [w1, w2] = solved(equalRiskWeights, ofTwo(0.02, 0.06, -1));
    expect(w1! / w2!).toBeCloseTo(3, 9);
  });
});

describe("minimum variance", () => {
  test("of two is the closed form, never short", () => {
    fc.assert(
      fc.property(pairs, ({ s1, s2, r }) => {
        const free = (s2 * s2 - r * s1 * s2) / (s1 * s1 + s2 * s2 - 2 * r * s1 * s2);
        const [w1] = solved(minimumVarianceWeights, ofTwo(s1, s2, r));
        expect(w1).toBeCloseTo(Math.min(Math.max(free, 0), 1), 7);
      }),
    );
  });
  test("worked: 10 % and 20 %, correlation 0.2", () => {
    // (0.04 - 0.004) / (0.01 + 0.04 - 0.008) = 6/7.
    expect(solved(minimumVarianceWeights, ofTwo(0.1, 0.2, 0.2))[0]).toBeCloseTo(6 / 7, 9);
  });
  test("meets its conditions: alike for who is held, no less for who is not", () => {
    fc.assert(
      fc.property(matrices(9), (matrix) => {
        const weights = solved(minimumVarianceWeights, matrix);
        const variance = varianceOf(weights, matrix);
        weights.forEach((weight, row) => {
          const slope = contributionOf(weights, matrix, row) / variance;
          expect(weight).toBeGreaterThanOrEqual(0);
          if (weight > 1e-6) expect(Math.abs(slope - 1)).toBeLessThan(1e-6);
          else expect(slope).toBeGreaterThan(1 - 1e-6);
        });
      }),
    );
  });
  test("is beaten by no portfolio, also where the covariance is singular", () => {
    fc.assert(
      fc.property(matrices(2), fc.integer(), (matrix, seed) => {
        const weights = solved(minimumVarianceWeights, matrix);
        const least = varianceOf(weights, matrix);
        const random = seededRandom(seed);
        const scale = Math.max(...matrix);
        for (let round = 0; round < 50; round += 1) {
          const parts = Array.from(weights, () => random.next() ** (1 + (round % 5)));
          const total = parts.reduce((sum, part) => sum + part, 0);
          const other = varianceOf(
            parts.map((part) => part / total),
            matrix,
          );
          expect(other).toBeGreaterThanOrEqual(least - 1e-9 * scale);
        }
      }),
    );
  });
  test("of twins is halves, and of what stands still all", () => {
    expect([...solved(minimumVarianceWeights, ofTwo(0.03, 0.03, 1))].map((w) => w.toFixed(9))).toEqual([
      "0.500000000",
      "0.500000000",
    ]);
    expect([...solved(minimumVarianceWeights, ofTwo(0, 0.03, 0))]).toEqual([1, 0]);
  });
});

test("the order of targets does not matter", () => {
  fc.assert(
    fc.property(matrices(9), (matrix) => {
      for (const rule of [equalRiskWeights, minimumVarianceWeights]) {
        const [there, back] = [solved(rule, matrix), solved(rule, reversed(matrix)).reverse()];
        there.forEach((weight, at) => {
          expect(back[at]).toBeCloseTo(weight, 7);
        });
      }
    }),
  );
});
