/** What trading costs, worked by hand. */
import { describe, expect, test } from "vitest";
import type { Target } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { expectClose, plain, runLedger, width } from "@/lib/testing/backtest-ledger";
import { pricesOf } from "@/lib/testing/price-tables";

describe("costs", () => {
  const flat = pricesOf(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  150  10
  `);
  const always = plain({ band: width(0) });

  test("exact: what is left is what the equation leaves", () => {
    // Start: 100 / 1.01. Then BTC +50 %: v = (74.2574, 49.5050); V' = V - 0.01 (|V'/2 - v1| + |V'/2 - v2|), and since one
    // is sold and one bought, the sum is v1 - v2 = 24.7525 whatever V' is: V' = 123.7624 - 0.2475.
    const { values, metrics } = runLedger(flat, always, { feeRate: 0.01 });
    expectClose(values, [100 / 1.01, 125 / 1.01 - 0.01 * (25 / 1.01)]);
    // The start's fee, and 1 % of what was sold and bought.
    expect(metrics.fees).toBeCloseTo(100 - 100 / 1.01 + 0.25 / 1.01, 10);
  });

  test("leg: a buy spends what it was given, a sale raises what is wanted", () => {
    // Start: 50 / 1.01 of each. Then v = (74.2574, 49.5050), V = 123.7624, d = 12.3762 each way: sold 12.3762 / 0.99,
    // bought 12.3762 / 1.01.
    const d = 12.5 / 1.01;
    const after = 75 / 1.01 - d / 0.99 + 50 / 1.01 + d / 1.01;
    expectClose(runLedger(flat, always, { feeRate: 0.01, costForm: "leg" }).values, [100 / 1.01, after]);
  });

  test("olps: half the fee on the whole movement", () => {
    // Start: 100 (1 - 0.005). Then weights 60 and 40: moved 0.2, V' = V (1 - 0.001).
    expectClose(runLedger(flat, always, { feeRate: 0.01, costForm: "olps" }).values, [99.5, 99.5 * 1.25 * 0.999]);
  });

  test("without a fee at the start the first purchase is whole", () => {
    expectClose(runLedger(flat, always, { feeRate: 0.01, initialFee: false }).values, [100, 125 - 0.01 * 25]);
  });

  test("half spread is paid like a fee and kept apart from it", () => {
    const { metrics } = runLedger(flat, always, { feeRate: 0.003, halfSpread: 0.001, initialFee: false });
    expect(metrics.fees).toBeCloseTo(0.003 * 25);
    expect(metrics.spread).toBeCloseTo(0.001 * 25);
  });

  test("a leg under the minimum is not made", () => {
    // Each leg would be 12.50.
    expect(runLedger(flat, always, { feeRate: 0, notionalMin: 12 }).kinds).toEqual(["1 threshold"]);
    expect(runLedger(flat, always, { feeRate: 0, notionalMin: 13 }).kinds).toEqual([]);
    // The policy's own minimum counts as well.
    expect(runLedger(flat, { ...always, tradeNotionalMin: notional("13") }, { feeRate: 0 }).kinds).toEqual([]);
  });

  test("steps round down, and the rest stays in cash", () => {
    // 50 buys 0.5 BTC; in steps of 0.2 it is 0.4, so 10 stays in cash. ETH has no step.
    const { weights } = runLedger(flat, plain({ triggers: [] }), { feeRate: 0, steps: { BTC: 0.2 } }, true);
    const at = weights!.keys.indexOf("USDT") * 2;
    expect(weights!.columns[at]).toBeCloseTo(0.1);
  });

  test("the quote asset with a column moves with it and is never charged", () => {
    const table = pricesOf(
      `
      date        BTC  EUR
      2024-01-01  100  1.00
      2024-01-02  100  1.10
    `,
      "USD",
    );
    const targets: Target[] = [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "asset", asset: "EUR", weight: 0.5 },
    ];
    const policy = plain({ targets, quoteAsset: "EUR", triggers: [] });
    // 50 in BTC after its fee, 50 in euros: only the BTC leg pays.
    const left = 100 / (1 + 0.01 * 0.5);
    const { values, metrics } = runLedger(table, policy, { feeRate: 0.01 });
    expectClose(values, [left, (left / 2) * 2.1]);
    expect(metrics.fees).toBeCloseTo(100 - left);
  });
});
