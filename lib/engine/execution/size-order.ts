/**
 * How much of a planned order is sent, and at which limit. Never more than was approved for its leg in total, never
 * more than our own ledger has. What an order gives away may be what the plan itself meant to take from what was there
 * before, plus what earlier orders really brought, and no more: a sale that failed does not make its buys eat the
 * owner's cash. It is counted at the limit price, fee included, so that it always fits. Plans put large purchases
 * first, so where money falls short it is the smallest that shrinks.
 *
 *   cash 1,000 · buy 10 at ask 99.90, limit 101   ->  10 at limit 100.00 (the whole quantity, a tighter limit)
 *   cash   950 · buy 10 at ask 99.90, limit 101   ->  9.405 at limit 101 (less, at the approved limit)
 */
import {
  add,
  divideDown,
  isLess,
  isPositive,
  maximum,
  minimum,
  multiply,
  type Notional,
  type Price,
  type Quantity,
  roundDownToStep,
  subtract,
} from "@/lib/money";
import type { AssetId, Market, PlannedOrder, Side, VenueId } from "../model";
import { filledOfLeg, ownDelta, ownFree } from "./balances";
import type { DropReason, Run, RunOrder } from "./run";

export type SizedOrder =
  | { kind: "sized"; quantity: Quantity; limitPrice: Price }
  | { kind: "dropped"; reason: DropReason };

const ZERO = "0" as Quantity;
/** A limit is tightened only while it stays this far above the ask; closer, one tick would leave the order unfilled. */
const TIGHTEST_ABOVE_ASK = "1.0005";

export function marketOf(run: Pick<Run, "markets">, order: { venueId: VenueId; symbol: string }): Market | null {
  return run.markets.find((market) => market.venueId === order.venueId && market.symbol === order.symbol) ?? null;
}

/** `ask` is the market's best one now. */
export function sizeOrder(run: Run, order: RunOrder, ask: Price): SizedOrder {
  const dropped = (reason: DropReason): SizedOrder => ({ kind: "dropped", reason });
  const market = marketOf(run, order);
  if (!market?.isActive) return dropped({ kind: "market-closed" });
  const left = remainingOf(run, order);
  if (!isPositive(left)) return dropped({ kind: "nothing-left" });
  const remaining = roundDownToStep(market.quantityMax ? minimum(left, market.quantityMax) : left, market.quantityStep);
  const given = givenAsset(order);
  const { quantity, limitPrice } = fit(order, market, remaining, spendable(run, order.venueId, given), ask);
  if (!isPositive(quantity)) return dropped({ kind: "no-cash", asset: given });
  const notional = multiply<Notional>(quantity, limitPrice);
  if (isLess(quantity, market.quantityMin) || isLess(notional, market.notionalMin))
    return dropped({ kind: "below-minimum", quantity, notional, notionalMin: market.notionalMin });
  return { kind: "sized", quantity, limitPrice };
}

function fit(order: RunOrder, market: Market, remaining: Quantity, most: Quantity, ask: Price) {
  const { limitPrice } = order;
  const down = (quantity: Quantity) => roundDownToStep(quantity, market.quantityStep);
  if (order.side === "sell") return { quantity: down(minimum(remaining, most)), limitPrice };
  const feeFactor = market.feeFrom === "quote" ? add<string>("1", market.takerFeeRate) : "1";
  const unitCost = multiply<Price>(limitPrice, feeFactor);
  if (!isLess(most, multiply(remaining, unitCost))) return { quantity: remaining, limitPrice };
  const affordable = divideDown<Price>(most, multiply(remaining, feeFactor));
  const tighter = roundDownToStep(affordable, market.priceStep);
  if (!isLess(tighter, multiply(ask, TIGHTEST_ABOVE_ASK))) return { quantity: remaining, limitPrice: tighter };
  return { quantity: down(minimum(remaining, divideDown<Quantity>(most, unitCost))), limitPrice };
}

export function givenAsset(order: { side: Side; base: AssetId; quote: AssetId }): AssetId {
  return order.side === "buy" ? order.quote : order.base;
}

/** Approved for the leg less what all its attempts filled. */
function remainingOf(run: Run, order: RunOrder): Quantity {
  const approved = run.legs.find((leg) => leg.leg === order.leg)?.quantity ?? ZERO;
  return minimum(order.plannedQuantity, maximum(ZERO, subtract(approved, filledOfLeg(run.orders, order.leg))));
}

/** What orders may still give away of an asset at a venue. */
export function spendable(run: Run, venueId: VenueId, asset: AssetId): Quantity {
  const budget = add(plannedFromBefore(run, venueId, asset), ownDelta(run, venueId, asset));
  return maximum(ZERO, minimum(budget, ownFree(run, venueId, asset)));
}

/** Of what was there before, the plan meant to take this much: all it gives (at limits) less all it expects to bring. */
function plannedFromBefore(run: Run, venueId: VenueId, asset: AssetId): Quantity {
  let net = ZERO;
  for (const leg of run.legs) {
    if (leg.venueId !== venueId) continue;
    if (givenAsset(leg) === asset) net = add(net, givesAtMost(run, leg));
    else if (leg.base === asset || leg.quote === asset) net = subtract(net, brings(leg, asset));
  }
  return maximum(ZERO, net);
}

function givesAtMost(run: Run, leg: PlannedOrder): Quantity {
  if (leg.side === "sell") return leg.quantity;
  const market = marketOf(run, leg);
  const feeFactor = market?.feeFrom === "quote" ? add<string>("1", market.takerFeeRate) : "1";
  return multiply<Quantity>(multiply(leg.quantity, leg.limitPrice), feeFactor);
}

function brings(leg: PlannedOrder, asset: AssetId): Quantity {
  const gross = leg.side === "buy" ? leg.quantity : multiply<Quantity>(leg.quantity, leg.expectedPrice);
  return leg.feeAsset === asset ? subtract(gross, leg.fee) : gross;
}
