import { describe, expect, test } from "vitest";
import type { Band } from "@/lib/engine/model";
import { bandWidth } from "./band";

const market = { sigmaDay: 0.04, cost: 0.001 };
const volatility: Band = {
  kind: "volatility",
  multiple: 1,
  lookAheadDays: 7,
  halfLifeDays: 30,
  floor: 0.01,
  cap: 0.5,
};
const costOptimal: Band = { kind: "cost-optimal", riskAversion: 5, cost: null, floor: 0, cap: 1 };

describe("bands as written", () => {
  test("an absolute band is its width, whatever the target", () => {
    expect(bandWidth({ kind: "absolute", width: 0.05 }, 0.1)).toBe(0.05);
  });
  test("a relative band is a share of its target", () => {
    expect(bandWidth({ kind: "relative", ratio: 0.2 }, 0.1)).toBeCloseTo(0.02, 15);
  });
  test("a clamped band keeps to its floor and cap", () => {
    const band: Band = { kind: "clamp", ratio: 0.2, floor: 0.01, cap: 0.1 };
    expect([0.01, 0.3, 0.9].map((target) => bandWidth(band, target))).toEqual([0.01, 0.06, 0.1]);
  });
});

test("a target of nothing has the band of a rest, whatever its kind", () => {
  const kinds: Band[] = [
    { kind: "absolute", width: 0.001 },
    { kind: "relative", ratio: 0.2 },
    { kind: "clamp", ratio: 0.2, floor: 0, cap: 0.1 },
    { ...volatility, isScaledByWeight: true, floor: 0 },
    costOptimal,
  ];
  for (const target of [0, 1e-16]) {
    expect(kinds.map((band) => bandWidth(band, target, market))).toEqual([0.01, 0.01, 0.01, 0.01, 0.01]);
  }
  expect(bandWidth({ kind: "absolute", width: 0.05 }, 0)).toBe(0.05);
  expect(bandWidth({ kind: "relative", ratio: 0.2 }, 0.001)).toBeCloseTo(0.0002, 15);
});

describe("a volatility band", () => {
  test("is multiple x sigma x sqrt(days)", () => {
    expect(bandWidth(volatility, 0.5, market)).toBeCloseTo(0.04 * Math.sqrt(7), 15);
  });
  test("scaled by weight is the drift one such move causes", () => {
    const scaled: Band = { ...volatility, isScaledByWeight: true };
    expect(bandWidth(scaled, 0.5, market)).toBeCloseTo(0.0264575, 7);
    // An asset of weight t that rises by a small log return m while the rest stands still drifts by about t (1 - t) m.
    const m = 1e-4;
    const drift = (0.3 * Math.exp(m)) / (0.3 * Math.exp(m) + 0.7) - 0.3;
    const plain: Band = { ...scaled, lookAheadDays: 1, floor: 0 };
    expect(bandWidth(plain, 0.3, { sigmaDay: m, cost: 0 })).toBeCloseTo(drift, 8);
  });
  test("keeps to its floor and cap", () => {
    expect(bandWidth(volatility, 0.5, { ...market, sigmaDay: 0.0001 })).toBe(0.01);
    expect(bandWidth(volatility, 0.5, { ...market, sigmaDay: 3 })).toBe(0.5);
  });
});

describe("a cost-optimal band", () => {
  test("follows the cube root of the cost", () => {
    // 3/(2 x 5) x 0.25^2 x 0.001 = 1.875e-5, whose cube root is 0.0265665.
    expect(bandWidth(costOptimal, 0.5, market)).toBeCloseTo(0.02656646, 8);
    const eightfold = bandWidth(costOptimal, 0.5, { ...market, cost: 0.008 });
    expect(eightfold / bandWidth(costOptimal, 0.5, market)).toBeCloseTo(2, 12);
  });
  test("takes the written cost before the market's", () => {
    expect(bandWidth({ ...costOptimal, cost: 0.001 }, 0.5)).toBe(bandWidth(costOptimal, 0.5, market));
  });
  test("keeps to its floor where nothing or everything is held", () => {
    const floored: Band = { ...costOptimal, floor: 0.01 };
    expect([0, 1].map((target) => bandWidth(floored, target, market))).toEqual([0.01, 0.01]);
  });
});

test("bands that follow the market cannot be measured without it", () => {
  expect(() => bandWidth(volatility, 0.5)).toThrow(RangeError);
  expect(() => bandWidth(volatility, 0.5, { sigmaDay: Number.NaN, cost: 0 })).toThrow(RangeError);
  expect(() => bandWidth(costOptimal, 0.5)).toThrow(RangeError);
});
