/**
 * Whether a plan is still what would be planned now (pure): the last check before money moves. It is made twice.
 *
 * First of the holdings alone: what is held and free now, at the prices and weights the plan was made from, must give
 * the same legs, each within its rounding step and the owner's price tolerance as a share of its size. A sale by hand, a
 * deposit or a withdrawal shows here, whatever prices do. Then of the world as it is: no leg may have turned, come or
 * gone, and none may have changed by more than its step and what a price move within the tolerance does to the whole
 * position it brings back (a tenth of a per cent of Bitcoin at half a portfolio moves a small leg by much more).
 *
 * Besides: an open order of somebody else's that was not there, a portfolio stop that turned, and a limit that says no.
 */

import type {
  AssetId,
  Market,
  Plan,
  PlanChange,
  PlannedOrder,
  Policy,
  Side,
  Snapshot,
  TriggerReason,
} from "@/lib/engine/model";
import { type PlanOptions, planTrades } from "@/lib/engine/plan/plan-trades";
import { toFloat } from "@/lib/money";

export interface ApprovedPlan {
  plan: Plan;
  /** The snapshot it was made from. */
  snapshot: Snapshot;
  reasons: readonly TriggerReason[];
  leftOut: readonly { asset: AssetId; side: Side }[];
}

/** null: it is. `isOurs` knows our own orders by their ids; `fresh` is the plan of now, where the caller has made it. */
export function findPlanChange(
  policy: Policy,
  approved: ApprovedPlan,
  now: Snapshot,
  isOurs: (clientOrderId: string | null) => boolean,
  fresh: Plan = planTrades(policy, now, { reasons: approved.reasons, leftOut: approved.leftOut }),
): PlanChange | null {
  const { plan, reasons, leftOut } = approved;
  const options: PlanOptions = { reasons, leftOut };
  const share = policy.priceToleranceBps / 10_000;
  const markets = now.venues.flatMap((venue) => venue.markets);
  return (
    stopTurned(reasons, now) ??
    foreignOrder(approved, now, isOurs) ??
    compareLegs(
      plan,
      planTrades(policy, atPricesOf(approved.snapshot, now), options),
      markets,
      (leg) => share * sizeOf(leg),
    ) ??
    compareLegs(plan, fresh, markets, (leg) => share * (sizeOf(leg) + positionOf(leg, plan)))
  );
}

/** Today's holdings, markets and open orders, at the prices, quotes and weights of then. */
function atPricesOf(then: Snapshot, now: Snapshot): Snapshot {
  const known = new Set(then.prices.map((price) => price.asset));
  return {
    ...now,
    prices: [...then.prices, ...now.prices.filter((price) => !known.has(price.asset))],
    venues: now.venues.map((venue) => {
      const quotes = then.venues.find((each) => each.venueId === venue.venueId)?.quotes ?? [];
      const quoted = new Set(quotes.map((quote) => quote.symbol));
      return { ...venue, quotes: [...quotes, ...venue.quotes.filter((quote) => !quoted.has(quote.symbol))] };
    }),
    ...(then.resolved === undefined ? {} : { resolved: then.resolved }),
  };
}

const keyOf = (leg: PlannedOrder) => `${leg.venueId} ${leg.symbol}`;
const sizeOf = (leg: PlannedOrder) => toFloat(leg.notionalBase);
const named = ({ side, base }: PlannedOrder) => ({ side, base });

/**
 * Through what a price move reaches a leg of t V - p q: its own position, and its share of the whole, base currency. All
 * prices by 1 % the worst way round change it by at most 1 % of this.
 */
function positionOf(leg: PlannedOrder, plan: Plan): number {
  const row = plan.after.find((each) => each.members.includes(leg.base));
  return row === undefined ? 0 : (row.weight + Math.max(row.postTrade, row.target)) * toFloat(plan.valueBase);
}

/** `toleranceOf`: by how much a leg may differ beside its rounding, in the base currency. */
function compareLegs(
  approved: Plan,
  fresh: Plan,
  markets: readonly Market[],
  toleranceOf: (leg: PlannedOrder) => number,
): PlanChange | null {
  if (fresh.orders.length === 0) return { kind: "nothing-left" };
  const freshLegs = new Map(fresh.orders.map((leg) => [keyOf(leg), leg]));
  const approvedLegs = new Map(approved.orders.map((leg) => [keyOf(leg), leg]));
  for (const leg of approved.orders) {
    const other = freshLegs.get(keyOf(leg));
    if (other !== undefined && other.side !== leg.side) return { kind: "leg-turned", ...named(other) };
    const quantity = toFloat(leg.quantity);
    const difference = Math.abs(quantity - (other === undefined ? 0 : toFloat(other.quantity)));
    const tolerance = (toleranceOf(leg) / sizeOf(leg)) * quantity;
    if (difference <= (stepOf(leg, markets) + tolerance) * (1 + NOISE)) continue;
    if (other === undefined) return { kind: "leg-gone", ...named(leg) };
    return { kind: "leg-resized", ...named(leg), approved: leg.quantity, now: other.quantity };
  }
  for (const leg of fresh.orders) {
    if (approvedLegs.has(keyOf(leg))) continue;
    const step = (stepOf(leg, markets) / toFloat(leg.quantity)) * sizeOf(leg);
    if (sizeOf(leg) > (step + toleranceOf(leg)) * (1 + NOISE)) return { kind: "leg-new", ...named(leg) };
  }
  return null;
}

const NOISE = 1e-9;

function stepOf(leg: PlannedOrder, markets: readonly Market[]): number {
  const market = markets.find((each) => each.venueId === leg.venueId && each.symbol === leg.symbol);
  return market === undefined ? 0 : toFloat(market.quantityStep);
}

function foreignOrder(
  { plan, snapshot }: ApprovedPlan,
  now: Snapshot,
  isOurs: (clientOrderId: string | null) => boolean,
): PlanChange | null {
  const venues = new Set(plan.orders.map((leg) => leg.venueId));
  const known = new Set(snapshot.openOrders.map((order) => `${order.venueId} ${order.venueOrderId}`));
  const foreign = now.openOrders.find(
    (order) =>
      venues.has(order.venueId) && !known.has(`${order.venueId} ${order.venueOrderId}`) && !isOurs(order.clientOrderId),
  );
  return foreign === undefined ? null : { kind: "foreign-order", symbol: foreign.symbol };
}

/** Out of the market and back are known by the stop's own state, not by the drift. */
function stopTurned(reasons: readonly TriggerReason[], { resolved }: Snapshot): PlanChange | null {
  const isOut = resolved?.ok === true && resolved.resolved.stop?.phase === "stopped";
  const isLeaving = reasons.some((reason) => reason.kind === "portfolio-stop");
  return isLeaving === isOut ? null : { kind: "stop-turned" };
}
