import { expect, test } from "vitest";
import { sweepPolicy } from "@/lib/engine/backtest/sweep/sweep-grid";
import type { Policy, Trigger } from "@/lib/engine/model";
import { LINK_POLICY } from "@/lib/schemas/lab-spec";
import { ownSpot } from "./own-spot";

const BASE: Policy = {
  ...LINK_POLICY,
  targets: [{ kind: "asset", asset: "BTC", weight: 1 }],
  band: { kind: "relative", ratio: 0.2 },
};
const hybrid = (cron: string, driftMin = 1): Trigger => ({ kind: "hybrid", cron, timeZone: "UTC", driftMin });
const spotWith = (triggers: readonly Trigger[], timeframe: "1d" | "1h" = "1d") =>
  ownSpot({ ...BASE, triggers: [...triggers] }, timeframe);

test("a policy made from a cell stands on that cell", () => {
  for (const interval of [1, 3, 7, 14, 30, 91]) {
    const made = sweepPolicy(BASE, { index: 0, band: 0.3, interval, destination: "half", fee: null });
    expect(ownSpot(made, "1d")).toEqual({ band: 0.3, intervalDays: interval, destination: "half" });
    expect(ownSpot(made, "1h")).toEqual({ band: 0.3, intervalDays: interval, destination: "half" });
  }
});

test("what deposits call for changes nothing: a cell keeps it", () => {
  expect(spotWith([hybrid("0 0 * * 1"), { kind: "cash-flow", shareMin: 0.01 }])?.intervalDays).toBe(7);
});

test("no cell is a policy that something else calls as well", () => {
  expect(spotWith([{ kind: "threshold", portfolioDrift: null }])).not.toBeNull();
  expect(spotWith([{ kind: "threshold", portfolioDrift: 0.05 }])).toBeNull();
  expect(spotWith([hybrid("0 0 1 * *", 0.05)])).toBeNull();
  expect(
    spotWith([
      { kind: "threshold", portfolioDrift: null },
      { kind: "time", cron: "0 0 1 * *", timeZone: "UTC" },
    ]),
  ).toBeNull();
  expect(spotWith([{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }])).toBeNull();
});

test("an hour of the owner's own is the same on daily bars and another policy on hourly ones", () => {
  expect(spotWith([hybrid("0 9 * * 1")])?.intervalDays).toBe(7);
  expect(spotWith([hybrid("0 9 * * 1")], "1h")).toBeNull();
});
