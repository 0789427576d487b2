import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { withPlainSpaces } from "@/lib/format/number";
import { policy } from "../fixture";
import { closesLabel, countBars, describeInterval, sentenceOf, summaryOf } from "./describe-policy";
import { withCall, withInterval } from "./parameters";

const said = (of: Policy, timeframe = "1d") =>
  withPlainSpaces(
    sentenceOf(of, 0.001, timeframe)
      .map((part) => part.text)
      .join(""),
  );

describe("the sentence", () => {
  test("says how often, how far, where to and at what cost", () =>
    expect(said(policy)).toBe(
      "Check every day. When a target is 20 % off, trade all back to half its band, paying 0.10 % a trade.",
    ));

  test("names the bar where every bar is checked", () => {
    expect(describeInterval(policy, "1h")).toBe("every hour");
    expect(describeInterval(withInterval(policy, 7), "1h")).toBe("every week");
  });

  test("a schedule trades whatever the drift", () =>
    expect(said(withCall(withInterval(policy, 30), "schedule", "1d"))).toBe(
      "Every month, whatever the drift, trade all back to half its band, paying 0.10 % a trade.",
    ));

  test("moving parts follow it", () =>
    expect(
      said({
        ...policy,
        flow: "buy-only",
        stop: { kind: "peak", windowDays: null, drop: 0.3, safeAsset: "USDC", restart: { kind: "manual" } },
      }),
    ).toContain("It only buys. After a fall of 30 % everything goes to USD Coin."));

  test("a column's second line is short", () => {
    expect(withPlainSpaces(summaryOf(policy, "1d"))).toBe("20 % band, daily, half");
    const weekly = withInterval({ ...policy, destination: "edge" }, 7);
    expect(withPlainSpaces(summaryOf(weekly, "1d"))).toBe("20 % band, weekly, edge");
  });

  test("bars of any length have a name", () => {
    expect([closesLabel("1d"), closesLabel("1h"), closesLabel("7d"), closesLabel("30m")]).toEqual([
      "daily closes",
      "hourly closes",
      "weekly closes",
      "closes every 30 minutes",
    ]);
    expect(countBars(1096, "1d")).toBe("1,096 days");
    expect(countBars(12, "4h")).toBe("12 bars of 4 hours");
  });
});
