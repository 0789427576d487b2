/**
 * The guards between a plan and the market. All are asked, even after one has failed: an owner wants to see the whole
 * table, each figure beside its bar. A plan passes only when every guard does.
 *
 * Some bind the autopilot alone: turnover of a run and of a day, and the largest order. They say how far it may go by
 * itself; past them a plan waits for a person, whom they never hold up (`needs-person`). All others bind everyone.
 *
 * Leaving the market by the portfolio stop is held up by no size: it is sliced within them (planTrades), the day's
 * turnover is only told, and of prices and doubts those alone are judged that a leg trades by. So one coin that nobody
 * prices does not keep the others in.
 *
 * The same function judges a plan when it is made and again when it is approved (with fresh prices and a fresh count
 * of the day's turnover); `checkOrderLimits` judges each single order before it is sent. Never throws.
 */
import {
  type Approver,
  type AssetId,
  DEFAULT_LIMITS,
  type LimitCheck,
  type LimitVerdict,
  type Plan,
  type PlannedOrder,
  type Policy,
  type Snapshot,
  type TriggerReason,
  venueMessageOf,
} from "@/lib/engine/model";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { formatMoney, formatPercent, isMore, type Notional, type Price, toFloat } from "@/lib/money";
import { type GroundsOfPlan, groundsOfPlan } from "./grounds";
import { judged, judgedFor, passed } from "./limit-words";
import { checkPriceAge, checkPriceJump, checkPriceMissing, countedPrices, tradedQuotes } from "./price-limits";
import { slippageBps } from "./slippage";

export interface LimitContext {
  now: number;
  /** Two-sided turnover of the last 24 hours without this plan, as a share of the portfolio. */
  turnoverLastDay: number;
  /** Last confirmed price per asset (base currency) before this snapshot, for the jump check: never a suspect one. */
  lastPrices: Readonly<Record<AssetId, Price>>;
  /** Kill switch. */
  stopped: boolean;
  /** Who is to say yes: the autopilot where the owner lets it act, else a person. */
  approver: Approver;
  /** What called for the plan; absent: nothing that changes a limit. */
  reasons?: readonly TriggerReason[];
}

/** Float noise that must not block a plan that uses its whole allowance. */
const NOISE = 1e-9;

export function checkLimits(policy: Policy, plan: Plan, snapshot: Snapshot, context: LimitContext): LimitVerdict {
  const allocation = measureAllocation(policy, snapshot);
  const grounds = groundsOfPlan(policy, plan, snapshot, allocation, context.reasons ?? []);
  const prices = countedPrices(snapshot, allocation).filter(({ asset }) => grounds.isJudged(asset));
  const turnover = toFloat(plan.valueBase) > 0 ? toFloat(plan.tradedBase) / toFloat(plan.valueBase) : 0;
  const checks: LimitCheck[] = [
    checkTurnover(policy, turnover, context.approver),
    checkTurnoverPerDay(policy, turnover, context, grounds.isExit),
    checkOrderNotional(policy, plan, snapshot.baseCurrency, context.approver),
    checkPriceMissing(allocation.missing.filter(grounds.isJudged)),
    checkPriceAge(policy, [...prices, ...tradedQuotes(plan, snapshot)], context.now),
    checkPriceJump(policy, prices, context.lastPrices, grounds.doubts),
    checkSlippage(policy, plan),
    checkCash(policy, plan),
    checkVenues(plan, snapshot, grounds),
    checkKillSwitch(context.stopped),
  ];
  return { kind: verdictOf(checks), checks };
}

function verdictOf(checks: readonly LimitCheck[]): LimitVerdict["kind"] {
  const failed = checks.filter((check) => !check.isPassed);
  if (failed.length === 0) return "passed";
  return failed.every((check) => check.binds === "autopilot") ? "needs-person" : "blocked";
}

function checkTurnover(policy: Policy, turnover: number, approver: Approver): LimitCheck {
  const bar = policy.limits.turnoverMax;
  const [figure, limit] = [formatPercent(turnover), formatPercent(bar)];
  return judgedFor(
    approver,
    "turnover",
    turnover <= bar + NOISE,
    `${figure} of ${limit}`,
    `This run would trade ${figure} of the portfolio, and the autopilot may trade ${limit} by itself. It waits for you.`,
  );
}

function checkTurnoverPerDay(
  policy: Policy,
  turnover: number,
  { turnoverLastDay, approver }: LimitContext,
  isExit: boolean,
): LimitCheck {
  const bar = policy.limits.turnoverPerDayMax;
  const share = turnover + turnoverLastDay;
  const [figure, limit] = [formatPercent(share), formatPercent(bar)];
  if (isExit && share > bar + NOISE) {
    return {
      ...passed("turnover-per-day", `${figure} of ${limit}: leaving the market is not held up by it`),
      binds: "autopilot",
    };
  }
  return judgedFor(
    approver,
    "turnover-per-day",
    share <= bar + NOISE,
    `${figure} of ${limit}`,
    `With this run ${figure} of the portfolio would be traded within 24 hours, and the autopilot may trade ${limit} by itself. It waits for you.`,
  );
}

/** Plans are cut to it; one that was made under another limit may be past it. */
function checkOrderNotional(policy: Policy, plan: Plan, baseCurrency: AssetId, approver: Approver): LimitCheck {
  const bar = policy.limits.orderNotionalMax;
  if (bar === null) return { ...passed("order-notional", "no limit set"), binds: "autopilot" };
  const largest = plan.orders.reduce<{ symbol: string; notionalBase: Notional } | null>(
    (best, order) => (best === null || isMore(order.notionalBase, best.notionalBase) ? order : best),
    null,
  );
  if (largest === null) return { ...passed("order-notional", "no order"), binds: "autopilot" };
  const [figure, limit] = [formatMoney(largest.notionalBase), formatMoney(bar, baseCurrency)];
  return judgedFor(
    approver,
    "order-notional",
    !isMore(largest.notionalBase, bar),
    `largest ${figure} of ${limit}`,
    `The order in ${largest.symbol} is ${formatMoney(largest.notionalBase, baseCurrency)}, and the autopilot may make one of ${limit} by itself. It waits for you.`,
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

/** They answer, and what they say is there is believed. */
function checkVenues(plan: Plan, snapshot: Snapshot, { doubts }: GroundsOfPlan): LimitCheck {
  const doubt = doubts.find((each) => each.about === "balance");
  if (doubt?.about === "balance") {
    const { venue, asset, seen, believed } = doubt;
    return judged(
      "venue-health",
      false,
      `balance of ${asset} in doubt`,
      `${venue} shows ${seen} ${asset} where ${believed} was last believed. Nothing is traded on that until it is explained or you say which is so.`,
    );
  }
  const used = new Set(plan.orders.map((order) => order.venueId));
  const venues = snapshot.venues.filter((venue) => used.has(venue.venueId));
  const silent = venues.filter((venue) => venue.problem !== null);
  const names = silent
    .map((venue) => venue.name)
    .sort()
    .join(", ");
  const messages = silent.map((venue) => (venue.problem === null ? "" : venueMessageOf(venue.problem))).join(" ");
  return judged(
    "venue-health",
    silent.length === 0 && venues.length === used.size,
    silent.length > 0 ? `no usable answer from ${names}` : `${venues.length} of ${used.size} answer`,
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
