/**
 * What an immediate-or-cancel order does on paper (pure): fills whole at the opposite side of the book when its limit
 * reaches that price, else expires untouched. The taker fee is taken from what the order brings in, as most exchanges
 * do. It refuses what an exchange would refuse: off-step, below the minimum, more than there is.
 */
import type { Market, OrderReport, OrderRequest, Quote } from "@/lib/engine/model";
import { add, isLess, isMore, multiply, type Notional, type Quantity, roundUpToStep, subtract } from "@/lib/money";
import { checkFilters } from "../check-filters";
import { VenueError } from "../venue";

export interface PaperOutcome {
  report: OrderReport;
  /** New quantities of the assets the order changed. */
  balances: readonly { asset: string; before: Quantity; quantity: Quantity }[];
}

/** Fees are cut to 12 decimals, in the venue's favour. */
const FEE_STEP = "0.000000000001";

export function fillOnPaper(
  order: OrderRequest,
  market: Market,
  quote: Quote,
  held: (asset: string) => Quantity,
  at: number,
): PaperOutcome {
  checkFilters(order, market);
  const isBuy = order.side === "buy";
  const spends = isBuy ? market.quote : market.base;
  const reserve = isBuy ? multiply<Quantity>(order.quantity, order.limitPrice) : order.quantity;
  const fillPrice = isBuy ? quote.ask : quote.bid;
  const crosses = isBuy ? !isLess(order.limitPrice, fillPrice) : !isMore(order.limitPrice, fillPrice);
  // An exchange reserves the limit, not the price it will get: a buy of all the cash must leave enough for its limit.
  if (isMore(reserve, held(spends)))
    throw new VenueError("insufficient-funds", `Not enough ${spends}: ${held(spends)} there, ${reserve} needed.`, {
      code: "insufficient-funds",
    });
  const base = {
    clientOrderId: order.clientOrderId,
    venueOrderId: `paper-${order.clientOrderId}`,
    symbol: order.symbol,
    side: order.side,
    quantity: order.quantity,
    at,
  };
  if (!crosses) return { report: { ...base, state: "expired", filled: "0" as Quantity, fills: [] }, balances: [] };

  const notional = multiply<Notional>(order.quantity, fillPrice);
  const spent = isBuy ? (notional as string as Quantity) : order.quantity;
  const brought = isBuy ? order.quantity : (notional as string as Quantity);
  const receives = isBuy ? market.base : market.quote;
  const fee = roundUpToStep(multiply<Quantity>(brought, market.takerFeeRate), FEE_STEP);
  const fills = [
    {
      fillId: `paper-${order.clientOrderId}-1`,
      quantity: order.quantity,
      price: fillPrice,
      fee,
      feeAsset: receives,
      at,
    },
  ];
  return {
    report: { ...base, state: "filled", filled: order.quantity, fills },
    balances: [
      { asset: spends, before: held(spends), quantity: subtract(held(spends), spent) },
      { asset: receives, before: held(receives), quantity: subtract(add(held(receives), brought), fee) },
    ],
  };
}
