import { describe, expect, test } from "vitest";
import { sweepPolicy } from "@/lib/engine/backtest/sweep/sweep-grid";
import type { Policy } from "@/lib/engine/model";
import { withPlainSpaces } from "@/lib/format/number";
import { DEFAULT_LAB_COSTS, type LabSpec, LINK_POLICY } from "@/lib/schemas/lab-spec";
import { parsePolicy } from "@/lib/schemas/policy";
import { closesLabel, countBars, describeInterval, sentenceOf, summaryOf } from "./describe-policy";
import { editSpec } from "./edit-spec";
import { bandStops, callOf, intervalOf, intervalStops, withBandValue, withCall, withInterval } from "./parameters";
import { dateAt, dateText, periodOf, presetOf } from "./periods";
import { presetsOf } from "./presets";
import { luckOf, verdictOf } from "./verdict";
import { wholeWeights } from "./whole-weights";
import type { LabRun, LabStrategyRun } from "./worker/protocol";

const policy: Policy = {
  ...LINK_POLICY,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "ETH", weight: 0.3 },
    { kind: "asset", asset: "USDT", weight: 0.2 },
  ],
};
const spec: LabSpec = {
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

describe("what may stand beside it", () => {
  test("every preset is a policy that can be saved", () => {
    for (const preset of presetsOf(policy)) expect(parsePolicy(preset.policy)).toMatchObject({ ok: true });
  });
});

describe("edits", () => {
  test("a second policy of one name gets a number", () => {
    const two = editSpec(editSpec(spec, { do: "add", strategy: { name: "Monthly", policy } }), {
      do: "add",
      strategy: { name: "Monthly", policy },
    });
    expect(two.strategies.map(({ name }) => name)).toEqual(["Yours", "Monthly", "Monthly 2"]);
  });

  test("no more than six", () => {
    let many = spec;
    for (let turn = 0; turn < 9; turn++) many = editSpec(many, { do: "add", strategy: { name: "A", policy } });
    expect(many.strategies).toHaveLength(6);
  });

  test("removing a column keeps the chosen one chosen", () => {
    const three = ["A", "B"].reduce((all, name) => editSpec(all, { do: "add", strategy: { name, policy } }), spec);
    const chosen = editSpec(three, { do: "choose", index: 2 });
    const less = editSpec(chosen, { do: "remove", index: 0 });
    expect(less.strategies[less.chosen]?.name).toBe("B");
    expect(editSpec(spec, { do: "remove", index: 0 })).toBe(spec);
  });

  test("other assets go to every policy of the same targets", () => {
    const two = editSpec(spec, { do: "add", strategy: { name: "Wide", policy } });
    const targets = [{ kind: "asset", asset: "SOL", weight: 1 }] as const;
    const all = editSpec(two, { do: "targets", targets, isForAll: true });
    expect(all.strategies.map((each) => each.policy.targets)).toEqual([targets, targets]);
    const one = editSpec(two, { do: "targets", targets, isForAll: false });
    expect(one.strategies[1]?.policy.targets).toBe(policy.targets);
  });

  test("weights become a whole", () => {
    expect(wholeWeights([1, 1, 1])).toEqual([0.3334, 0.3333, 0.3333]);
    expect(wholeWeights([30, 10]).reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(wholeWeights([0, 0])).toEqual([0, 0]);
  });
});

describe("periods", () => {
  const first = Date.UTC(2021, 0, 1);
  const last = Date.UTC(2026, 10, 21);
  test("presets are whole days and read back", () => {
    expect(periodOf("3y", first, last)).toEqual({ start: Date.UTC(2023, 10, 21), end: last });
    for (const preset of ["1y", "3y", "all"] as const)
      expect(presetOf(periodOf(preset, first, last), first, last)).toBe(preset);
    expect(presetOf({ start: Date.UTC(2022, 5, 5), end: last }, first, last)).toBeNull();
  });
  test("prices shorter than a preset are all of them", () =>
    expect(presetOf(periodOf("3y", last - 1e10, last), last - 1e10, last)).toBe("all"));
  test("dates are read as days of UTC", () => {
    expect(dateAt(dateText(last))).toBe(last);
    expect([dateAt(""), dateAt("2026-13-01"), dateAt("soon")]).toEqual([null, null, null]);
  });
});

function ran(finalValue: number, ahead: readonly number[], events = 1): LabStrategyRun {
  const times = Float64Array.from(ahead, (_, index) => index * 86_400_000);
  const flat = times.map(() => 0);
  return {
    id: "c0",
    notes: [],
    metrics: {
      startValue: 10_000,
      finalValue,
      totalReturn: finalValue / 10_000 - 1,
      cagr: finalValue / 10_000 - 1,
      volatility: 0.4,
      sharpe: 1,
      sortino: 1,
      maxDrawdown: finalValue > 18_000 ? -0.37 : -0.329,
      maxDrawdownDays: 100,
      turnoverPerYear: 0.2,
      turnover: 0.6,
      events,
      fees: 20,
      spread: 0,
      driftMean: 0.01,
      driftMax: 0.05,
      trackingError: 0.01,
      weightMax: { key: "BTC", weight: finalValue > 18_000 ? 0.753 : 0.473 },
      years: [],
    },
    curves: { times, equity: flat, drawdown: flat, ahead: Float64Array.from(ahead) },
    events: [],
    weights: null,
  };
}
const runOf = (mine: LabStrategyRun, holding: LabStrategyRun): LabRun => ({
  bars: mine.curves.times.length,
  firstAt: 0,
  lastAt: 365 * 86_400_000,
  computedInMs: 1,
  holding,
  strategies: [mine],
});
const CHANGES = [
  { asset: "BTC", change: 2.31, weight: 0.5 },
  { asset: "ETH", change: 0.4, weight: 0.3 },
];
/** A lead that grows a little every day: no luck in it. */
const steady = (end: number) => Array.from({ length: 366 }, (_, day) => Math.expm1((Math.log1p(end) * day) / 365));

describe("the verdict", () => {
  test("says first that holding won, then why, then what came instead", () => {
    const mine = ran(16_933, steady(16_933 / 18_515 - 1));
    const { title, sentences } = verdictOf(runOf(mine, ran(18_515, [0, 0])), mine, "Yours", "USDT", CHANGES);
    expect(withPlainSpaces(title)).toBe("Holding won here, by 1,582 USDT.");
    expect(withPlainSpaces(sentences.join(" "))).toBe(
      "It ended at 18,515, your policy at 16,933: 15.8 pp a year less. Bitcoin rose 231 % and kept its lead, so each rebalance sold it early. What you got for it: the deepest fall was 33 % instead of 37 %, and Bitcoin never passed 47.3 % of the portfolio (holding: 75.3 %).",
    );
  });

  test("states a gain as soberly", () => {
    const mine = ran(19_000, steady(0.1));
    const { title } = verdictOf(runOf(mine, ran(17_000, [0, 0])), mine, "Yours", "USDT", CHANGES);
    expect(withPlainSpaces(title)).toBe("Your policy gained 2,000 USDT on holding.");
  });

  test("a gap that chance makes is called luck", () => {
    const wild = Array.from({ length: 366 }, (_, day) => (day % 4 < 2 ? 0.05 : -0.05) + day * 1e-5);
    const mine = ran(10_100, wild);
    const { sentences } = verdictOf(runOf(mine, ran(10_000, [0, 0])), mine, "Yours", "USDT", CHANGES);
    expect(sentences.join(" ")).toContain("within luck");
    expect(luckOf(ran(1, steady(0.2)).curves, 1).log).toBeLessThan(0.01);
  });

  test("says when nothing was traded", () => {
    const mine = ran(12_000, [0, 0], 0);
    expect(verdictOf(runOf(mine, ran(12_000, [0, 0])), mine, "Yours", "USDT", CHANGES).title).toBe(
      "Nothing was traded: this is holding.",
    );
  });
});
