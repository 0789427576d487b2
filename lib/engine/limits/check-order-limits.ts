/**
 * The limits before every single order, with the prices of that instant: kill switch, venue, price there and fresh,
 * order size, slippage against the plan and against the mid price. Between approval and the third order minutes may pass;
 * a plan that was right then may be wrong now. Findings of the same kinds as those of `checkLimits`. Never throws.
 */
import {
  type AssetPrice,
  type LimitCheck,
  type LimitVerdict,
  type OrderLimitKind,
  type PlannedOrder,
  type Policy,
  type Quote,
  type SlippageOf,
  type VenueProblem,
  venueMessageOf,
} from "@/lib/engine/model";
import { isLess, isMore, isPositive, multiply, type Notional, type Price, type Quantity } from "@/lib/money";
import { checkKillSwitch } from "./check-limits";
import { judged, passed } from "./limit-checks";
import { midOf } from "./mid-price";
import { slippageBps } from "./slippage";

const NOISE_BPS = 1e-6;

/** What is known when an order is about to be sent. */
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
  const byLimit: Record<OrderLimitKind, LimitCheck> = {
    "kill-switch": checkKillSwitch(facts.stopped),
    "venue-health": checkVenue(facts),
    "price-missing": checkPrice(order, facts.quote),
    "price-age": checkAge(policy, order, facts),
    "order-notional": checkSize(policy, order, facts),
    slippage: checkSlippage(policy, order, facts),
  };
  const checks = Object.values(byLimit);
  return { kind: checks.every((check) => check.isPassed) ? "passed" : "blocked", checks };
}

function checkVenue({ venue: { name, problem } }: OrderLimitFacts): LimitCheck {
  const silent = problem === null ? null : { name, message: venueMessageOf(problem) };
  return judged("venue-health", silent === null, { kind: "venue-of-order", silent });
}

function checkPrice({ symbol }: PlannedOrder, quote: Quote | null): LimitCheck {
  const isThere = quote !== null && isPositive(quote.bid) && isPositive(quote.ask);
  return judged("price-missing", isThere, { kind: "price-of-order", symbol });
}

function checkAge(policy: Pick<Policy, "limits">, order: PlannedOrder, { quote, now }: OrderLimitFacts): LimitCheck {
  if (quote === null) return passed("price-age", "no-price");
  const { priceAgeMsMax: ageMsMax } = policy.limits;
  const ageMs = Math.max(now - quote.at, 0);
  const finding = { kind: "price-age", of: order.symbol, ageMs, ageMsMax, isOldest: false } as const;
  return judged("price-age", ageMs <= ageMsMax, finding);
}

function checkSize(policy: Pick<Policy, "limits">, order: PlannedOrder, facts: OrderLimitFacts): LimitCheck {
  const { symbol, base, quantity: approved } = order;
  if (isMore(facts.quantity, approved)) {
    const { quantity } = facts;
    return judged("order-notional", false, { kind: "more-than-approved", base, quantity, approved });
  }
  const { orderNotionalMax: notionalMax } = policy.limits;
  if (notionalMax === null || facts.quoteAssetPrice === null) return passed("order-notional", "as-planned");
  const inQuote = multiply<Notional>(facts.quantity, order.expectedPrice);
  const notional = multiply<Notional>(inQuote, facts.quoteAssetPrice.price);
  const finding = { kind: "order-size", symbol, notional, notionalMax } as const;
  return judged("order-notional", !isMore(notional, notionalMax), finding);
}

/** The limit against the planned price; then the market now against the limit, or the order would only expire. */
function checkSlippage(
  policy: Pick<Policy, "limits">,
  { symbol, side, expectedPrice }: PlannedOrder,
  { quote, limitPrice }: OrderLimitFacts,
): LimitCheck {
  const { slippageBpsMax: bpsMax } = policy.limits;
  const found = (of: SlippageOf, bps: number): LimitCheck =>
    judged("slippage", bps <= bpsMax + NOISE_BPS, { kind: "slippage", of, symbol, bps, bpsMax });
  const allowed = found("limit-from-plan", slippageBps(side, expectedPrice, limitPrice));
  if (!allowed.isPassed) return allowed;
  if (quote === null) return passed("slippage", "no-price");
  const best = side === "buy" ? quote.ask : quote.bid;
  const moved = found("market-from-plan", slippageBps(side, expectedPrice, best));
  if (!moved.isPassed) return moved;
  // A wide spread: either the limit reaches past the bound from mid, or within the bound nobody trades.
  const isReachable = side === "buy" ? !isLess(limitPrice, best) : !isMore(limitPrice, best);
  const past = slippageBps(side, midOf(quote), isReachable ? limitPrice : best);
  const byMiddle = found(isReachable ? "limit-from-middle" : "market-from-middle", past);
  return isReachable && byMiddle.isPassed ? moved : { ...byMiddle, isPassed: false };
}
