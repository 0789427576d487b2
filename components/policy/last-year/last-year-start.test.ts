import { expect, test } from "vitest";
import { backtest } from "@/lib/engine/backtest/backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import { aPolicy } from "@/lib/testing/builders";
import { randomPrices } from "@/lib/testing/price-tables";
import { lastYearStart } from "./last-year-start";

test.each([
  ["of four months all are run on", 120, 120],
  ["of two years the last", 730, 366],
])("%s", (_, bars, wanted) => {
  const table = randomPrices({ seed: 4, assets: 2, bars, daysPerBar: 1 });
  const policy = aPolicy({ targets: table.assets.map((asset) => ({ kind: "asset", asset, weight: 0.5 })) });
  const start = lastYearStart(table.times);
  const answer = backtest({ table, policy, options: DEFAULT_BACKTEST_OPTIONS, start, end: null });
  expect(answer.ok && answer.value.run.times.length).toBe(wanted);
});
