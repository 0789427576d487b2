/** A planned order on BASE/USDT that costs nothing: what a test is about stands in its figures. */
import type { PlannedOrder, Side } from "@/lib/engine/model";
import { multiply, type Notional, notional, price, quantity } from "@/lib/money";

export function aPlannedOrder(
  leg: number,
  side: Side,
  base: string,
  size: string,
  expected: string,
  limit = expected,
): PlannedOrder {
  const value = multiply<Notional>(size, expected);
  return {
    leg,
    venueId: "v1",
    symbol: `${base}/USDT`,
    base,
    quote: "USDT",
    side,
    quantity: quantity(size),
    expectedPrice: price(expected),
    limitPrice: price(limit),
    notional: value,
    notionalBase: value,
    fee: quantity("0"),
    feeAsset: side === "buy" ? base : "USDT",
    feeBase: notional("0"),
    spreadBase: notional("0"),
    reason: { kind: "untargeted" },
  };
}
