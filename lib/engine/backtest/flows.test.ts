/** Deposits and withdrawals, worked by hand. */
import { describe, expect, test } from "vitest";
import { expectClose, FREE, plain, runLedger, width } from "@/lib/testing/backtest-ledger";
import { pricesOf } from "@/lib/testing/price-tables";

describe("flows", () => {
  const flat = pricesOf(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  100  10
    2024-01-03  100  10
    2024-01-04  200  20
  `);
  const doubled = pricesOf(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  200  10
    2024-01-03  200  10
  `);
  const on = (day: number, amount: number) => ({ at: Date.UTC(2024, 0, day, -6), amount });

  test("a deposit is no gain, a withdrawal no fall", () => {
    const { values, metrics, drawdown } = runLedger(flat, plain({ triggers: [] }), {
      ...FREE,
      flows: [on(2, 50), on(3, -30)],
    });
    expectClose(values, [100, 150, 120, 220]);
    // 100 in coins and 20 in cash: the last bar earns 100 on 120.
    expect(metrics.totalReturn).toBeCloseTo(220 / 120 - 1);
    expect(Math.min(...drawdown)).toBe(0);
  });

  test("a deposit alone buys what is underweight and sells nothing", () => {
    const table = pricesOf(`
      date        BTC  ETH
      2024-01-01  100  10
      2024-01-02  140  10
      2024-01-03  140  10
    `);
    const policy = plain({ band: width(0.2), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 70, ETH 50; 30 comes in: of 150 each should be 75, so 5 goes to BTC and 25 to ETH.
    const { kinds, weights, events } = runLedger(table, policy, { ...FREE, flows: [on(3, 30)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]).toBeCloseTo(0.5);
    expect(events[0]!.turnover).toBeCloseTo(30 / 2 / 150);
  });

  test("a deposit smaller than the gap goes to the underweight alone", () => {
    const policy = plain({ band: width(0.3), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 100, ETH 50; 10 comes in: all of it buys ETH, BTC keeps its 100.
    const { kinds, weights, values } = runLedger(doubled, policy, { ...FREE, flows: [on(3, 10)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]! * values[2]!).toBeCloseTo(100);
  });

  test("a withdrawal sells what is overweight", () => {
    const policy = plain({ band: width(0.3), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 100, ETH 50; 40 goes out: BTC is sold to 60, ETH keeps its 50.
    const { kinds, weights, values } = runLedger(doubled, policy, { ...FREE, flows: [on(3, -40)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]! * values[2]!).toBeCloseTo(60);
    expect(values[2]).toBeCloseTo(110);
  });

  test("a withdrawal nobody raises is sold evenly, with its costs", () => {
    const { values, metrics, kinds } = runLedger(flat, plain({ triggers: [] }), {
      feeRate: 0.01,
      initialFee: false,
      flows: [on(2, -49.5)],
    });
    // 50 is sold to raise 49.50.
    expectClose(values.slice(1, 3), [50, 50]);
    expect(metrics.fees).toBeCloseTo(0.5);
    expect(kinds).toEqual([]);
  });

  test("more than there is takes all there is, and says so", () => {
    const { values, notes, metrics } = runLedger(flat, plain(), { ...FREE, flows: [on(2, -500)] });
    expectClose(values, [100, 0, 0, 0]);
    expect(metrics.totalReturn).toBe(0);
    expect(notes).toEqual([{ kind: "withdrawals-cut", count: 1 }]);
  });

  test("flows outside the period are left out, and counted", () => {
    expect(runLedger(flat, plain(), { ...FREE, flows: [on(1, 5), on(9, 5)] }).notes).toEqual([
      { kind: "flows-left-out", count: 2 },
    ]);
  });

  test("holding buys a deposit by the weights of the start", () => {
    const { holding } = runLedger(flat, plain(), { ...FREE, flows: [on(2, 50)] });
    expectClose([...holding.equity], [100, 150, 150, 300]);
  });
});
