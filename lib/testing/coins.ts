/** Three coins at one exchange with a market each, at prices that stand still: what simulated runs trade. */
import type { Market, PlannedOrder, Quote, Side } from "@/lib/engine/model";
import { multiply, type Notional, type Price, type Quantity, type Rate } from "@/lib/money";

export const PRICES = { BTC: "60000", ETH: "3000", SOL: "150" } as const;
export const STEPS = { BTC: "0.00001", ETH: "0.0001", SOL: "0.01" } as const;
export type Coin = keyof typeof PRICES;
export const COINS: readonly Coin[] = ["BTC", "ETH", "SOL"];

export function coinMarket(base: Coin, feeFrom: Market["feeFrom"]): Market {
  return {
    venueId: "v",
    symbol: `${base}/USDT`,
    base,
    quote: "USDT",
    quantityStep: STEPS[base] as Quantity,
    priceStep: "0.01" as Price,
    quantityMin: STEPS[base] as Quantity,
    quantityMax: null,
    notionalMin: "5" as Notional,
    takerFeeRate: "0.001" as Rate,
    makerFeeRate: "0.001" as Rate,
    feeFrom,
    isActive: true,
  };
}

export function coinQuote(base: Coin): Quote {
  const mid = Number(PRICES[base]);
  return {
    symbol: `${base}/USDT`,
    bid: String(mid * 0.999) as Price,
    ask: String(mid * 1.001) as Price,
    last: PRICES[base] as Price,
    at: 0,
  };
}

/** Expected at the best price, with a limit about a percent past it. */
export function coinLeg(place: number, base: Coin, side: Side, quantity: Quantity): PlannedOrder {
  const mid = Number(PRICES[base]);
  const expectedPrice = String(side === "buy" ? mid * 1.001 : mid * 0.999) as Price;
  const limitPrice = String(side === "buy" ? mid * 1.01 : mid * 0.99) as Price;
  const notional = multiply<Notional>(quantity, expectedPrice);
  return {
    leg: place,
    venueId: "v",
    symbol: `${base}/USDT`,
    base,
    quote: "USDT",
    side,
    quantity,
    expectedPrice,
    limitPrice,
    notional,
    notionalBase: notional,
    fee: "0" as Quantity,
    feeAsset: side === "buy" ? base : "USDT",
    feeBase: "0" as Notional,
    spreadBase: "0" as Notional,
    reason: { kind: "untargeted" },
  };
}
