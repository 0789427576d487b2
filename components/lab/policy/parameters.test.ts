import { describe, expect, test } from "vitest";
import { sweepPolicy } from "@/lib/engine/backtest/sweep/sweep-grid";
import { policy } from "../fixture";
import { bandStops, callOf, intervalOf, intervalStops, withBandValue, withCall, withInterval } from "./parameters";

describe("parameters", () => {
  test("write what a cell of the heat map is", () => {
    const cell = sweepPolicy(policy, { index: 0, band: 0.3, interval: 7, destination: "half", fee: null });
    expect(withInterval(withBandValue(policy, 0.3), 7)).toEqual(cell);
  });

  test.each([1, 3, 7, 14, 30, 91])("an interval of %d days reads back as it was written", (days) => {
    expect(intervalOf(withInterval(policy, days), "1d")).toBe(days);
    expect(intervalOf(withInterval(policy, days), "1h")).toBe(days);
  });

  test("an owner's own schedule is no stop", () =>
    expect(
      intervalOf({ ...policy, triggers: [{ kind: "time", cron: "0 9 5 * *", timeZone: "UTC" }] }, "1d"),
    ).toBeNull());

  test("every bar is a stop only where bars are shorter than a day", () => {
    expect(intervalStops("1d")[0]).toBe(1);
    expect(intervalStops("1h").slice(0, 3)).toEqual([0, 0.25, 0.5]);
    expect(intervalStops("7d")[0]).toBe(7);
  });

  test("a figure that is no stop becomes one", () =>
    expect(bandStops({ kind: "relative", ratio: 0.17 })).toContain(0.17));

  test("what calls for trades is read and written", () => {
    for (const call of ["bands", "schedule", "flows"] as const) expect(callOf(withCall(policy, call, "1d"))).toBe(call);
  });
});
