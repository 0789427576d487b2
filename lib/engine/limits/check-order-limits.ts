/**
 * The guards before every single order, with the prices of that moment: kill switch, venue, price there and fresh,
 * order size, slippage against the plan and against the mid price. Between approval and the third order minutes may pass; a plan that was right
 * then may be wrong now. Same words and same table as `checkLimits`. Never throws.
 */
import {
  type AssetPrice,
  type LimitCheck,
  type LimitVerdict,
  type PlannedOrder,
  type Policy,
  type Quote,
  type VenueProblem,
  venueMessageOf,
} from "@/lib/engine/model";
import {
  formatMoney,
  isLess,
  isMore,
  isPositive,
  multiply,
  type Notional,
  type Price,
  type Quantity,
} from "@/lib/money";
import { checkKillSwitch } from "./check-limits";
import { judged, passed, seconds } from "./limit-words";
import { midOf } from "./mid-price";
import { slippageBps } from "./slippage";

/** What is known at the moment an order is about to be sent. */
export interface OrderLimitFacts {
  now: number;
  stopped: boolean;
  /** Top of book of the order's market now; null: not known. */
  quote: Quote | null;
  /** Price of the order's quote asset in the base currency; null: not known. */
  quoteAssetPrice: AssetPrice | null;
  /** What is about to be sent, at most what was planned. */
  quantity: Quantity;
  limitPrice: Price;
  venue: { name: string; problem: VenueProblem | null };
}

export function checkOrderLimits(
  policy: Pick<Policy, "limits">,
  order: PlannedOrder,
  facts: OrderLimitFacts,
): LimitVerdict {
  const checks: LimitCheck[] = [
    checkKillSwitch(facts.stopped),
    checkVenue(facts),
    checkPrice(order, facts.quote),
    checkAge(policy, order, facts),
    checkSize(policy, order, facts),
    checkSlippage(policy, order, facts),
  ];
  return { kind: checks.every((check) => check.isPassed) ? "passed" : "blocked", checks };
}

function checkVenue({ venue }: OrderLimitFacts): LimitCheck {
  return judged(
    "venue-health",
    venue.problem === null,
    venue.problem === null ? "answers" : "no answer",
    `${venue.name} does not answer. ${venue.problem === null ? "" : venueMessageOf(venue.problem)}`.trim(),
  );
}

function checkPrice(order: PlannedOrder, quote: Quote | null): LimitCheck {
  const isThere = quote !== null && isPositive(quote.bid) && isPositive(quote.ask);
  return judged("price-missing", isThere, isThere ? "there" : "missing", `No usable price for ${order.symbol} now.`);
}

function checkAge(policy: Pick<Policy, "limits">, order: PlannedOrder, { quote, now }: OrderLimitFacts): LimitCheck {
  if (quote === null) return passed("price-age", "no price to judge");
  const bar = policy.limits.priceAgeMsMax;
  const age = Math.max(now - quote.at, 0);
  return judged(
    "price-age",
    age <= bar,
    `${seconds(age)} of ${seconds(bar)}`,
    `Price of ${order.symbol} is ${seconds(age)} old, limit ${seconds(bar)}.`,
  );
}

function checkSize(policy: Pick<Policy, "limits">, order: PlannedOrder, facts: OrderLimitFacts): LimitCheck {
  if (isMore(facts.quantity, order.quantity)) {
    return judged(
      "order-notional",
      false,
      `${facts.quantity} of ${order.quantity} ${order.base}`,
      `${facts.quantity} ${order.base} is more than the ${order.quantity} that was approved.`,
    );
  }
  const bar = policy.limits.orderNotionalMax;
  if (bar === null || facts.quoteAssetPrice === null) return passed("order-notional", "no more than planned");
  const inQuote = multiply<Notional>(facts.quantity, order.expectedPrice);
  const inBase = multiply<Notional>(inQuote, facts.quoteAssetPrice.price);
  return judged(
    "order-notional",
    !isMore(inBase, bar),
    `${formatMoney(inBase)} of ${formatMoney(bar)}`,
    `The order in ${order.symbol} is ${formatMoney(inBase)}, limit ${formatMoney(bar)}.`,
  );
}

/** The limit against the planned price; then the market now against the limit, or the order would only expire. */
function checkSlippage(
  policy: Pick<Policy, "limits">,
  order: PlannedOrder,
  { quote, limitPrice }: OrderLimitFacts,
): LimitCheck {
  const bar = policy.limits.slippageBpsMax;
  const allowed = slippageBps(order.side, order.expectedPrice, limitPrice);
  if (allowed > bar + 1e-6) {
    const figure = `${allowed.toFixed(1)}\u00a0bps`;
    return judged(
      "slippage",
      false,
      `${figure} of ${bar}\u00a0bps`,
      `The limit price of ${order.symbol} is ${figure} past the planned price, limit ${bar}\u00a0bps.`,
    );
  }
  if (quote === null) return passed("slippage", "no price to judge");
  const best = order.side === "buy" ? quote.ask : quote.bid;
  const moved = slippageBps(order.side, order.expectedPrice, best);
  const figure = `${moved.toFixed(1)}\u00a0bps`;
  const check = judged(
    "slippage",
    moved <= bar + 1e-6,
    `${figure} of ${bar}\u00a0bps`,
    `${order.symbol} has moved ${figure} past the planned price, limit ${bar}\u00a0bps.`,
  );
  return check.isPassed ? (checkAgainstMid(bar, order, quote, limitPrice) ?? check) : check;
}

/** A wide spread: either the limit reaches past the bound from mid, or within the bound nobody trades. */
function checkAgainstMid(bar: number, order: PlannedOrder, quote: Quote, limitPrice: Price): LimitCheck | null {
  const best = order.side === "buy" ? quote.ask : quote.bid;
  const isReachable = order.side === "buy" ? !isLess(limitPrice, best) : !isMore(limitPrice, best);
  const past = slippageBps(order.side, midOf(quote), isReachable ? limitPrice : best);
  if (isReachable && past <= bar + 1e-6) return null;
  const figure = `${past.toFixed(1)}\u00a0bps`;
  const what = isReachable ? "limit price" : "best price";
  return judged(
    "slippage",
    false,
    `${figure} of ${bar}\u00a0bps`,
    `The ${what} of ${order.symbol} lies ${figure} past the middle of the market, limit ${bar}\u00a0bps.`,
  );
}
