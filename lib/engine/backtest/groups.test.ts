/** Targets of several assets, worked by hand. */
import { describe, expect, test } from "vitest";
import type { Target } from "@/lib/engine/model";
import { expectClose, FREE, plain, runLedger, width } from "@/lib/testing/backtest-ledger";
import { pricesOf } from "@/lib/testing/price-tables";

describe("groups", () => {
  const table = pricesOf(`
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
    const { values, kinds, weights } = runLedger(
      table,
      plain({ targets: group(["USDC", "DAI"]), band: width(0.1) }),
      FREE,
      true,
    );
    expect(kinds).toEqual(["1 threshold"]);
    expectClose(values, [100, 200, 200]);
    expect(weights!.keys).toEqual(["BTC", "USDT", "group:Stable"]);
    expect([...weights!.columns.slice(6)]).toEqual([expect.closeTo(0.5), expect.closeTo(0.5), expect.closeTo(0.5)]);
  });

  test("a group that holds the quote asset is filled with cash, which costs nothing", () => {
    const policy = plain({ targets: group(["USDT", "USDC"]), triggers: [] });
    const { metrics, values } = runLedger(table, policy, { feeRate: 0.01 });
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
    const { weights } = runLedger(table, plain({ targets, triggers: [] }), FREE, true);
    expect(weights!.keys).toEqual(["BTC", "USDT", "group:Stable/DAI", "group:Stable/USDC"]);
    expect(weights!.columns[6]).toBeCloseTo(0.1);
  });
});
