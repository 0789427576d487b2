import { expect, test } from "vitest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import type { Policy } from "@/lib/engine/model";
import { LINK_POLICY } from "@/lib/schemas/lab-spec";
import { heatQuestion } from "./heat-question";

const BASE: Policy = { ...LINK_POLICY, targets: [{ kind: "asset", asset: "BTC", weight: 1 }] };
const query = (
  change: Partial<Policy> = {},
  options = DEFAULT_BACKTEST_OPTIONS,
  destinations = ["target", "half"] as const,
) =>
  heatQuestion(
    { base: { ...BASE, ...change }, options, start: null, end: null, bands: [0.1], intervalDays: [1], destinations },
    "prices",
  );

test("dragging band, interval or destination asks nothing new", () => {
  expect(query({ band: { kind: "clamp", ratio: 0.4, floor: 0.01, cap: 0.1 } })).toBe(query());
  expect(query({ triggers: [{ kind: "hybrid", cron: "0 0 * * 1", timeZone: "UTC", driftMin: 1 }] })).toBe(query());
  expect(query({ destination: "edge" })).toBe(query());
});

test("anything else does", () => {
  expect(query({ band: { kind: "clamp", ratio: 0.2, floor: 0.02, cap: 0.1 } })).not.toBe(query());
  expect(query({ targets: [{ kind: "asset", asset: "ETH", weight: 1 }] })).not.toBe(query());
  expect(query({ triggers: [{ kind: "hybrid", cron: "0 0 * * 1", timeZone: "Asia/Tokyo", driftMin: 1 }] })).not.toBe(
    query(),
  );
  expect(query({}, { ...DEFAULT_BACKTEST_OPTIONS, feeRate: 0.002 })).not.toBe(query());
});

test("capitalisations are told apart by who they are", () => {
  const table = { assets: ["BTC"], times: new Float64Array(1), values: new Float64Array(1) };
  const one = query({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: table });
  expect(query({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: table })).toBe(one);
  expect(query({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: { ...table } })).not.toBe(one);
});
