/**
 * The data sets of the on-line portfolio literature, where they are at hand (OLPS_DATA names the folder): a constant
 * rebalanced portfolio without fees is worth the product of weighted price relatives, over decades and dozens of stocks.
 * They are not part of the project; without them these tests are skipped.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { PriceTable, Target } from "@/lib/engine/model";
import { aPolicy } from "@/lib/testing/builders";
import { backtest } from "./backtest";
import { DEFAULT_BACKTEST_OPTIONS } from "./model";

const FOLDER = process.env.OLPS_DATA ?? resolve(import.meta.dirname, "../../../../shared/data/olps");
const SETS = ["nyse_o", "nyse_n", "djia", "tse", "sp500", "msci"];
const isThere = existsSync(join(FOLDER, "nyse_o.csv"));
const said = isThere ? "" : ` (skipped: no data at ${FOLDER.split("/").slice(-3).join("/")}; set OLPS_DATA)`;

function load(name: string): { relatives: number[][]; table: PriceTable } {
  const [head = "", ...rows] = readFileSync(join(FOLDER, `${name}.csv`), "utf8")
    .trim()
    .split("\n");
  const assets = head.split(",").map((asset) => asset.trim().toUpperCase());
  const relatives = rows.map((row) => row.split(",").map(Number));
  const bars = relatives.length + 1;
  const closes = new Float64Array(assets.length * bars);
  assets.forEach((_, column) => {
    let price = 1;
    closes[column * bars] = price;
    relatives.forEach((row, bar) => {
      price *= row[column]!;
      closes[column * bars + bar + 1] = price;
    });
  });
  const times = Float64Array.from({ length: bars }, (_, bar) => Date.UTC(1962, 6, 3) + bar * 86_400_000);
  return { relatives, table: { assets, quote: "USD", times, closes } };
}

describe.skipIf(!isThere)(`constant rebalanced portfolios of the literature${said}`, () => {
  test.each(SETS)("%s", { timeout: 60_000 }, (name) => {
    const { relatives, table } = load(name);
    const weight = 1 / table.assets.length;
    const targets: Target[] = table.assets.map((asset) => ({ kind: "asset", asset, weight }));
    const policy = aPolicy({ targets, band: { kind: "absolute", width: 0 }, cooldownMinutes: 0, quoteAsset: "USD" });
    const wealth = (feeRate: number, costForm: "exact" | "olps") => {
      const options = { ...DEFAULT_BACKTEST_OPTIONS, startValue: 1, initialFee: false, feeRate, costForm };
      const answer = backtest({ table, policy, options, start: null, end: null });
      if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
      return answer.value.run.metrics.finalValue;
    };
    const product = relatives.reduce((total, row) => total * row.reduce((sum, x) => sum + x * weight, 0), 1);
    expect(wealth(0, "exact") / product).toBeCloseTo(1, 9);

    // The short form of the literature, by hand: S *= (b x) (1 - c/2 sum |b - b'|), with b' the weights the market left.
    const fee = 0.001;
    let paid = 1;
    for (const row of relatives) {
      const grown = row.reduce((sum, x) => sum + x * weight, 0);
      const moved = row.reduce((sum, x) => sum + Math.abs(weight - (x * weight) / grown), 0);
      paid *= grown * (1 - (fee / 2) * moved);
    }
    expect(wealth(fee, "olps") / paid).toBeCloseTo(1, 9);
  });
});
