/** Identities every backtest must keep. */
import { describe, expect, test } from "vitest";
import { DAY_MS, type PriceTable, type Target } from "@/lib/engine/model";
import { FREE, plain, runLedger, width } from "@/lib/testing/backtest-ledger";
import { seededRandom } from "@/lib/testing/random";

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
  const times = Float64Array.from({ length: bars }, (_, bar) => Date.UTC(2022, 0, 1) + bar * DAY_MS);
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
    const { values, holding, metrics } = runLedger(table, plain({ targets, triggers: [] }), FREE);
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
    const { metrics } = runLedger(table, plain({ targets, band: width(0) }), FREE);
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
    const left = runLedger(table, banded);
    const right = runLedger(tableOf([0, 1, 2, 3], 1024), banded);
    expect(right.metrics).toEqual(left.metrics);
    expect(runLedger(tableOf([0, 1, 2, 3], 0.37), banded).metrics.finalValue / left.metrics.finalValue).toBeCloseTo(
      1,
      12,
    );
  });

  test("permuting columns changes nothing, not even the last bit", () => {
    const left = runLedger(table, banded, { costForm: "leg" });
    const shuffled = runLedger(
      tableOf([2, 0, 3, 1]),
      { ...banded, targets: [...targets].reverse() },
      { costForm: "leg" },
    );
    expect(shuffled.metrics).toEqual(left.metrics);
    expect(shuffled.values).toEqual(left.values);
  });

  test("the value after each trade is what went in less what it cost", () => {
    const { events, values, metrics } = runLedger(table, banded, { halfSpread: 0.0005 });
    expect(events.length).toBeGreaterThan(10);
    expect(events.reduce((sum, { fees }) => sum + fees, 0)).toBeLessThan(metrics.fees);
    expect(values.every((value) => value > 0)).toBe(true);
  });
});
