/**
 * How much one order may be: the venue's own largest quantity and the owner's largest notional, less what the plan
 * already orders in that market, since a plan makes one order a market. Sizes are a constraint of the plan: a leg is
 * cut to them, what it does not raise is not spent, and the next run goes on from there.
 */
import type { Market, Quote } from "@/lib/engine/model";
import {
  divideDown,
  isLess,
  isPositive,
  minimum,
  multiply,
  type Notional,
  type Price,
  type Quantity,
  roundDownToStep,
  subtract,
} from "@/lib/money";

export interface LargestOrder {
  /** Base units, whole steps; zero when all of it is used. */
  quantity: Quantity;
  whose: "venue" | "owner";
  /** The whole of it, in the base currency. */
  notionalMax: Notional;
}

/** What of a route is needed to judge an order's size in the base currency. */
interface Sized {
  market: Market;
  quote: Quote;
  isInverted: boolean;
  price: Price;
  cashPrice: Price;
}

/**
 * Cash that is not the base currency has a price of its own, which moves before the order is sent: a margin for that.
 */
const CASH_PRICE_MARGIN = "0.995";

export function largestOrder(route: Sized, orderNotionalMax: Notional | null, ordered: Quantity): LargestOrder | null {
  const { market, quote } = route;
  const quotePrice = route.isInverted ? route.price : route.cashPrice;
  // The dearer side: bought or sold, it is no more than that.
  const unitPrice = multiply<Price>(isLess(quote.ask, quote.bid) ? quote.bid : quote.ask, quotePrice);
  const byVenue = market.quantityMax;
  const byOwner = orderNotionalMax === null ? null : unitsWithin(orderNotionalMax, unitPrice, quotePrice);
  const whole = byVenue === null ? byOwner : byOwner === null ? byVenue : minimum(byVenue, byOwner);
  if (whole === null) return null;
  const left = roundDownToStep(subtract(whole, ordered), market.quantityStep);
  return {
    quantity: isPositive(left) ? left : ("0" as Quantity),
    whose: whole === byOwner ? "owner" : "venue",
    notionalMax:
      whole === byOwner && orderNotionalMax !== null ? orderNotionalMax : multiply<Notional>(whole, unitPrice),
  };
}

function unitsWithin(notionalMax: Notional, unitPrice: Price, quotePrice: Price): Quantity {
  const usable = quotePrice === "1" ? notionalMax : multiply<Notional>(notionalMax, CASH_PRICE_MARGIN);
  return divideDown<Quantity>(usable, unitPrice, 20);
}
