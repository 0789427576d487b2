import { expect, test } from "vitest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import type { Policy } from "@/lib/engine/model";
import { LINK_POLICY } from "@/lib/schemas/lab-spec";
import { heatQuestion } from "./heat-question";

const BASE: Policy = { ...LINK_POLICY, targets: [{ kind: "asset", asset: "BTC", weight: 1 }] };
const question = (
  change: Partial<Policy> = {},
  options = DEFAULT_BACKTEST_OPTIONS,
  destinations = ["target", "half"] as const,
) =>
  heatQuestion(
    { base: { ...BASE, ...change }, options, start: null, end: null, bands: [0.1], intervalDays: [1], destinations },
    "prices",
  );

test("dragging band, interval or destination makes no new question", () => {
  expect(question({ band: { kind: "clamp", ratio: 0.4, floor: 0.01, cap: 0.1 } })).toBe(question());
  expect(question({ triggers: [{ kind: "hybrid", cron: "0 0 * * 1", timeZone: "UTC", driftMin: 1 }] })).toBe(
    question(),
  );
  expect(question({ destination: "edge" })).toBe(question());
});

test("anything else does", () => {
  expect(question({ band: { kind: "clamp", ratio: 0.2, floor: 0.02, cap: 0.1 } })).not.toBe(question());
  expect(question({ targets: [{ kind: "asset", asset: "ETH", weight: 1 }] })).not.toBe(question());
  expect(question({ triggers: [{ kind: "hybrid", cron: "0 0 * * 1", timeZone: "Asia/Tokyo", driftMin: 1 }] })).not.toBe(
    question(),
  );
  expect(question({}, { ...DEFAULT_BACKTEST_OPTIONS, feeRate: 0.002 })).not.toBe(question());
});

test("capitalisations are distinguished by identity", () => {
  const table = { assets: ["BTC"], times: new Float64Array(1), values: new Float64Array(1) };
  const one = question({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: table });
  expect(question({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: table })).toBe(one);
  expect(question({}, { ...DEFAULT_BACKTEST_OPTIONS, capitalisations: { ...table } })).not.toBe(one);
});
