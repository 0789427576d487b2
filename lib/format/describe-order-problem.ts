/**
 * Why an order ended short, where the venue gave only a code. Venues have hundreds of them; these are the ends an
 * immediate-or-cancel order meets in practice. What is not listed is shown as the venue wrote it.
 */
const KNOWN: Readonly<Record<string, string>> = {
  // Binance, `expiryReason`
  INSUFFICIENT_LIQUIDITY: "At its limit price nobody was there to trade with",
  EXECUTION_RULE_PRICE_RANGE_EXCEEDED: "Its price lay outside the range the venue allows",
  UNFILLED_IOC_QUANTITY_EXPIRED: "At its limit price nobody was there to trade with",
  UNFILLED_FOK_ORDER_EXPIRED: "At its limit price there was not enough to fill it whole",
  EXCHANGE_CANCELED: "The venue cancelled it",
  // Bybit, `rejectReason`
  EC_NoImmediateQtyToFill: "At its limit price nobody was there to trade with",
  EC_NoEnoughQtyToFill: "At its limit price there was not enough to fill it whole",
  EC_PostOnlyWillTakeLiquidity: "It would have traded at once, which its kind forbids",
  EC_CancelForNoFullFill: "At its limit price there was not enough to fill it whole",
  EC_PerCancelRequest: "It was cancelled on request",
};

/** A sentence's body without its full stop; anything unknown comes back as it is, without one. */
export function describeOrderProblem(problem: string): string {
  const code = problem.trim().replace(/\.$/, "");
  return Object.hasOwn(KNOWN, code) ? (KNOWN[code] ?? code) : code;
}
