/** What every venue refuses before it counts money (pure): no quantity, off the steps, below or above the bounds. */
import type { Market, OrderRequest } from "@/lib/engine/model";
import { compare, isDecimal, isLess, isMore, isPositive, multiply, roundDownToStep } from "@/lib/money";
import { VenueError } from "./venue";

/** Throws VenueError when the market's filters refuse the order. */
export function checkFilters(order: OrderRequest, market: Market): void {
  const refuse = (message: string, code: string): never => {
    throw new VenueError("rejected", message, { code });
  };
  if (!isDecimal(order.quantity) || !isDecimal(order.limitPrice))
    refuse("Quantity and price must be decimal numbers.", "not-a-number");
  if (!isPositive(order.quantity)) refuse("The quantity must be more than zero.", "quantity");
  if (!isPositive(order.limitPrice)) refuse("The limit price must be more than zero.", "price");
  if (compare(roundDownToStep(order.quantity, market.quantityStep), order.quantity) !== 0)
    refuse(`${market.symbol} takes quantities in steps of ${market.quantityStep}.`, "quantity-step");
  if (compare(roundDownToStep(order.limitPrice, market.priceStep), order.limitPrice) !== 0)
    refuse(`${market.symbol} takes prices in steps of ${market.priceStep}.`, "price-step");
  if (isLess(order.quantity, market.quantityMin))
    refuse(`${market.symbol} takes no less than ${market.quantityMin} ${market.base}.`, "quantity-min");
  if (market.quantityMax !== null && isMore(order.quantity, market.quantityMax))
    refuse(`${market.symbol} takes no more than ${market.quantityMax} ${market.base}.`, "quantity-max");
  if (isLess(multiply(order.quantity, order.limitPrice), market.notionalMin))
    refuse(`${market.symbol} takes no order below ${market.notionalMin} ${market.quote}.`, "notional-min");
}
