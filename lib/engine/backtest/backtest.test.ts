/** Cases worked by hand, each a small ledger, and the figures they come to. */
import { describe, expect, test } from "vitest";
import type { Target } from "@/lib/engine/model";
import { expectClose, FREE, plain, runLedger, width } from "@/lib/testing/backtest-ledger";
import { pricesOf } from "@/lib/testing/price-tables";

describe("a ledger", () => {
  // BTC 0.5 and ETH 5 are bought for 100. BTC doubles: 100 + 50, drift 16.7 pp, sold to 75 each: BTC 0.375, ETH 7.5.
  const doubled = pricesOf(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  200  10
    2024-01-03  200  20
  `);

  test("band 10 pp: sells the winner at the close that breaks the band", () => {
    const { values, kinds, metrics, events, holding } = runLedger(doubled, plain({ band: width(0.1) }), FREE);
    // Then ETH doubles: BTC 75, ETH 150; 225 is brought back to 112.50 each.
    expectClose(values, [100, 150, 225]);
    expect(kinds).toEqual(["1 threshold", "2 threshold"]);
    expectClose([...holding.equity], [100, 150, 200]);
    // 25 sold and 25 bought of 150, then 37.50 and 37.50 of 225: each a sixth of the whole.
    expect(events.map(({ turnover }) => turnover)).toEqual([expect.closeTo(1 / 6), expect.closeTo(1 / 6)]);
    expect(metrics.turnover).toBeCloseTo(1 / 3);
    expect(events[0]!.driftBefore).toBeCloseTo(1 / 6);
    expect(events[0]!.driftAfter).toBeCloseTo(0);
  });

  test("band 20 pp: nothing breaks it, so the run is holding", () => {
    const { values, kinds, holding } = runLedger(doubled, plain({ band: width(0.2) }), FREE);
    expect(kinds).toEqual([]);
    expect(values).toEqual([...holding.equity]);
  });

  test("half the band: stops where half of it is left", () => {
    // 66.7 % and 33.3 % go to 55 % and 45 %: BTC 82.50, ETH 67.50.
    const { values, weights } = runLedger(doubled, plain({ band: width(0.1), destination: "half" }), FREE, true);
    expectClose(values, [100, 150, 82.5 + 135]);
    const [btc] = weights!.columns.slice(1, 2);
    expect(btc).toBeCloseTo(0.55);
  });

  test("next close: decided from what was, traded at what is", () => {
    // At the second close 50 % each is wanted; at the third that is traded at 200 and 20: nothing is left to trade.
    const { values, kinds } = runLedger(doubled, plain({ band: width(0.1) }), { ...FREE, executeAt: "next-close" });
    expectClose(values, [100, 150, 200]);
    expect(kinds).toEqual([]);
  });

  test("a schedule fires on the first row of a new month, never on the first row of all", () => {
    const table = pricesOf(`
      date        BTC  ETH
      2024-02-01  100  10
      2024-02-29  200  10
      2024-03-01  200  10
      2024-03-04  200  20
    `);
    const policy = plain({ triggers: [{ kind: "time", cron: "0 9 1 * *", timeZone: "UTC" }] });
    const { values, kinds } = runLedger(table, policy, FREE);
    expect(kinds).toEqual(["2 time"]);
    expectClose(values, [100, 150, 150, 225]);
  });

  test("hybrid: on the schedule, and only when something has drifted", () => {
    const table = pricesOf(`
      date        BTC  ETH
      2024-01-31  100  10
      2024-02-01  104  10
      2024-02-29  200  10
      2024-03-01  200  10
    `);
    const policy = plain({
      band: width(0.2),
      triggers: [{ kind: "hybrid", cron: "0 0 1 * *", timeZone: "UTC", driftMin: 0.05 }],
    });
    // 1 February: 0.98 pp. 29 February: 16.7 pp but not due. 1 March: both.
    expect(runLedger(table, policy, FREE).kinds).toEqual(["3 hybrid"]);
  });

  test("cooldown: a broken band waits until it is over", () => {
    const table = pricesOf(`
      date              BTC  ETH
      2024-01-01T00:00  100  10
      2024-01-01T01:00  200  10
      2024-01-01T02:00  200  20
      2024-01-01T03:00  200  20
    `);
    const kindsAfter = (cooldownMinutes: number) =>
      runLedger(table, plain({ band: width(0.1), cooldownMinutes }), FREE).kinds;
    expect(kindsAfter(60)).toEqual(["1 threshold", "2 threshold"]);
    expect(kindsAfter(90)).toEqual(["1 threshold", "3 threshold"]);
  });
});

describe("figures", () => {
  test("a return, its falls and its years", () => {
    const table = pricesOf(`
      date        BTC
      2023-12-29  100
      2023-12-30  120
      2023-12-31  90
      2024-01-01  99
      2024-01-02  130
      2024-01-03  117
    `);
    const targets: Target[] = [{ kind: "asset", asset: "BTC", weight: 1 }];
    const { metrics, drawdown } = runLedger(table, plain({ targets }), FREE);
    expect(metrics.totalReturn).toBeCloseTo(0.17);
    expect(metrics.cagr).toBeCloseTo(1.17 ** (365 / 5) - 1);
    expectClose([...drawdown], [0, 0, -0.25, 99 / 120 - 1, 0, -0.1]);
    expect(metrics.maxDrawdown).toBeCloseTo(-0.25);
    // From the 30th to the 2nd, regained there.
    expect(metrics.maxDrawdownDays).toBe(3);
    const returns = [0.2, -0.25, 0.1, 130 / 99 - 1, -0.1];
    const mean = returns.reduce((sum, each) => sum + each, 0) / 5;
    const deviation = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 5);
    const downside = Math.sqrt((0.25 ** 2 + 0.1 ** 2) / 5);
    expect(metrics.volatility).toBeCloseTo(deviation * Math.sqrt(365));
    expect(metrics.sharpe).toBeCloseTo((mean / deviation) * Math.sqrt(365));
    expect(metrics.sortino).toBeCloseTo((mean / downside) * Math.sqrt(365));
    expect(metrics.years).toEqual([
      { year: 2023, return: expect.closeTo(-0.1), maxDrawdown: expect.closeTo(-0.25) },
      { year: 2024, return: expect.closeTo(0.3), maxDrawdown: expect.closeTo(-0.1) },
    ]);
    expect(metrics.weightMax).toEqual({ key: "BTC", weight: 1 });
  });

  test("what never moves has no Sharpe", () => {
    const still = pricesOf("date BTC\n2024-01-01 5\n2024-01-02 5\n2024-01-03 5");
    const { metrics } = runLedger(still, plain({ targets: [{ kind: "asset", asset: "BTC", weight: 1 }] }), FREE);
    expect(metrics).toMatchObject({ sharpe: null, sortino: null, volatility: 0, maxDrawdown: 0, maxDrawdownDays: 0 });
  });
});
