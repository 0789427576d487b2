/**
 * The smallest order that a market and the owner both take: whole steps, no less than the market's least quantity, than
 * its least notional judged as `missedMinimum` judges it, and than the owner's least trade. Rounded up; the counterpart of
 * largest-order.
 */
import { divideUp, maximum, minimum, multiply, type Notional, type Quantity, roundUpToStep } from "@/lib/money";
import { limitPrice } from "./limit-price";
import { type Action, orderSide } from "./size-order";
import type { Route } from "./trading-capacity";

/** Base units; null where no limit price within the slippage is marketable. */
export function leastQuantity(
  route: Route,
  action: Action,
  tradeNotionalMin: Notional,
  slippageBpsMax: number,
): Quantity | null {
  const { market, quote, isInverted } = route;
  const side = orderSide(route, action);
  const limit = limitPrice(side, quote, slippageBpsMax, market.priceStep);
  if (limit === null) return null;
  const expectedPrice = side === "buy" ? quote.ask : quote.bid;
  const priceBase = multiply(expectedPrice, isInverted ? route.price : route.cashPrice);
  const byVenue = divideUp<Quantity>(market.notionalMin, minimum(limit, expectedPrice));
  const byOwner = divideUp<Quantity>(tradeNotionalMin, priceBase);
  const least = maximum(maximum(byVenue, byOwner), maximum(market.quantityMin, market.quantityStep));
  return roundUpToStep(least, market.quantityStep);
}
