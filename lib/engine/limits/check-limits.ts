/**
 * The guards between a plan and the market. All are asked, even after one has failed: an owner wants to see the whole
 * table, each figure beside its bar. A plan passes only when every guard does.
 *
 * The same function judges a plan when it is made and again when it is approved (with fresh prices and a fresh count
 * of the day's turnover); `checkOrderLimits` judges each single order before it is sent. Never throws.
 */
import {
  type AssetId,
  DEFAULT_LIMITS,
  type LimitCheck,
  type LimitVerdict,
  type Plan,
  type PlannedOrder,
  type Policy,
  type Snapshot,
} from "@/lib/engine/model";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { formatMoney, formatPercent, isMore, type Notional, type Price, toFloat } from "@/lib/money";
import { judged, passed } from "./limit-words";
import { checkPriceAge, checkPriceJump, checkPriceMissing, countedPrices, tradedQuotes } from "./price-limits";
import { slippageBps } from "./slippage";

export interface LimitContext {
  now: number;
  /** Two-sided turnover of the last 24 hours without this plan, as a share of the portfolio. */
  turnoverLastDay: number;
  /** Last known price per asset (base currency) before this snapshot, for the jump check. */
  lastPrices: Readonly<Record<AssetId, Price>>;
  /** Kill switch. */
  stopped: boolean;
}

/** Float noise that must not block a plan that uses its whole allowance. */
const NOISE = 1e-9;

export function checkLimits(policy: Policy, plan: Plan, snapshot: Snapshot, context: LimitContext): LimitVerdict {
  const allocation = measureAllocation(policy, snapshot);
  const prices = countedPrices(snapshot, allocation);
  const turnover = toFloat(plan.valueBase) > 0 ? toFloat(plan.tradedBase) / toFloat(plan.valueBase) : 0;
  const checks: LimitCheck[] = [
    checkTurnover(policy, turnover),
    checkTurnoverPerDay(policy, turnover, context.turnoverLastDay),
    checkOrderNotional(policy, plan, snapshot.baseCurrency),
    checkPriceMissing(allocation),
    checkPriceAge(policy, [...prices, ...tradedQuotes(plan, snapshot)], context.now),
    checkPriceJump(policy, prices, context.lastPrices),
    checkSlippage(policy, plan),
    checkCash(policy, plan),
    checkVenues(plan, snapshot),
    checkKillSwitch(context.stopped),
  ];
  return { kind: checks.every((check) => check.isPassed) ? "passed" : "blocked", checks };
}

function checkTurnover(policy: Policy, turnover: number): LimitCheck {
  const bar = policy.limits.turnoverMax;
  const [figure, limit] = [formatPercent(turnover), formatPercent(bar)];
  return judged(
    "turnover",
    turnover <= bar + NOISE,
    `${figure} of ${limit}`,
    `This run would trade ${figure} of the portfolio, limit ${limit}.`,
  );
}

function checkTurnoverPerDay(policy: Policy, turnover: number, lastDay: number): LimitCheck {
  const bar = policy.limits.turnoverPerDayMax;
  const [figure, limit] = [formatPercent(turnover + lastDay), formatPercent(bar)];
  return judged(
    "turnover-per-day",
    turnover + lastDay <= bar + NOISE,
    `${figure} of ${limit}`,
    `With this run ${figure} of the portfolio would be traded within 24 hours, limit ${limit}.`,
  );
}

function checkOrderNotional(policy: Policy, plan: Plan, baseCurrency: AssetId): LimitCheck {
  const bar = policy.limits.orderNotionalMax;
  if (bar === null) return passed("order-notional", "no limit set");
  const largest = plan.orders.reduce<{ symbol: string; notionalBase: Notional } | null>(
    (best, order) => (best === null || isMore(order.notionalBase, best.notionalBase) ? order : best),
    null,
  );
  if (largest === null) return passed("order-notional", "no order");
  const [figure, limit] = [formatMoney(largest.notionalBase), formatMoney(bar, baseCurrency)];
  return judged(
    "order-notional",
    !isMore(largest.notionalBase, bar),
    `largest ${figure} of ${limit}`,
    `The order in ${largest.symbol} is ${formatMoney(largest.notionalBase, baseCurrency)}, limit ${limit}.`,
  );
}

/** From the plan, by the limit price; and from the middle of the book, which a lying or an empty one is far from. */
function checkSlippage(policy: Policy, plan: Plan): LimitCheck {
  const bar = policy.limits.slippageBpsMax;
  // A limit tighter than usual is a wish for a good price, not a complaint about a usual book.
  const spreadBar = Math.max(bar, DEFAULT_LIMITS.slippageBpsMax);
  const wide = plan.orders.find((order) => halfSpreadBps(order) > spreadBar);
  if (wide !== undefined) {
    const figure = `${halfSpreadBps(wide).toFixed(1)}\u00a0bps`;
    return judged(
      "slippage",
      false,
      `${figure} of ${spreadBar}\u00a0bps`,
      `Bid and ask of ${wide.symbol} lie so far apart that the order would cost ${figure} against their middle, limit ${spreadBar}\u00a0bps.`,
    );
  }
  const worst = plan.orders.reduce<{ symbol: string; bps: number } | null>((found, order) => {
    const bps = slippageBps(order.side, order.expectedPrice, order.limitPrice);
    return found === null || bps > found.bps ? { symbol: order.symbol, bps } : found;
  }, null);
  if (worst === null) return passed("slippage", "no order");
  // A price step coarser than the slippage makes the best price itself the limit: no slippage at all.
  const figure = `${worst.bps.toFixed(1)}\u00a0bps`;
  return judged(
    "slippage",
    worst.bps <= bar + 1e-6,
    `at most ${figure} of ${bar}\u00a0bps`,
    `The limit price of ${worst.symbol} allows ${figure} of slippage, limit ${bar}\u00a0bps.`,
  );
}

function halfSpreadBps(order: PlannedOrder): number {
  const notional = toFloat(order.notionalBase);
  return notional > 0 ? (toFloat(order.spreadBase) / notional) * 10_000 : 0;
}

/** Cash after the plan, as a share: the row that holds the quote asset alone, or its group. */
function checkCash(policy: Policy, plan: Plan): LimitCheck {
  const bar = policy.limits.cashMin;
  const row = plan.after.find((each) => each.members.includes(policy.quoteAsset));
  const share = row?.goal ?? 0;
  const [figure, limit] = [formatPercent(share), formatPercent(bar)];
  return judged(
    "cash-min",
    share + NOISE >= bar || plan.orders.length === 0,
    `${figure}, at least ${limit}`,
    `${figure} would be left in ${row?.name ?? policy.quoteAsset}, at least ${limit} must stay.`,
  );
}

function checkVenues(plan: Plan, snapshot: Snapshot): LimitCheck {
  const used = new Set(plan.orders.map((order) => order.venueId));
  const venues = snapshot.venues.filter((venue) => used.has(venue.venueId));
  const silent = venues.filter((venue) => venue.problem !== null);
  const names = silent
    .map((venue) => venue.name)
    .sort()
    .join(", ");
  const messages = silent.map((venue) => venue.problem?.message ?? "").join(" ");
  return judged(
    "venue-health",
    silent.length === 0 && venues.length === used.size,
    silent.length > 0 ? `no answer from ${names}` : `${venues.length} of ${used.size} answer`,
    silent.length > 0
      ? `${names} does not answer. ${messages}`.trim()
      : "A venue of this plan is not part of the portfolio any more.",
  );
}

export function checkKillSwitch(stopped: boolean): LimitCheck {
  return judged(
    "kill-switch",
    !stopped,
    stopped ? "on" : "off",
    "All trading is stopped. Nothing is sent until you resume it.",
  );
}
