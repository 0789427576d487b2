/** Three bars of two policies, with names that try to break out. */
import type { BacktestMetrics } from "@/lib/engine/backtest/model";
import { DEFAULT_LAB_COSTS, LINK_POLICY } from "@/lib/schemas/lab-spec";
import type { ExportedRun } from "./what";

const DAY = 86_400_000;
const FIRST = Date.UTC(2024, 11, 30);

export const metricsOf = (finalValue: number): BacktestMetrics => ({
  startValue: 10_000,
  finalValue,
  totalReturn: finalValue / 10_000 - 1,
  cagr: 0.1 + 0.2,
  volatility: 0.4,
  sharpe: 0.5,
  sortino: null,
  maxDrawdown: -0.1,
  maxDrawdownDays: 1,
  turnoverPerYear: 0.3,
  turnover: 0.01,
  events: 1,
  fees: 20.25,
  spread: 0,
  driftMean: 0.01,
  driftMax: 0.02,
  trackingError: 0.03,
  weightMax: { key: "BTC", weight: 0.6 },
  years: [
    { year: 2024, return: -0.1, maxDrawdown: -0.1 },
    { year: 2025, return: 0.2, maxDrawdown: 0 },
  ],
});

const curvesOf = (...values: number[]) => ({
  times: Float64Array.from(values, (_, bar) => FIRST + bar * DAY),
  equity: Float64Array.from(values),
  drawdown: Float64Array.from(values, (value, bar) => value / Math.max(...values.slice(0, bar + 1)) - 1),
  ahead: Float64Array.from(values, (value) => value / 10_000 - 1),
});

const event = {
  bar: 2,
  at: FIRST + 2 * DAY,
  trigger: "threshold" as const,
  turnover: 0.01,
  fees: 0.1,
  driftBefore: 0.05,
  driftAfter: 0.02,
};
const policy = { ...LINK_POLICY, targets: [{ kind: "asset" as const, asset: "BTC", weight: 1 }] };

export const EXPORTED: ExportedRun = {
  spec: {
    version: 1,
    name: "Long-term core",
    prices: { source: "simulated", quote: "USDT", timeframe: "1d", extras: [] },
    period: { start: null, end: null },
    costs: DEFAULT_LAB_COSTS,
    strategies: [
      { name: "Yours", policy },
      { name: '=cmd(), "wide"', policy },
    ],
    chosen: 0,
    scale: "linear",
    sweep: { figure: "ahead", destination: "half" },
    seed: 1,
  },
  names: ["Yours", '=cmd(), "wide"'],
  assets: ["BTC", "ETH"],
  run: {
    bars: 3,
    firstAt: FIRST,
    lastAt: FIRST + 2 * DAY,
    computedInMs: 1,
    holding: {
      id: "holding",
      metrics: metricsOf(10_500),
      curves: curvesOf(10_000, 9_000, 10_500),
      events: [],
      notes: [],
      weights: null,
    },
    strategies: [
      {
        id: "c0",
        metrics: metricsOf(10_800),
        curves: curvesOf(10_000, 9_000.123456789011, 10_800),
        events: [event],
        notes: [],
        weights: null,
      },
      {
        id: "c1",
        metrics: metricsOf(9_000),
        curves: curvesOf(10_000, 9_500, 9_000),
        events: [],
        notes: [],
        weights: null,
      },
    ],
  },
};
