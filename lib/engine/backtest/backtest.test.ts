/** Cases worked by hand, each a small ledger; and identities every backtest must keep. */
import { describe, expect, test } from "vitest";
import type { Band, Policy, PriceTable, Target } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { seededRandom } from "@/lib/testing/random";
import { backtest } from "./backtest";
import { type BacktestOptions, DEFAULT_BACKTEST_OPTIONS } from "./model";

const DAY = 86_400_000;

/** "date BTC ETH", then a row a bar. */
function prices(text: string, quote = "USDT"): PriceTable {
  const [head = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const assets = head.slice(1);
  return {
    assets,
    quote,
    times: Float64Array.from(rows, ([date = ""]) => Date.parse(`${date.length > 10 ? date : `${date}T00:00`}Z`)),
    closes: Float64Array.from(assets.flatMap((_, column) => rows.map((row) => Number(row[column + 1])))),
  };
}

const halves: Target[] = [
  { kind: "asset", asset: "BTC", weight: 0.5 },
  { kind: "asset", asset: "ETH", weight: 0.5 },
];
const plain = (change: Partial<Policy> = {}) => aPolicy({ targets: halves, cooldownMinutes: 0, ...change });
const width = (points: number): Band => ({ kind: "absolute", width: points });
const FREE: Partial<BacktestOptions> = { startValue: 100, feeRate: 0 };

function run(table: PriceTable, policy: Policy, change: Partial<BacktestOptions> = {}, isRecordingWeights = false) {
  const options = { ...DEFAULT_BACKTEST_OPTIONS, startValue: 100, ...change };
  const answer = backtest({ table, policy, options, start: null, end: null, isRecordingWeights });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  const { run: done, holding, notes } = answer.value;
  return {
    ...done,
    holding,
    notes,
    values: [...done.equity],
    kinds: done.events.map(({ bar, trigger }) => `${bar} ${trigger}`),
  };
}

const close = (values: readonly number[], wanted: readonly number[]) => {
  expect(values).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(values[at]).toBeCloseTo(value, 10);
};

describe("a ledger", () => {
  // BTC 0.5 and ETH 5 are bought for 100. BTC doubles: 100 + 50, drift 16.7 pp, sold to 75 each: BTC 0.375, ETH 7.5.
  const doubled = prices(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  200  10
    2024-01-03  200  20
  `);

  test("band 10 pp: sells the winner at the close that breaks the band", () => {
    const { values, kinds, metrics, events, holding } = run(doubled, plain({ band: width(0.1) }), FREE);
    // Then ETH doubles: BTC 75, ETH 150; 225 is brought back to 112.50 each.
    close(values, [100, 150, 225]);
    expect(kinds).toEqual(["1 threshold", "2 threshold"]);
    close([...holding.equity], [100, 150, 200]);
    // 25 sold and 25 bought of 150, then 37.50 and 37.50 of 225: each a sixth of the whole.
    expect(events.map(({ turnover }) => turnover)).toEqual([expect.closeTo(1 / 6), expect.closeTo(1 / 6)]);
    expect(metrics.turnover).toBeCloseTo(1 / 3);
    expect(events[0]!.driftBefore).toBeCloseTo(1 / 6);
    expect(events[0]!.driftAfter).toBeCloseTo(0);
  });

  test("band 20 pp: nothing breaks it, so the run is holding", () => {
    const { values, kinds, holding } = run(doubled, plain({ band: width(0.2) }), FREE);
    expect(kinds).toEqual([]);
    expect(values).toEqual([...holding.equity]);
  });

  test("half the band: stops where half of it is left", () => {
    // 66.7 % and 33.3 % go to 55 % and 45 %: BTC 82.50, ETH 67.50.
    const { values, weights } = run(doubled, plain({ band: width(0.1), destination: "half" }), FREE, true);
    close(values, [100, 150, 82.5 + 135]);
    const [btc] = weights!.columns.slice(1, 2);
    expect(btc).toBeCloseTo(0.55);
  });

  test("next close: decided from what was, traded at what is", () => {
    // At the second close 50 % each is wanted; at the third that is traded at 200 and 20: nothing is left to trade.
    const { values, kinds } = run(doubled, plain({ band: width(0.1) }), { ...FREE, executeAt: "next-close" });
    close(values, [100, 150, 200]);
    expect(kinds).toEqual([]);
  });

  test("a schedule fires on the first row of a new month, never on the first row of all", () => {
    const table = prices(`
      date        BTC  ETH
      2024-02-01  100  10
      2024-02-29  200  10
      2024-03-01  200  10
      2024-03-04  200  20
    `);
    const policy = plain({ triggers: [{ kind: "time", cron: "0 9 1 * *", timeZone: "UTC" }] });
    const { values, kinds } = run(table, policy, FREE);
    expect(kinds).toEqual(["2 time"]);
    close(values, [100, 150, 150, 225]);
  });

  test("hybrid: on the schedule, and only when something has drifted", () => {
    const table = prices(`
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
    expect(run(table, policy, FREE).kinds).toEqual(["3 hybrid"]);
  });

  test("cooldown: a broken band waits until it is over", () => {
    const table = prices(`
      date              BTC  ETH
      2024-01-01T00:00  100  10
      2024-01-01T01:00  200  10
      2024-01-01T02:00  200  20
      2024-01-01T03:00  200  20
    `);
    const kindsAfter = (cooldownMinutes: number) =>
      run(table, plain({ band: width(0.1), cooldownMinutes }), FREE).kinds;
    expect(kindsAfter(60)).toEqual(["1 threshold", "2 threshold"]);
    expect(kindsAfter(90)).toEqual(["1 threshold", "3 threshold"]);
  });
});

describe("costs", () => {
  const flat = prices(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  150  10
  `);
  const always = plain({ band: width(0) });

  test("exact: what is left is what the equation leaves", () => {
    // Start: 100 / 1.01. Then BTC +50 %: v = (74.2574, 49.5050); V' = V - 0.01 (|V'/2 - v1| + |V'/2 - v2|), and since one
    // is sold and one bought, the sum is v1 - v2 = 24.7525 whatever V' is: V' = 123.7624 - 0.2475.
    const { values, metrics } = run(flat, always, { feeRate: 0.01 });
    close(values, [100 / 1.01, 125 / 1.01 - 0.01 * (25 / 1.01)]);
    // The start's fee, and 1 % of what was sold and bought.
    expect(metrics.fees).toBeCloseTo(100 - 100 / 1.01 + 0.25 / 1.01, 10);
  });

  test("leg: a buy spends what it was given, a sale raises what is wanted", () => {
    // Start: 50 / 1.01 of each. Then v = (74.2574, 49.5050), V = 123.7624, d = 12.3762 each way: sold 12.3762 / 0.99,
    // bought 12.3762 / 1.01.
    const d = 12.5 / 1.01;
    const after = 75 / 1.01 - d / 0.99 + 50 / 1.01 + d / 1.01;
    close(run(flat, always, { feeRate: 0.01, costForm: "leg" }).values, [100 / 1.01, after]);
  });

  test("olps: half the fee on the whole movement", () => {
    // Start: 100 (1 - 0.005). Then weights 60 and 40: moved 0.2, V' = V (1 - 0.001).
    close(run(flat, always, { feeRate: 0.01, costForm: "olps" }).values, [99.5, 99.5 * 1.25 * 0.999]);
  });

  test("without a fee at the start the first purchase is whole", () => {
    close(run(flat, always, { feeRate: 0.01, initialFee: false }).values, [100, 125 - 0.01 * 25]);
  });

  test("half spread is paid like a fee and kept apart from it", () => {
    const { metrics } = run(flat, always, { feeRate: 0.003, halfSpread: 0.001, initialFee: false });
    expect(metrics.fees).toBeCloseTo(0.003 * 25);
    expect(metrics.spread).toBeCloseTo(0.001 * 25);
  });

  test("a leg under the minimum is not made", () => {
    // Each leg would be 12.50.
    expect(run(flat, always, { feeRate: 0, notionalMin: 12 }).kinds).toEqual(["1 threshold"]);
    expect(run(flat, always, { feeRate: 0, notionalMin: 13 }).kinds).toEqual([]);
    // The policy's own minimum counts as well.
    expect(run(flat, { ...always, tradeNotionalMin: notional("13") }, { feeRate: 0 }).kinds).toEqual([]);
  });

  test("steps round down, and the rest stays in cash", () => {
    // 50 buys 0.5 BTC; in steps of 0.2 it is 0.4, so 10 stays in cash. ETH has no step.
    const { weights } = run(flat, plain({ triggers: [] }), { feeRate: 0, steps: { BTC: 0.2 } }, true);
    const at = weights!.keys.indexOf("USDT") * 2;
    expect(weights!.columns[at]).toBeCloseTo(0.1);
  });

  test("the quote asset with a column moves with it and is never charged", () => {
    const table = prices(
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
    const { values, metrics } = run(table, policy, { feeRate: 0.01 });
    close(values, [left, (left / 2) * 2.1]);
    expect(metrics.fees).toBeCloseTo(100 - left);
  });
});

describe("flows", () => {
  const flat = prices(`
    date        BTC  ETH
    2024-01-01  100  10
    2024-01-02  100  10
    2024-01-03  100  10
    2024-01-04  200  20
  `);
  const on = (day: number, amount: number) => ({ at: Date.UTC(2024, 0, day, -6), amount });

  test("a deposit is no gain, a withdrawal no fall", () => {
    const { values, metrics, drawdown } = run(flat, plain({ triggers: [] }), {
      ...FREE,
      flows: [on(2, 50), on(3, -30)],
    });
    close(values, [100, 150, 120, 220]);
    // 100 in coins and 20 in cash: the last bar earns 100 on 120.
    expect(metrics.totalReturn).toBeCloseTo(220 / 120 - 1);
    expect(Math.min(...drawdown)).toBe(0);
  });

  test("a deposit alone buys what is underweight and sells nothing", () => {
    const table = prices(`
      date        BTC  ETH
      2024-01-01  100  10
      2024-01-02  140  10
      2024-01-03  140  10
    `);
    const policy = plain({ band: width(0.2), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 70, ETH 50; 30 comes in: of 150 each should be 75, so 5 goes to BTC and 25 to ETH.
    const { kinds, weights, events } = run(table, policy, { ...FREE, flows: [on(3, 30)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]).toBeCloseTo(0.5);
    expect(events[0]!.turnover).toBeCloseTo(30 / 2 / 150);
  });

  test("a deposit smaller than the gap goes to the underweight alone", () => {
    const table = prices(`
      date        BTC  ETH
      2024-01-01  100  10
      2024-01-02  200  10
      2024-01-03  200  10
    `);
    const policy = plain({ band: width(0.3), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 100, ETH 50; 10 comes in: all of it buys ETH, BTC keeps its 100.
    const { kinds, weights, values } = run(table, policy, { ...FREE, flows: [on(3, 10)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]! * values[2]!).toBeCloseTo(100);
  });

  test("a withdrawal sells what is overweight", () => {
    const table = prices(`
      date        BTC  ETH
      2024-01-01  100  10
      2024-01-02  200  10
      2024-01-03  200  10
    `);
    const policy = plain({ band: width(0.3), triggers: [{ kind: "cash-flow", shareMin: 0.05 }] });
    // BTC 100, ETH 50; 40 goes out: BTC is sold to 60, ETH keeps its 50.
    const { kinds, weights, values } = run(table, policy, { ...FREE, flows: [on(3, -40)] }, true);
    expect(kinds).toEqual(["2 cash-flow"]);
    expect(weights!.columns[2]! * values[2]!).toBeCloseTo(60);
    expect(values[2]).toBeCloseTo(110);
  });

  test("a withdrawal nobody raises is sold evenly, with its costs", () => {
    const { values, metrics, kinds } = run(flat, plain({ triggers: [] }), {
      feeRate: 0.01,
      initialFee: false,
      flows: [on(2, -49.5)],
    });
    // 50 is sold to raise 49.50.
    close(values.slice(1, 3), [50, 50]);
    expect(metrics.fees).toBeCloseTo(0.5);
    expect(kinds).toEqual([]);
  });

  test("more than there is takes all there is, and says so", () => {
    const { values, notes, metrics } = run(flat, plain(), { ...FREE, flows: [on(2, -500)] });
    close(values, [100, 0, 0, 0]);
    expect(metrics.totalReturn).toBe(0);
    expect(notes).toEqual([{ kind: "withdrawals-cut", count: 1 }]);
  });

  test("flows outside the period are left out, and counted", () => {
    expect(run(flat, plain(), { ...FREE, flows: [on(1, 5), on(9, 5)] }).notes).toEqual([
      { kind: "flows-left-out", count: 2 },
    ]);
  });

  test("holding buys a deposit by the weights of the start", () => {
    const { holding } = run(flat, plain(), { ...FREE, flows: [on(2, 50)] });
    close([...holding.equity], [100, 150, 150, 300]);
  });
});

describe("groups", () => {
  const table = prices(`
    date        BTC  USDC DAI
    2024-01-01  100  1    1
    2024-01-02  300  1    1
    2024-01-03  300  1    1
  `);
  const group = (members: string[]): Target[] => [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "group", name: "Stable", weight: 0.5, mode: "fungible", members },
  ];

  test("a fungible group is bought equally when none is held, and then in its mix", () => {
    const { values, kinds, weights } = run(
      table,
      plain({ targets: group(["USDC", "DAI"]), band: width(0.1) }),
      FREE,
      true,
    );
    expect(kinds).toEqual(["1 threshold"]);
    close(values, [100, 200, 200]);
    expect(weights!.keys).toEqual(["BTC", "USDT", "group:Stable"]);
    expect([...weights!.columns.slice(6)]).toEqual([expect.closeTo(0.5), expect.closeTo(0.5), expect.closeTo(0.5)]);
  });

  test("a group that holds the quote asset is filled with cash, which costs nothing", () => {
    const policy = plain({ targets: group(["USDT", "USDC"]), triggers: [] });
    const { metrics, values } = run(table, policy, { feeRate: 0.01 });
    // Only the BTC leg pays: V' = 100 - 0.01 V'/2.
    expect(values[0]).toBeCloseTo(100 / 1.005);
    expect(metrics.fees).toBeCloseTo(100 - 100 / 1.005);
  });

  test("a weighted group has a position per member", () => {
    const targets: Target[] = [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      {
        kind: "group",
        name: "Stable",
        weight: 0.5,
        mode: "weighted",
        members: [
          { asset: "USDC", weight: 0.8 },
          { asset: "DAI", weight: 0.2 },
        ],
      },
    ];
    const { weights } = run(table, plain({ targets, triggers: [] }), FREE, true);
    expect(weights!.keys).toEqual(["BTC", "USDT", "group:Stable/DAI", "group:Stable/USDC"]);
    expect(weights!.columns[6]).toBeCloseTo(0.1);
  });
});

describe("identities", () => {
  const random = seededRandom(7);
  const names = ["ADA", "BTC", "DOT", "ETH"];
  const bars = 400;
  const walk = () => {
    let price = 50 + random.next() * 100;
    return Array.from({ length: bars }, () => {
      price *= Math.exp((random.next() - 0.5) * 0.1);
      return price;
    });
  };
  const columns = names.map(walk);
  const times = Float64Array.from({ length: bars }, (_, bar) => Date.UTC(2022, 0, 1) + bar * DAY);
  const tableOf = (order: readonly number[], scale = 1): PriceTable => ({
    assets: order.map((place) => names[place]!),
    quote: "USDT",
    times,
    closes: Float64Array.from(order.flatMap((place) => columns[place]!.map((price) => price * scale))),
  });
  const table = tableOf([0, 1, 2, 3]);
  const targets: Target[] = names.map((asset, place) => ({
    kind: "asset",
    asset,
    weight: [0.4, 0.3, 0.2, 0.1][place]!,
  }));
  const banded = plain({ targets, band: width(0.02), destination: "half" });

  test("no trades and no fees is holding", () => {
    const { values, holding, metrics } = run(table, plain({ targets, triggers: [] }), FREE);
    expect(values).toEqual([...holding.equity]);
    expect(metrics).toEqual(holding.metrics);
    expect(metrics.finalValue).toBeCloseTo(
      targets.reduce(
        (sum, { weight }, place) => sum + (100 * weight * columns[place]!.at(-1)!) / columns[place]![0]!,
        0,
      ),
      9,
    );
  });

  test("a zero band at every bar is the product of weighted price relatives", () => {
    const { metrics } = run(table, plain({ targets, band: width(0) }), FREE);
    let product = 100;
    for (let bar = 1; bar < bars; bar += 1) {
      product *= targets.reduce(
        (sum, { weight }, place) => sum + (weight * columns[place]![bar]!) / columns[place]![bar - 1]!,
        0,
      );
    }
    expect(metrics.finalValue / product).toBeCloseTo(1, 11);
    expect(metrics.trackingError).toBeLessThan(1e-9);
  });

  test("scaling all prices changes nothing but rounding", () => {
    const left = run(table, banded);
    const right = run(tableOf([0, 1, 2, 3], 1024), banded);
    expect(right.metrics).toEqual(left.metrics);
    expect(run(tableOf([0, 1, 2, 3], 0.37), banded).metrics.finalValue / left.metrics.finalValue).toBeCloseTo(1, 12);
  });

  test("permuting columns changes nothing, not even the last bit", () => {
    const left = run(table, banded, { costForm: "leg" });
    const shuffled = run(tableOf([2, 0, 3, 1]), { ...banded, targets: [...targets].reverse() }, { costForm: "leg" });
    expect(shuffled.metrics).toEqual(left.metrics);
    expect(shuffled.values).toEqual(left.values);
  });

  test("the value after each trade is what went in less what it cost", () => {
    const { events, values, metrics } = run(table, banded, { halfSpread: 0.0005 });
    expect(events.length).toBeGreaterThan(10);
    expect(events.reduce((sum, { fees }) => sum + fees, 0)).toBeLessThan(metrics.fees);
    expect(values.every((value) => value > 0)).toBe(true);
  });
});

describe("figures", () => {
  test("a return, its falls and its years", () => {
    const table = prices(`
      date        BTC
      2023-12-29  100
      2023-12-30  120
      2023-12-31  90
      2024-01-01  99
      2024-01-02  130
      2024-01-03  117
    `);
    const targets: Target[] = [{ kind: "asset", asset: "BTC", weight: 1 }];
    const { metrics, drawdown } = run(table, plain({ targets }), FREE);
    expect(metrics.totalReturn).toBeCloseTo(0.17);
    expect(metrics.cagr).toBeCloseTo(1.17 ** (365 / 5) - 1);
    close([...drawdown], [0, 0, -0.25, 99 / 120 - 1, 0, -0.1]);
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
    const still = prices("date BTC\n2024-01-01 5\n2024-01-02 5\n2024-01-03 5");
    const { metrics } = run(still, plain({ targets: [{ kind: "asset", asset: "BTC", weight: 1 }] }), FREE);
    expect(metrics).toMatchObject({ sharpe: null, sortino: null, volatility: 0, maxDrawdown: 0, maxDrawdownDays: 0 });
  });
});
