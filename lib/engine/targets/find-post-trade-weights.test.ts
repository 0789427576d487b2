/** Where a run goes, worked by hand: destination, flow, deposits and withdrawals, the trend guard, the way out. */
import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { layOutTargets } from "@/lib/engine/valuation/lay-out-targets";
import { setBands, setSafe, setWeights } from "@/lib/engine/valuation/resolve-columns";
import { makeWeightColumns, measureWeightColumns, type WeightColumns } from "@/lib/engine/valuation/weight-columns";
import { aPolicy } from "@/lib/testing/builders";
import { destinationMode, type Occasion } from "./destination-mode";
import { findPostTradeWeights } from "./find-post-trade-weights";

const asset = (code: string, weight: number) => ({ kind: "asset" as const, asset: code, weight });
/** 50/30 and 20 in cash, bands of 5 pp. */
const POLICY = aPolicy({
  targets: [asset("BTC", 0.5), asset("ETH", 0.3), asset("USDT", 0.2)],
  band: { kind: "absolute", width: 0.05 },
});

function weightColumnsOf(
  policy: Policy,
  weights: Record<string, number>,
  change: (weightColumns: WeightColumns) => void = () => {},
): WeightColumns {
  const weightColumns = makeWeightColumns(policy, layOutTargets(policy, Object.keys(weights)));
  for (const [code, weight] of Object.entries(weights))
    weightColumns.destination.weights[weightColumns.layout.positionOf.get(code)!] = weight;
  change(weightColumns);
  measureWeightColumns(weightColumns);
  return weightColumns;
}

function postTradeWeightsOf(
  weightColumns: WeightColumns,
  policy: Policy,
  occasion: Occasion = "regular",
  flowShare = 0,
): Record<string, number> {
  findPostTradeWeights(weightColumns, destinationMode(policy, occasion, flowShare));
  const entries = [...weightColumns.layout.positionOf].map(([code, position]) => [
    code,
    Number(weightColumns.postTradeWeights[position]!.toFixed(9)),
  ]);
  expect(weightColumns.postTradeWeights.reduce((sum, destination) => sum + destination, 0)).toBeCloseTo(1, 9);
  return Object.fromEntries(entries.sort());
}

test("measured columns know their drifts, their broken bands and the portfolio's drift", () => {
  const weightColumns = weightColumnsOf(POLICY, { BTC: 0.58, ETH: 0.26, USDT: 0.16 });
  expect([...weightColumns.outside]).toEqual([1, 0, 0]);
  expect(weightColumns.brokenCount).toBe(1);
  expect(weightColumns.portfolioDrift).toBeCloseTo(0.08);
});

describe("one-sided runs", () => {
  const drifted = { BTC: 0.58, ETH: 0.16, USDT: 0.26 };
  test("both ways everything goes to its target", () => {
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, drifted), POLICY)).toEqual({ BTC: 0.5, ETH: 0.3, USDT: 0.2 });
  });

  test("buy-only spends the cash over its own target, and sells nothing", () => {
    const policy = { ...POLICY, flow: "buy-only" as const };
    expect(postTradeWeightsOf(weightColumnsOf(policy, drifted), policy)).toEqual({ BTC: 0.58, ETH: 0.22, USDT: 0.2 });
  });

  test("sell-only leaves in cash what it raises", () => {
    const policy = { ...POLICY, flow: "sell-only" as const };
    expect(postTradeWeightsOf(weightColumnsOf(policy, drifted), policy)).toEqual({ BTC: 0.5, ETH: 0.16, USDT: 0.34 });
  });

  test("buy-only without free cash stays where it is", () => {
    const policy = { ...POLICY, flow: "buy-only" as const };
    const short = { BTC: 0.6, ETH: 0.25, USDT: 0.15 };
    expect(postTradeWeightsOf(weightColumnsOf(policy, short), policy)).toEqual(short);
  });

  test("sell-only stops at the destination like any run", () => {
    const policy = { ...POLICY, flow: "sell-only" as const, destination: "half" as const };
    expect(postTradeWeightsOf(weightColumnsOf(policy, drifted), policy)).toEqual({
      BTC: 0.525,
      ETH: 0.16,
      USDT: 0.315,
    });
  });
});

test("sell-only buys nothing, also where the buffer puts the target under the near end of the destination", () => {
  const policy = aPolicy({
    targets: [asset("BTC", 0.5), asset("ETH", 0.5)],
    band: { kind: "absolute", width: 0.002 },
    flow: "sell-only",
    destination: "half",
    cashBuffer: 0.01,
  });
  const weights = { BTC: 0.4975, ETH: 0.4975, USDT: 0.005 };
  const postTradeWeights = postTradeWeightsOf(weightColumnsOf(policy, weights), policy);
  expect(postTradeWeights.BTC).toBeLessThanOrEqual(0.4975);
  expect(postTradeWeights.ETH).toBeLessThanOrEqual(0.4975);
});

describe("deposits and withdrawals", () => {
  test("a deposit buys what is underweight with what came in, however far all else has drifted", () => {
    const weights = { BTC: 0.56, ETH: 0.16, USDT: 0.28 };
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", 0.05)).toEqual({
      BTC: 0.56,
      ETH: 0.21,
      USDT: 0.23,
    });
  });

  test("a deposit larger than what is missing leaves the rest in cash, and never takes cash under its target", () => {
    const weights = { BTC: 0.5, ETH: 0.28, USDT: 0.22 };
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", 0.1)).toEqual({
      BTC: 0.5,
      ETH: 0.3,
      USDT: 0.2,
    });
    const short = { BTC: 0.6, ETH: 0.22, USDT: 0.18 };
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, short), POLICY, "cash-flow", 0.1)).toEqual(short);
  });

  test("a deposit fills the gaps in proportion to them", () => {
    const weights = { BTC: 0.4, ETH: 0.25, USDT: 0.35 };
    const postTradeWeights = postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", 0.09);
    expect(postTradeWeights).toEqual({ BTC: 0.46, ETH: 0.28, USDT: 0.26 });
  });

  test("a withdrawal sells what is overweight for what went out", () => {
    const weights = { BTC: 0.6, ETH: 0.3, USDT: 0.1 };
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", -0.04)).toEqual({
      BTC: 0.56,
      ETH: 0.3,
      USDT: 0.14,
    });
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", -0.5)).toEqual({
      BTC: 0.5,
      ETH: 0.3,
      USDT: 0.2,
    });
  });

  test("a withdrawal that took a coin sells nothing while there is cash enough", () => {
    const weights = { BTC: 0.56, ETH: 0.22, USDT: 0.22 };
    expect(postTradeWeightsOf(weightColumnsOf(POLICY, weights), POLICY, "cash-flow", -0.1)).toEqual(weights);
  });

  test("what a flow may not do a deposit may not either", () => {
    const policy = { ...POLICY, flow: "sell-only" as const };
    const weights = { BTC: 0.5, ETH: 0.2, USDT: 0.3 };
    expect(postTradeWeightsOf(weightColumnsOf(policy, weights), policy, "cash-flow", 0.1)).toEqual(weights);
  });
});

describe("trend guard", () => {
  const policy = { ...POLICY, trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 } };
  const rise = (weightColumns: WeightColumns) => {
    weightColumns.rising[0] = 1;
  };

  test("a winner is not sold; the others are balanced around it", () => {
    const weightColumns = weightColumnsOf(policy, { BTC: 0.6, ETH: 0.16, USDT: 0.24 }, rise);
    expect(postTradeWeightsOf(weightColumns, policy)).toEqual({ BTC: 0.6, ETH: 0.2, USDT: 0.2 });
  });

  test("from its hard cap on it is sold like any other", () => {
    const weightColumns = weightColumnsOf(policy, { BTC: 0.65, ETH: 0.16, USDT: 0.19 }, rise);
    expect(postTradeWeightsOf(weightColumns, policy)).toEqual({ BTC: 0.5, ETH: 0.3, USDT: 0.2 });
  });

  test("a rising target under its weight is bought as ever", () => {
    const weightColumns = weightColumnsOf(policy, { BTC: 0.4, ETH: 0.4, USDT: 0.2 }, rise);
    expect(postTradeWeightsOf(weightColumns, policy)).toEqual({ BTC: 0.5, ETH: 0.3, USDT: 0.2 });
  });
});

describe("the way out of the market and back", () => {
  const policy: Policy = {
    ...POLICY,
    flow: "buy-only",
    destination: "half",
    trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.5 },
    stop: { kind: "peak", windowDays: null, drop: 0.25, safeAsset: "PAXG", restart: { kind: "manual" } },
    cashBuffer: 0.01,
  };

  test("all of it goes to the safe asset but the buffer, whatever flow and guard say", () => {
    const weightColumns = weightColumnsOf(policy, { BTC: 0.6, ETH: 0.2, USDT: 0.2 }, (each) => {
      each.rising.fill(1);
      setSafe(each, policy);
    });
    expect(weightColumns.brokenCount).toBeGreaterThan(0);
    expect(postTradeWeightsOf(weightColumns, policy, "stop")).toEqual({ BTC: 0, ETH: 0, PAXG: 0.99, USDT: 0.01 });
  });

  test("once there nothing is broken", () => {
    const weightColumns = weightColumnsOf(policy, { PAXG: 0.99, USDT: 0.01 }, (each) => setSafe(each, policy));
    expect(weightColumns.brokenCount).toBe(0);
  });

  test("back it goes straight to the targets", () => {
    const weightColumns = weightColumnsOf(policy, { PAXG: 0.99, USDT: 0.01 });
    expect(postTradeWeightsOf(weightColumns, policy, "restart")).toEqual({ BTC: 0.5, ETH: 0.3, PAXG: 0, USDT: 0.2 });
  });
});

test("resolved weights and widths reach the members of a weighted group", () => {
  const members = [
    { asset: "SOL", weight: 0.75 },
    { asset: "ADA", weight: 0.25 },
  ];
  const group = { kind: "group" as const, name: "Alts", weight: 0.5, mode: "weighted" as const, members };
  const policy = aPolicy({ targets: [asset("BTC", 0.5), group] });
  const weightColumns = weightColumnsOf(policy, { BTC: 0.5, SOL: 0.4, ADA: 0.1 }, (each) => {
    setWeights(each, Float64Array.of(0.6, 0.4));
    setBands(each, Float64Array.of(0.02, 0.04));
  });
  const at = (code: string) => weightColumns.layout.positionOf.get(code)!;
  expect(weightColumns.destination.targets[at("SOL")]).toBeCloseTo(0.3);
  expect(weightColumns.destination.bands[at("ADA")]).toBeCloseTo(0.01);
  expect([...weightColumns.rowTargets.subarray(0, 2)]).toEqual([0.6, 0.4]);
  expect([...weightColumns.outside]).toEqual([1, 1, 0]);
});
