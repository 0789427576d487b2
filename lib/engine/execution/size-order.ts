/**
 * How much of a planned order is sent, and at which limit. Never more than was approved for its leg in total, never
 * more than our own ledger has. What an order gives away may be what the plan itself meant to take from what was there
 * before, plus what earlier orders really brought, and no more: a sale that failed does not make its buys eat the
 * owner's cash. And the ledger must have enough at the limit price, fee included, so that an order always fits. Plans
 * put large purchases first, so where money falls short it is the smallest that shrinks.
 *
 *   free 1,000 · buy 10 at ask 99.90, limit 101   ->  10 at limit 100.00 (the whole quantity, a tighter limit)
 *   free   950 · buy 10 at ask 99.90, limit 101   ->  9.405 at limit 101 (less, at the approved limit)
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
  const { quantity, limitPrice } = fitToAvailableCash(run, order, market, remaining, ask);
  if (!isPositive(quantity)) return dropped({ kind: "no-cash", asset: givenAsset(order) });
  const notional = multiply<Notional>(quantity, limitPrice);
  if (isLess(quantity, market.quantityMin) || isLess(notional, market.notionalMin))
    return dropped({ kind: "below-minimum", quantity, notional, notionalMin: market.notionalMin });
  return { kind: "sized", quantity, limitPrice };
}

/** Quote units one bought base unit takes at this price, with the fee where it comes on top. */
function unitCost(market: Market, price: Price): Price {
  return market.feeFrom === "quote" ? multiply<Price>(price, add<string>("1", market.takerFeeRate)) : price;
}

/** What the plan may spend at the expected price, as long as our own ledger has enough for the limit price. */
function fitToAvailableCash(run: Run, order: RunOrder, market: Market, remaining: Quantity, ask: Price) {
  const { limitPrice, venueId } = order;
  const down = (quantity: Quantity) => roundDownToStep(quantity, market.quantityStep);
  const given = givenAsset(order);
  const budget = spendable(run, venueId, given);
  const free = ownFree(run, venueId, given);
  if (order.side === "sell") return { quantity: down(minimum(remaining, minimum(budget, free))), limitPrice };
  const expectedPrice = run.legs.find((leg) => leg.leg === order.leg)?.expectedPrice ?? limitPrice;
  const paidFor = divideDown<Quantity>(budget, unitCost(market, expectedPrice));
  const quantity = isLess(paidFor, remaining) ? down(paidFor) : remaining;
  const cost = unitCost(market, limitPrice);
  if (!isPositive(quantity) || !isLess(free, multiply(quantity, cost))) return { quantity, limitPrice };
  const affordable = divideDown<Price>(free, unitCost(market, quantity as string as Price));
  const tighter = roundDownToStep(affordable, market.priceStep);
  if (!isLess(tighter, multiply(ask, TIGHTEST_ABOVE_ASK))) return { quantity, limitPrice: tighter };
  return { quantity: down(divideDown<Quantity>(free, cost)), limitPrice };
}

export function givenAsset(order: { side: Side; base: AssetId; quote: AssetId }): AssetId {
  return order.side === "buy" ? order.quote : order.base;
}

/** Approved for the leg less what all its attempts filled. */
function remainingOf(run: Run, order: RunOrder): Quantity {
  const approved = run.legs.find((leg) => leg.leg === order.leg)?.quantity ?? ZERO;
  return minimum(order.plannedQuantity, maximum(ZERO, subtract(approved, filledOfLeg(run.orders, order.leg))));
}

/**
 * What orders may still give away of an asset at a venue, counted at expected prices: what the plan took from before,
 * plus what its orders really brought (fees off), less what they gave (fees on).
 */
export function spendable(run: Run, venueId: VenueId, asset: AssetId): Quantity {
  let [gives, brings] = [ZERO, ZERO];
  for (const leg of run.legs) {
    if (leg.venueId !== venueId) continue;
    if (givenAsset(leg) === asset) gives = add(gives, givesAt(run, leg, leg.expectedPrice));
    else if (leg.base === asset || leg.quote === asset) brings = add(brings, expectedToBring(leg, asset));
  }
  const fromBefore = maximum(ZERO, subtract(gives, brings));
  return maximum(ZERO, add(fromBefore, ownDelta(run, venueId, asset)));
}

function givesAt(run: Run, leg: PlannedOrder, price: Price): Quantity {
  if (leg.side === "sell") return leg.quantity;
  const market = marketOf(run, leg);
  return multiply<Quantity>(leg.quantity, market ? unitCost(market, price) : price);
}

function expectedToBring(leg: PlannedOrder, asset: AssetId): Quantity {
  const gross = leg.side === "buy" ? leg.quantity : multiply<Quantity>(leg.quantity, leg.expectedPrice);
  return leg.feeAsset === asset ? subtract(gross, leg.fee) : gross;
}
