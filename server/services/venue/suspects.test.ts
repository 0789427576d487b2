import { expect, test } from "vitest";
import type { Balance } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { countAsConfirmed, labelOfSuspect, NO_SUSPECTS, type VenueSuspects } from "./suspects";

const held = (asset: string, total: string, venueCode?: string): Balance => ({
  asset,
  total: total as Quantity,
  free: total as Quantity,
  ...(venueCode ? { venueCode } : {}),
});
const doubting = (asset: string, seen: string, counted: string): VenueSuspects => ({
  ...NO_SUSPECTS,
  balances: new Map([[asset, { seen: seen as Quantity, counted: counted as Quantity }]]),
});
const totals = (balances: readonly Balance[]) =>
  balances.map(({ asset, total, venueCode }) => `${venueCode ?? asset} ${total}`);

test.each<[string, readonly Balance[], VenueSuspects, string[]]>([
  ["nothing suspect", [held("BTC", "1")], NO_SUSPECTS, ["BTC 1"]],
  ["halved", [held("BTC", "0.5"), held("ETH", "10")], doubting("BTC", "0.5", "1"), ["BTC 1", "ETH 10"]],
  ["vanished", [held("ETH", "10")], doubting("BTC", "0", "1"), ["ETH 10", "BTC 1"]],
  ["grown", [held("BTC", "10")], doubting("BTC", "10", "1"), ["BTC 1"]],
  ["back since the last check", [held("BTC", "1")], doubting("BTC", "0.5", "1"), ["BTC 1"]],
  ["free gone, some earns", [held("BTC", "0.4", "LDBTC")], doubting("BTC", "0.4", "1"), ["LDBTC 0.4", "BTC 0.6"]],
])("what is suspect is counted as last confirmed: %s", (_, balances, suspects, counted) => {
  expect(totals(countAsConfirmed(balances, suspects))).toEqual(counted);
});

test("the label says what the venue shows", () => {
  const price = (seen: string, counted: string | null): VenueSuspects => ({
    ...NO_SUSPECTS,
    prices: new Map([["BTC", { seen: seen as Price, counted: counted as Price | null }]]),
  });
  expect(labelOfSuspect("BTC", NO_SUSPECTS)).toBeNull();
  expect(labelOfSuspect("ETH", price("5000", "50000"))).toBeNull();
  expect(labelOfSuspect("BTC", price("5000", "50000"))).toBe("Suspect: shown at 5,000.00, counted as last confirmed");
  expect(labelOfSuspect("BTC", price("0", "50000"))).toBe("Suspect: shown without a price, counted as last confirmed");
  expect(labelOfSuspect("BTC", price("5000", null))).toBe("Suspect: shown at 5,000.00, no value was ever confirmed");
  expect(labelOfSuspect("BTC", doubting("BTC", "0", "1"))).toBe("Suspect: shown 0, counted as last confirmed");
});
