import { describe, expect, test } from "vitest";
import { quantity } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { runTable } from "@/lib/testing/run-table";
import { contradictsFills, hasMoved } from "./contradicts-fills";
import { findOverfill } from "./find-overfill";
import type { OpeningBalance } from "./run";

const now = (held: Record<string, string>): OpeningBalance[] =>
  Object.entries(held).map(([asset, total]) => ({
    venueId: "v1",
    asset,
    total: quantity(total),
    free: quantity(total),
  }));

const SOLD = runTable(`
  holds BTC 1 ETH 3 USDT 100
  sell  BTC 0.5 @ 50000 limit 49500   filled 0.5 @ 50000
`);

describe("balances against what we filled", () => {
  const cases: readonly (readonly [string, Record<string, string>, string[]])[] = [
    ["know the sale", { BTC: "0.5", ETH: "3", USDT: "25100" }, []],
    ["do not know it yet", { BTC: "1", ETH: "3", USDT: "100" }, ["BTC", "USDT"]],
    ["know half of it", { BTC: "0.5", ETH: "3", USDT: "100" }, ["USDT"]],
    ["forgot the asset", { ETH: "3", USDT: "25100" }, ["BTC"]],
    ["are off by a rounded fee", { BTC: "0.5", ETH: "3", USDT: "25100.00000001" }, []],
    ["changed in what we did not trade", { BTC: "0.5", ETH: "1", USDT: "25100" }, []],
  ];
  test.each(cases)("%s", (_name, held, contradicted) => {
    const found = contradictsFills(SOLD, now(held));
    expect(found.map((each) => each.asset)).toEqual(contradicted);
    for (const each of found) expect(each.since).toBe(NOON);
  });

  test("a venue that shows fewer places is not contradicted by the rest", () => {
    const rounded = now({ BTC: "0.5", ETH: "3", USDT: "25100.004" });
    expect(contradictsFills(SOLD, rounded)).toHaveLength(1);
    expect(contradictsFills(SOLD, rounded, quantity("0.01"))).toEqual([]);
  });

  test("fees in a third coin count", () => {
    const [order] = SOLD.orders;
    const fills = order!.fills.map((fill) => ({ ...fill, fee: quantity("0.02"), feeAsset: "BNB" }));
    const paid = { ...SOLD, opening: [...SOLD.opening, ...now({ BNB: "1" })], orders: [{ ...order!, fills }] };
    const held = { BTC: "0.5", USDT: "25100" };
    expect(contradictsFills(paid, now({ ...held, BNB: "0.98" }))).toEqual([]);
    expect(contradictsFills(paid, now({ ...held, BNB: "1" }))).toMatchObject([{ asset: "BNB", ledger: "0.98" }]);
  });
});

describe("an order nobody finds", () => {
  const lost = runTable("holds BTC 1 USDT 100\nsell BTC 0.5 @ 50000 limit 49500");
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["filled", "0.5", true],
    ["filled in part", "0.97", true],
    ["filled, and more was sold by hand", "0.1", true],
    ["left no trace", "1", false],
    ["left less than half a step", "0.999996", false],
    ["a deposit came instead", "1.2", true],
  ];
  test.each(cases)("%s: BTC %s", (_name, btc, moved) => {
    expect(hasMoved(lost, lost.orders[0]!, now({ BTC: btc, USDT: "100" }))).toBe(moved);
  });
});

describe("an overfill is judged by leg", () => {
  const twice = (first: string, second: string) => {
    const run = runTable(`holds BTC 2\nsell BTC 0.5 @ 50000 limit 49500   filled ${first} @ 50000`);
    const [order] = run.orders;
    return { ...run, orders: [order!, { ...order!, id: "0.1", attempt: 1, filled: quantity(second) }] };
  };
  test("two attempts that each filled no more than they sent", () => {
    expect(findOverfill(twice("0.5", "0.5"))).toEqual({
      kind: "overfilled",
      symbol: "BTC/USDT",
      filled: "1",
      approved: "0.5",
    });
  });
  test.each([
    ["0.2", "0.3"],
    ["0.2", "0.30001"],
    ["0", "0.5"],
  ])("%s and %s are within a step", (first, second) => {
    expect(findOverfill(twice(first, second))).toBeNull();
  });
});
