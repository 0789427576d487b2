/**
 * How much of a planned order is sent. Never more than was approved for its leg in total, never more than our own
 * ledger has. A sell sends what is left of its leg. A buy may spend what the sells really brought plus the cash the
 * plan itself meant to spend, counted at its limit price so that it always fits; when that falls short, all buys
 * still to come shrink by the same share. What falls below the venue's minimum is dropped with the reason.
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
  type Quantity,
  roundDownToStep,
  subtract,
  sum,
} from "@/lib/money";
import type { AssetId, Market, PlannedOrder, VenueId } from "../model";
import { filledOfLeg, ownFree } from "./balances";
import type { DropReason, Run, RunOrder } from "./run";

export type SizedOrder = { kind: "sized"; quantity: Quantity } | { kind: "dropped"; reason: DropReason };

const ZERO = "0" as Quantity;

export function marketOf(run: Pick<Run, "markets">, order: { venueId: VenueId; symbol: string }): Market | null {
  return run.markets.find((market) => market.venueId === order.venueId && market.symbol === order.symbol) ?? null;
}

/** Quote units one bought base unit may cost at most: the limit, and the fee where it comes from the quote asset. */
function unitCostMax(market: Market, limitPrice: string): string {
  return market.feeFrom === "quote" ? multiply(limitPrice, add<string>("1", market.takerFeeRate)) : limitPrice;
}

function remainingOf(run: Run, order: RunOrder): Quantity {
  const approved = run.legs.find((leg) => leg.leg === order.leg)?.quantity ?? ZERO;
  return minimum(order.plannedQuantity, maximum(ZERO, subtract(approved, filledOfLeg(run.orders, order.leg))));
}

/** Cash the plan meant to take from what was there before, beyond what its sells were expected to bring. */
function plannedOwnCash(run: Run, venueId: VenueId, quote: AssetId): Notional {
  const legs = run.legs.filter((leg) => leg.venueId === venueId && leg.quote === quote);
  const costOf = (leg: PlannedOrder) => {
    const market = marketOf(run, leg);
    return multiply<Notional>(leg.quantity, market ? unitCostMax(market, leg.limitPrice) : leg.limitPrice);
  };
  const bringsOf = (leg: PlannedOrder) => {
    const gross = multiply<Notional>(leg.quantity, leg.expectedPrice);
    return leg.feeAsset === quote ? subtract<Notional>(gross, leg.fee as string as Notional) : gross;
  };
  const buys = sum(legs.filter((leg) => leg.side === "buy").map(costOf));
  const sells = sum(legs.filter((leg) => leg.side === "sell").map(bringsOf));
  return maximum("0" as Notional, subtract(buys, sells));
}

/** Quote units the buys still to come may spend together. */
export function spendable(run: Run, venueId: VenueId, quote: AssetId): Notional {
  let brought = "0" as Notional;
  for (const order of run.orders) {
    if (order.venueId !== venueId || order.quote !== quote) continue;
    const fees = sum(order.fills.filter((fill) => fill.feeAsset === quote).map((fill) => fill.fee));
    const gross = order.side === "sell" ? order.filledQuote : subtract(ZERO, order.filledQuote);
    brought = add(brought, subtract(gross, fees) as string as Notional);
  }
  const budget = add(plannedOwnCash(run, venueId, quote), brought);
  return maximum("0" as Notional, minimum(budget, ownFree(run, venueId, quote) as string as Notional));
}

function affordable(run: Run, order: RunOrder, market: Market, remaining: Quantity): Quantity {
  const unitCost = unitCostMax(market, order.limitPrice);
  const cash = spendable(run, order.venueId, order.quote);
  const waiting = run.orders.filter(
    (other) =>
      other.side === "buy" &&
      other.state === "planned" &&
      other.venueId === order.venueId &&
      other.quote === order.quote,
  );
  const costs = waiting.map((other) => {
    const itsMarket = marketOf(run, other);
    return multiply<Notional>(
      remainingOf(run, other),
      itsMarket ? unitCostMax(itsMarket, other.limitPrice) : other.limitPrice,
    );
  });
  const wanted = sum(costs);
  if (!isLess(cash, wanted)) return remaining;
  const ownCost = multiply<Notional>(remaining, unitCost);
  return divideDown<Quantity>(multiply(cash, ownCost), multiply(wanted, unitCost));
}

export function sizeOrder(run: Run, order: RunOrder): SizedOrder {
  const dropped = (reason: DropReason): SizedOrder => ({ kind: "dropped", reason });
  const market = marketOf(run, order);
  if (!market?.isActive) return dropped({ kind: "market-closed" });
  const remaining = remainingOf(run, order);
  if (!isPositive(remaining)) return dropped({ kind: "nothing-left" });
  const most =
    order.side === "sell"
      ? minimum(remaining, ownFree(run, order.venueId, order.base))
      : minimum(remaining, affordable(run, order, market, remaining));
  const capped = market.quantityMax === null ? most : minimum(most, market.quantityMax);
  const quantity = roundDownToStep(capped, market.quantityStep);
  if (!isPositive(quantity))
    return dropped({ kind: "no-cash", asset: order.side === "sell" ? order.base : order.quote });
  const notional = multiply<Notional>(quantity, order.limitPrice);
  if (isLess(quantity, market.quantityMin) || isLess(notional, market.notionalMin))
    return dropped({ kind: "below-minimum", quantity, notional, notionalMin: market.notionalMin });
  return { kind: "sized", quantity };
}
