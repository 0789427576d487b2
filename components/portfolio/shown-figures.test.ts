import { expect, test } from "vitest";
import { type Notional, sum } from "@/lib/money";
import { shownFigures } from "./shown-figures";
import type { OverviewPageView } from "./types";

const row = (id: string, value: string, change: string | null, currency = "USDT") => ({
  id,
  value,
  currency,
  dayChange: change === null ? null : { value: change, ratio: 0 },
});

function view(rows: readonly ReturnType<typeof row>[], change: object = {}): OverviewPageView {
  const total = { outside: "1.004" };
  // Only what is read here.
  return { total, portfolioCount: rows.length, list: { rows, currency: "USDT" }, ...change } as never;
}

const shown = (given: OverviewPageView) => [...shownFigures(given).values()];

test("shown values add up to the shown total, changes to theirs", () => {
  const figures = shown(view([row("a", "10.003", "1.003"), row("b", "20.004", "-0.006"), row("c", "5.001", null)]));
  const outside = "1.00" as Notional;
  const values = figures.map(({ value }) => value as Notional);
  expect(sum([...values, outside])).toBe("36.01");
  expect(figures.map(({ change }) => change)).toEqual(["1.00", "0.00", null]);
});

test("of one page among several, or of several currencies, each figure stands as it is", () => {
  expect(shown(view([row("a", "10.003", "1.003")], { portfolioCount: 2 }))).toEqual([
    { value: "10.003", change: "1.003" },
  ]);
  expect(shown(view([row("a", "10.003", null, "EUR")]))).toEqual([{ value: "10.003", change: null }]);
});
