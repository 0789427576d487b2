import { describe, expect, test } from "vitest";
import { EXPORTED } from "@/components/lab/export/fixture";
import { NONE } from "@/lib/format/number";
import { metricRows } from "./metric-rows";

const { run } = EXPORTED;
const YEARLY = [
  "Return a year",
  "Volatility a year",
  "Sharpe",
  "Turnover a year",
  "Rebalances a year",
  "Tracking error",
];
const textsOf = (lastAt: number) =>
  new Map(metricRows({ ...run, lastAt }, "USDT").map(({ label, cells }) => [label, cells.map(({ text }) => text)]));

describe("figures by the year", () => {
  test("are not told of two days, nor of eleven months; the period's own are", () => {
    for (const days of [2, 334]) {
      const texts = textsOf(run.firstAt + days * 86_400_000);
      for (const label of YEARLY) expect(texts.get(label), label).toEqual(Array(run.strategies.length + 1).fill(NONE));
      expect(texts.get("Deepest fall")).not.toContain(NONE);
    }
  });

  test("are told of a year", () => {
    const texts = textsOf(run.firstAt + 365 * 86_400_000);
    for (const label of YEARLY) expect(texts.get(label), label).not.toContain(NONE);
  });
});
