/** A policy and a run for the lab's tests. */
import type { Policy } from "@/lib/engine/model";
import { DEFAULT_LAB_COSTS, type LabSpec, LINK_POLICY } from "@/lib/schemas/lab-spec";

export const policy: Policy = {
  ...LINK_POLICY,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "ETH", weight: 0.3 },
    { kind: "asset", asset: "USDT", weight: 0.2 },
  ],
};

export const spec: LabSpec = {
  version: 1,
  name: "Core",
  prices: { source: "simulated", quote: "USDT", timeframe: "1d", extras: [] },
  period: { start: null, end: null },
  costs: DEFAULT_LAB_COSTS,
  strategies: [{ name: "Yours", policy }],
  chosen: 0,
  scale: "linear",
  sweep: { figure: "ahead", destination: "half" },
  seed: 1,
};
