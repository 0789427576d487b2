import { expect, test } from "vitest";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import type { Policy } from "@/lib/engine/model";
import { LINK_POLICY } from "@/lib/schemas/lab-spec";
import { eventNear } from "./weight-reading";
import { weightRows } from "./weight-rows";

const POLICY: Policy = {
  ...LINK_POLICY,
  targets: [
    { kind: "asset", asset: "ETH", weight: 0.3 },
    {
      kind: "group",
      name: "Majors",
      weight: 0.6,
      mode: "weighted",
      members: [
        { asset: "BTC", weight: 0.75 },
        { asset: "SOL", weight: 0.25 },
      ],
    },
    { kind: "asset", asset: "LINK", weight: 0.1 },
  ],
};
const recorded = (columns: Record<string, number[]>) => ({
  keys: Object.keys(columns),
  names: Object.keys(columns),
  times: Float64Array.from([0, 1]),
  columns: Float64Array.from(Object.values(columns).flat()),
});

test("members of a weighted group are one row, the largest target first, idle cash that amounts to nothing left out", () => {
  const rows = weightRows(
    recorded({
      ETH: [0.3, 0.28],
      LINK: [0.1, 0.12],
      USDT: [0.001, 0],
      "group:Majors/BTC": [0.45, 0.44],
      "group:Majors/SOL": [0.15, 0.16],
    }),
    POLICY,
  );
  expect(rows.map(({ name, target }) => [name, target])).toEqual([
    ["Majors", 0.6],
    ["Ethereum", 0.3],
    ["Chainlink", 0.1],
  ]);
  expect([...(rows[0]?.weight ?? [])].map((weight) => weight.toFixed(2))).toEqual(["0.60", "0.60"]);
  expect(rows[1]?.band).toBeCloseTo(0.06);
});

test("where a rule moves the target or the market the band, neither is invented", () => {
  const weights = recorded({ ETH: [0.3, 0.5], LINK: [0.1, 0.1] });
  const effective: Policy = {
    ...POLICY,
    dynamic: {
      rule: { kind: "equal" },
      fixed: ["LINK"],
      safe: null,
      weightMin: 0,
      weightMax: 1,
      bound: null,
      cron: "0 0 1 * *",
      timeZone: "UTC",
    },
  };
  const [eth, link] = weightRows(weights, effective);
  expect([eth?.target, eth?.band, link?.target]).toEqual([null, null, 0.1]);
  const wild: Policy = {
    ...POLICY,
    band: { kind: "cost-optimal", riskAversion: 5, cost: null, floor: 0.01, cap: 0.1 },
  };
  expect(weightRows(weights, wild)[0]).toMatchObject({ target: 0.3, band: null });
});

test("a point stands on the rebalance within half a step of the period", () => {
  const times = Array.from({ length: 201 }, (_, day) => day);
  const events = [10, 100].map((at) => ({ at }) as BacktestEvent);
  expect(eventNear(events, times, 10)?.at).toBe(10);
  expect(eventNear(events, times, 101)?.at).toBe(100);
  expect(eventNear(events, times, 50)).toBeNull();
  expect(eventNear([], times, 10)).toBeNull();
});
