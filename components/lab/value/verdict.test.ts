import { describe, expect, test } from "vitest";
import { luckOf } from "@/lib/engine/backtest/report/luck";
import { withPlainSpaces } from "@/lib/format/number";
import type { LabRun, LabStrategyRun } from "../worker/protocol";
import { verdictOf } from "./verdict";

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

  test("of less than a year says nothing by the year", () => {
    const mine = ran(19_000, steady(0.1));
    const short = { ...runOf(mine, ran(17_000, [0, 0])), lastAt: 200 * 86_400_000 };
    expect(verdictOf(short, mine, "Yours", "USDT", CHANGES).sentences[0]).not.toContain("a year");
  });

  test("says when nothing was traded", () => {
    const mine = ran(12_000, [0, 0], 0);
    expect(verdictOf(runOf(mine, ran(12_000, [0, 0])), mine, "Yours", "USDT", CHANGES).title).toBe(
      "Nothing was traded: this is holding.",
    );
  });
});
