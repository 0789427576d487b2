/**
 * The limits between a plan and the market. All are checked, even after one has failed: an owner wants to see the whole
 * table, each figure beside its bound. A plan passes only when every limit does.
 *
 * Some bind the autopilot alone: turnover of a run and of a day, and the largest order. They say how far it may go by
 * itself; past them a plan waits for a person, whom they never hold up (`needs-person`). All others bind everyone.
 *
 * Leaving the market by the portfolio stop is held up by no size: it is sliced within them (planTrades), the day's
 * turnover is only shown, and of prices and suspect facts those alone are judged that a leg trades by. So one coin that
 * nobody prices does not keep the others in.
 *
 * The same function judges a plan when it is made and again when it is approved (with fresh prices and a fresh count
 * of the day's turnover); `checkOrderLimits` judges each single order before it is sent. Never throws.
 */
import {
  type Approver,
  type AssetId,
  DEFAULT_LIMITS,
  type LimitCheck,
  type LimitKind,
  type LimitVerdict,
  type Plan,
  type PlannedOrder,
  type Policy,
  type Snapshot,
  type TriggerReason,
  venueMessageOf,
} from "@/lib/engine/model";
import { type Allocation, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { isMore, type Notional, type Price, toFloat } from "@/lib/money";
import { type GroundsOfPlan, groundsOfPlan } from "./grounds";
import { judged, judgedFor, passed } from "./limit-checks";
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
  /** The snapshot as measured against this policy, where the caller has measured it already. */
  allocation?: Allocation;
}

/** Float noise that must not block a plan that uses its whole allowance. */
const NOISE = 1e-9;

export function checkLimits(policy: Policy, plan: Plan, snapshot: Snapshot, context: LimitContext): LimitVerdict {
  const { allocation = measureAllocation(policy, snapshot) } = context;
  const grounds = groundsOfPlan(policy, plan, snapshot, allocation, context.reasons ?? []);
  const prices = countedPrices(snapshot, allocation).filter(({ asset }) => grounds.isJudged(asset));
  const turnover = toFloat(plan.valueBase) > 0 ? toFloat(plan.tradedBase) / toFloat(plan.valueBase) : 0;
  // By limit, so that one without a check does not compile; shown in this order.
  const byLimit: Record<LimitKind, LimitCheck> = {
    turnover: checkTurnover(policy, turnover, context.approver),
    "turnover-per-day": checkTurnoverPerDay(policy, turnover, context, grounds.isExit),
    "order-notional": checkOrderNotional(policy, plan, snapshot.baseCurrency, context.approver),
    "price-missing": checkPriceMissing(allocation.missing.filter(grounds.isJudged)),
    "price-age": checkPriceAge(policy, [...prices, ...tradedQuotes(plan, snapshot)], context.now),
    "price-jump": checkPriceJump(policy, prices, context.lastPrices, grounds.suspects),
    slippage: checkSlippage(policy, plan),
    "cash-min": checkCash(policy, plan),
    "venue-health": checkVenues(plan, snapshot, grounds),
    "kill-switch": checkKillSwitch(context.stopped),
  };
  const checks = Object.values(byLimit);
  return { kind: verdictOf(checks), checks };
}

function verdictOf(checks: readonly LimitCheck[]): LimitVerdict["kind"] {
  const failed = checks.filter((check) => !check.isPassed);
  if (failed.length === 0) return "passed";
  return failed.every((check) => check.binds === "autopilot") ? "needs-person" : "blocked";
}

function checkTurnover(policy: Policy, turnover: number, approver: Approver): LimitCheck {
  const { turnoverMax: shareMax } = policy.limits;
  return judgedFor(approver, "turnover", turnover <= shareMax + NOISE, { kind: "turnover", share: turnover, shareMax });
}

function checkTurnoverPerDay(
  policy: Policy,
  turnover: number,
  { turnoverLastDay, approver }: LimitContext,
  isExit: boolean,
): LimitCheck {
  const { turnoverPerDayMax: shareMax } = policy.limits;
  const share = turnover + turnoverLastDay;
  const finding = { kind: "turnover", share, shareMax } as const;
  const isWithin = share <= shareMax + NOISE;
  if (isExit && !isWithin) return { ...judged("turnover-per-day", true, finding), binds: "autopilot", leftTo: "exit" };
  return judgedFor(approver, "turnover-per-day", isWithin, finding);
}

/** Plans are cut to it; one that was made under another limit may be past it. */
function checkOrderNotional(policy: Policy, plan: Plan, baseCurrency: AssetId, approver: Approver): LimitCheck {
  const { orderNotionalMax: notionalMax } = policy.limits;
  if (notionalMax === null) return { ...passed("order-notional", "no-limit"), binds: "autopilot" };
  const largest = plan.orders.reduce<{ symbol: string; notionalBase: Notional } | null>(
    (best, order) => (best === null || isMore(order.notionalBase, best.notionalBase) ? order : best),
    null,
  );
  if (largest === null) return { ...passed("order-notional", "no-order"), binds: "autopilot" };
  const { symbol, notionalBase: notional } = largest;
  return judgedFor(approver, "order-notional", !isMore(notional, notionalMax), {
    kind: "largest-order",
    symbol,
    notional,
    notionalMax,
    unit: baseCurrency,
  });
}

/** From the plan, by the limit price; and from the middle of the book, which a lying or an empty one is far from. */
function checkSlippage(policy: Policy, plan: Plan): LimitCheck {
  const threshold = policy.limits.slippageBpsMax;
  // A limit tighter than usual seeks a good price, and does not complain about a usual book.
  const spreadThreshold = Math.max(threshold, DEFAULT_LIMITS.slippageBpsMax);
  const wide = plan.orders.find((order) => halfSpreadBps(order) > spreadThreshold);
  if (wide !== undefined) {
    const { symbol } = wide;
    return judged("slippage", false, { kind: "spread", symbol, bps: halfSpreadBps(wide), bpsMax: spreadThreshold });
  }
  const worst = plan.orders.reduce<{ symbol: string; bps: number } | null>((found, order) => {
    const bps = slippageBps(order.side, order.expectedPrice, order.limitPrice);
    return found === null || bps > found.bps ? { symbol: order.symbol, bps } : found;
  }, null);
  if (worst === null) return passed("slippage", "no-order");
  // A price step coarser than the slippage makes the best price itself the limit: no slippage at all.
  return judged("slippage", worst.bps <= threshold + 1e-6, {
    kind: "slippage",
    of: "plan",
    ...worst,
    bpsMax: threshold,
    expectedBps: Math.max(...plan.orders.map(halfSpreadBps)),
  });
}

function halfSpreadBps(order: PlannedOrder): number {
  const notional = toFloat(order.notionalBase);
  return notional > 0 ? (toFloat(order.spreadBase) / notional) * 10_000 : 0;
}

/** Cash after the plan, as a share: the row that holds the quote asset alone, or its group. */
function checkCash(policy: Policy, plan: Plan): LimitCheck {
  const { cashMin: shareMin } = policy.limits;
  const row = plan.after.find((each) => each.members.includes(policy.quoteAsset));
  const share = row?.postTrade ?? 0;
  const name = row?.name ?? policy.quoteAsset;
  const isPassed = share + NOISE >= shareMin || plan.orders.length === 0;
  return judged("cash-min", isPassed, { kind: "cash", name, share, shareMin });
}

/** They answer, and the balances they show are confirmed. */
function checkVenues(plan: Plan, snapshot: Snapshot, { suspects }: GroundsOfPlan): LimitCheck {
  const suspicion = suspects.find((each) => each.about === "balance");
  if (suspicion?.about === "balance") {
    const { venue, asset, seen, counted: confirmed } = suspicion;
    return judged("venue-health", false, { kind: "balance-suspect", venue, asset, seen, confirmed });
  }
  const used = new Set(plan.orders.map((order) => order.venueId));
  const venues = snapshot.venues.filter((venue) => used.has(venue.venueId));
  const silent = venues.flatMap(({ name, problem }) =>
    problem === null ? [] : [{ name, message: venueMessageOf(problem) }],
  );
  return judged("venue-health", silent.length === 0 && venues.length === used.size, {
    kind: "venues",
    silent,
    answering: venues.length,
    asked: used.size,
  });
}

export function checkKillSwitch(stopped: boolean): LimitCheck {
  return judged("kill-switch", !stopped, { kind: "kill-switch", isOn: stopped });
}
