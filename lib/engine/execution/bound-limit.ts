/**
 * The limit an order is sent with: the approved one, drawn in to the slippage bound from the mid price of this instant.
 * So it never lies further than the bound from plan (the approved limit sees to that) nor from mid. Rounded inward to
 * the price step: a purchase's down, a sale's up.
 *
 *   buy, approved limit 101, mid 99.50, bound 100 bps   ->  100.49   (99.50 x 1.01 = 100.495)
 */
import { maximum, minimum, type Price } from "@/lib/money";
import { midOf } from "../limits/mid-price";
import type { Market, Quote, Side } from "../model";
import { slippageBound } from "../plan/limit-price";

export function boundLimit(
  order: { side: Side; limitPrice: Price },
  market: Pick<Market, "priceStep">,
  quote: Quote,
  slippageBpsMax: number,
): Price {
  const bound = slippageBound(order.side, midOf(quote), slippageBpsMax, market.priceStep);
  return order.side === "buy" ? minimum(order.limitPrice, bound) : maximum(order.limitPrice, bound);
}
