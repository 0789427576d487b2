/**
 * From a wanted value to an exact order: quantity rounded down to the market's step, expected price, limit price, fee.
 *
 * Floats say how much is wanted; from there on everything is exact. A quantity is never more than what is free or can
 * be paid: a raise (asset -> cash) spends at most `available` of the asset, a spend (cash -> asset) at most `available`
 * cash, its fee included where the venue takes it on top; and never more than one order may be.
 */
import type { PlannedOrder, Side } from "@/lib/engine/model";
import {
  absolute,
  add,
  divideDown,
  isLess,
  isMore,
  minimum,
  multiply,
  type Notional,
  type Price,
  type Quantity,
  roundDownToStep,
  roundUpToStep,
  subtract,
  toFloat,
} from "@/lib/money";
import { limitPrice } from "./limit-price";
import type { Route } from "./trading-capacity";

export type OrderDraft = Omit<PlannedOrder, "leg" | "reason">;

/** "raise" turns the asset into cash, "spend" turns cash into the asset. */
export type Action = "raise" | "spend";

/** Digits kept in expected fees and base-currency figures. */
const FEE_STEP = "0.00000001";
/** Float noise: a wanted quantity this close under a step or the whole holding means that step or the whole. */
const NOISE = 1e-9;

export function orderSide(route: Route, action: Action): Side {
  return (action === "raise") !== route.isInverted ? "sell" : "buy";
}

/** The order's quantity in the market's base units before rounding. */
export function wantedQuantity(route: Route, action: Action, value: number): number {
  const units = value / route.priceFloat;
  const fee = toFloat(route.market.takerFeeRate);
  const { bid, ask } = route.quote;
  const kept = route.market.feeFrom === "received" ? 1 - fee : 1;
  if (!route.isInverted) return action === "raise" ? units : units / kept;
  const onTop = route.market.feeFrom === "quote" ? 1 + fee : 1;
  return action === "raise" ? units / (toFloat(ask) * onTop) : units / (toFloat(bid) * (1 - fee));
}

/** Value that orders of this plan may still move here; Infinity where nothing limits it. */
export function largestValue(route: Route, action: Action): number {
  return route.largest === null ? Number.POSITIVE_INFINITY : orderValue(route, action, route.largest.quantity);
}

/** What an order of this many base units moves: wantedQuantity the other way round. */
export function orderValue(route: Route, action: Action, quantity: Quantity): number {
  const unitsPerValue = wantedQuantity(route, action, 1);
  return unitsPerValue > 0 ? toFloat(quantity) / unitsPerValue : 0;
}

/** null when nothing is left after rounding. `available` is in units of what the order gives away. */
export function sizeOrder(
  route: Route,
  action: Action,
  value: number,
  available: Quantity,
  slippageBpsMax: number,
): OrderDraft | null {
  const { market, quote } = route;
  const side = orderSide(route, action);
  const expectedPrice = side === "buy" ? quote.ask : quote.bid;
  const wanted = wantedQuantity(route, action, value);
  const paid = affordable(side, available, expectedPrice, route);
  const most = route.largest === null ? paid : minimum(paid, route.largest.quantity);
  let quantity = roundDownToStep(exactly(wanted * (1 + NOISE)), market.quantityStep);
  if (isMore(quantity, most) || wanted >= toFloat(most) * (1 - NOISE)) {
    quantity = roundDownToStep(most, market.quantityStep);
  }
  return isMore(quantity, "0") ? draftOrder(route, action, quantity, slippageBpsMax) : null;
}

/** The order for a quantity that is a multiple of the step; null where no limit price within the slippage is marketable. */
export function draftOrder(
  route: Route,
  action: Action,
  quantity: Quantity,
  slippageBpsMax: number,
): OrderDraft | null {
  const { market, quote } = route;
  const side = orderSide(route, action);
  const expectedPrice = side === "buy" ? quote.ask : quote.bid;
  const limit = limitPrice(side, quote, slippageBpsMax, market.priceStep);
  if (limit === null) return null;
  const notional = multiply<Notional>(quantity, expectedPrice);
  const [feeAsset, feeWhole] =
    side === "buy" && market.feeFrom === "received" ? [market.base, quantity] : [market.quote, notional];
  const fee = roundUpToStep(multiply<Quantity>(feeWhole, market.takerFeeRate), FEE_STEP);
  // In the base currency: what the market's quote, and the asset the fee is taken from, are worth.
  const quotePrice = route.isInverted ? route.price : route.cashPrice;
  const feePrice = feeAsset === route.asset ? route.price : route.cashPrice;
  const halfSpread = absolute(multiply<Price>(subtract(quote.ask, quote.bid), "0.5"));
  return {
    venueId: market.venueId,
    symbol: market.symbol,
    base: market.base,
    quote: market.quote,
    side,
    quantity,
    expectedPrice,
    limitPrice: limit,
    notional,
    notionalBase: roundDownToStep(multiply<Notional>(notional, quotePrice), FEE_STEP),
    fee,
    feeAsset,
    feeBase: roundUpToStep(multiply<Notional>(fee, feePrice), FEE_STEP),
    spreadBase: roundUpToStep(multiply<Notional>(multiply(quantity, halfSpread), quotePrice), FEE_STEP),
  };
}

/** Exact units: of the asset that is given, and of the one that is received. */
export interface Exchange {
  gives: Quantity;
  receives: Quantity;
}

/** What the order takes and brings, expected, its fee included. */
export function expectedExchange(order: OrderDraft): Exchange {
  const notional = order.notional as string as Quantity;
  const [gross, brought] = order.side === "buy" ? [notional, order.quantity] : [order.quantity, notional];
  const givenAsset = order.side === "buy" ? order.quote : order.base;
  return order.feeAsset === givenAsset
    ? { gives: add(gross, order.fee), receives: brought }
    : { gives: gross, receives: subtract(brought, order.fee) };
}

/** Whether the venue and the owner take an order of this size; else the minimum it misses. */
export function missedMinimum(
  order: OrderDraft,
  route: Route,
  tradeNotionalMin: Notional,
): { kind: "venue" | "policy"; notionalMin: Notional } | null {
  const { market } = route;
  // Venues judge a limit order by its own limit price, which is the lower one for a sell.
  const judged = multiply<Notional>(order.quantity, minimum(order.limitPrice, order.expectedPrice));
  if (isLess(judged, market.notionalMin)) return { kind: "venue", notionalMin: market.notionalMin };
  if (isLess(order.quantity, market.quantityMin)) {
    return { kind: "venue", notionalMin: multiply<Notional>(market.quantityMin, order.expectedPrice) };
  }
  if (isLess(order.notionalBase, tradeNotionalMin)) return { kind: "policy", notionalMin: tradeNotionalMin };
  return null;
}

/** Most base units that `available` of the given asset pays for. */
function affordable(side: Side, available: Quantity, expected: Price, route: Route): Quantity {
  if (side === "sell") return available;
  const { market } = route;
  // The fee is rounded up by at most one FEE_STEP, which is kept back.
  if (market.feeFrom !== "quote") return divideDown<Quantity>(available, expected, 20);
  const spendable = subtract(available, FEE_STEP as Quantity);
  return isMore(spendable, "0")
    ? divideDown<Quantity>(spendable, multiply(expected, add("1", market.takerFeeRate as string)), 20)
    : ("0" as Quantity);
}

function exactly(value: number): Quantity {
  return value.toFixed(16) as Quantity;
}
