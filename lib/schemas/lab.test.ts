import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import {
  assetsOfSpec,
  DEFAULT_LAB_COSTS,
  decodeLabSpec,
  encodeLabSpec,
  type LabSpec,
  LINK_POLICY,
  optionsOf,
} from "./lab";

const policy: Policy = {
  ...LINK_POLICY,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "group", name: "Größe", weight: 0.3, mode: "fungible", members: ["ETH", "SOL"] },
    { kind: "asset", asset: "USDT", weight: 0.2 },
  ],
};

const spec: LabSpec = {
  version: 1,
  name: "Long-term core",
  prices: { source: "simulated", quote: "USDT", timeframe: "1d", extras: ["LINK"] },
  period: { start: Date.UTC(2023, 10, 22), end: Date.UTC(2026, 10, 22) },
  costs: { ...DEFAULT_LAB_COSTS, feeRate: 0.00125, costForm: "leg" },
  strategies: [
    { name: "Yours", policy: { ...policy, tradeNotionalMin: notional("25") } },
    {
      name: "Monthly",
      policy: { ...policy, triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }], destination: "target" },
    },
  ],
  chosen: 1,
  scale: "log",
  sweep: { figure: "drawdown", destination: "edge" },
  seed: 42,
};

describe("a run in a link", () => {
  test("reads back as it was", () => expect(decodeLabSpec(encodeLabSpec(spec))).toEqual({ ok: true, spec }));

  test("means by a cost it leaves out what it meant when it was copied", () =>
    expect(Object.values(DEFAULT_LAB_COSTS)).toEqual([10_000, 0.001, "exact", "same-close", true, 0, 0, 0]));

  test("says what becomes of prices that begin late or end early only where that was chosen", () => {
    const chosen: LabSpec = { ...spec, costs: { ...spec.costs, isLateStart: true, delisted: "write-off" } };
    expect(decodeLabSpec(encodeLabSpec(chosen))).toEqual({ ok: true, spec: chosen });
    expect(optionsOf(chosen.costs)).toMatchObject({ isLateStart: true, delisted: "write-off" });
    const unset: LabSpec = { ...spec, costs: { ...spec.costs, isLateStart: undefined, delisted: undefined } };
    expect(encodeLabSpec(unset)).toBe(encodeLabSpec(spec));
    const bent = { ...spec, costs: { ...spec.costs, delisted: "forget" as "sell" } };
    expect(decodeLabSpec(encodeLabSpec(bent))).toMatchObject({ ok: false });
  });

  test("stays short: a second policy costs what differs", () => {
    const one = encodeLabSpec({ ...spec, strategies: spec.strategies.slice(0, 1), chosen: 0 });
    expect(encodeLabSpec(spec).length - one.length).toBeLessThan(260);
    expect(encodeLabSpec(spec)).toMatch(/^[\w-]+$/);
  });

  test("a field that only the first policy has does not leak into the second", () => {
    const first: Policy = { ...policy, flow: "buy-only" };
    const two = {
      ...spec,
      strategies: [
        { name: "One", policy: first },
        { name: "Two", policy },
      ],
    };
    expect(decodeLabSpec(encodeLabSpec(two))).toEqual({ ok: true, spec: two });
  });

  test.each([
    ["", "cut or changed"],
    ["%%%", "cut or changed"],
    [encodeLabSpec(spec).slice(0, -40), "cut or changed"],
    [btoa("{}").replace(/=+$/, ""), "another version"],
    [encodeLabSpec({ ...spec, costs: { ...spec.costs, feeRate: -1 } }), "The fee must not be negative."],
    [encodeLabSpec({ ...spec, chosen: 5 }), "not in it"],
    [encodeLabSpec({ ...spec, strategies: [] }), "No policy"],
    [
      encodeLabSpec({
        ...spec,
        chosen: 0,
        strategies: [{ name: "Half", policy: { ...policy, targets: policy.targets.slice(1) } }],
      }),
      "“Half”: The weights sum to 50 %",
    ],
  ])("a broken one is refused with its reason (%#)", (text, reason) => {
    const verdict = decodeLabSpec(text);
    expect(verdict.ok).toBe(false);
    if (!verdict.ok) expect(verdict.message).toContain(reason);
  });
});

test("needs prices of everything a policy names, and none of cash", () =>
  expect(assetsOfSpec(spec)).toEqual(["BTC", "ETH", "SOL", "LINK"]));

test("money comes in on the first of each month within the period, and goes out below zero", () => {
  const costs = { ...DEFAULT_LAB_COSTS, monthlyFlow: -200 };
  const period = { start: Date.UTC(2025, 10, 20), end: Date.UTC(2026, 1, 1) };
  const { flows } = optionsOf(costs, [], period);
  expect(flows.map(({ at, amount }) => `${new Date(at).toISOString().slice(0, 10)} ${amount}`)).toEqual([
    "2025-12-01 -200",
    "2026-01-01 -200",
    "2026-02-01 -200",
  ]);
  expect(optionsOf(costs).flows).toEqual([]);
  expect(optionsOf(DEFAULT_LAB_COSTS, [], period)).toMatchObject({ flows: [], startValue: 10_000 });
  const monthly: LabSpec = { ...spec, costs };
  expect(decodeLabSpec(encodeLabSpec(monthly))).toEqual({ ok: true, spec: monthly });
});
