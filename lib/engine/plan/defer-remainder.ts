/**
 * What the post-trade weights require and the orders do not bring, with the reason: too small for the venue or for the
 * owner, too large for one order, no market, a closed one, a suspect or a thin one, not enough cash, locked, left out.
 * Differences that rounding explains are not mentioned.
 */
import type { Deferral, Policy, Side } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { type Notional, toFloat } from "@/lib/money";
import { type DraftedOrder, isLeftOut, type LeftOut, type Struck } from "./draft-orders";
import { type Action, largestValue } from "./size-order";
import type { Route, TradingCapacity } from "./trading-capacity";
import type { WantedMoves } from "./wanted-moves";

/** A shortfall under this share of the desired trade is the price of whole steps. */
const ROUNDING_SHARE = 0.005;

export function deferRemainder(
  policy: Policy,
  allocation: Allocation,
  capacity: TradingCapacity,
  moves: WantedMoves,
  drafted: { orders: readonly DraftedOrder[]; struck: readonly Struck[] },
  leftOut: readonly LeftOut[],
): Deferral[] {
  const { positions, cashPosition, positionOf } = allocation.layout;
  const done = new Float64Array(positions.length);
  for (const { draft, position } of drafted.orders) done[position] = done[position]! + toFloat(draft.notionalBase);
  const deferred: Deferral[] = [];
  positions.forEach((position, index) => {
    const desired = moves.frozen[index] === 1 ? moves.ideal[index]! : moves.uncut[index]!;
    if (index === cashPosition || Math.abs(desired) < moves.noise) return;
    const missing = Math.abs(desired) - done[index]!;
    const action: Action = desired < 0 ? "raise" : "spend";
    const routes = capacity.routes.filter((route) => positionOf.get(route.asset) === index);
    const oneStep = Math.min(...routes.map((route) => toFloat(route.market.quantityStep) * unitValue(route)));
    if (missing <= Math.max(Math.abs(desired) * ROUNDING_SHARE, moves.noise)) return;
    if (done[index]! > 0 && missing <= oneStep) return;
    const asset = routes[0]?.asset ?? position.members[0]!;
    const side: Side = action === "raise" ? "sell" : "buy";
    const reason = reasonOf(
      policy,
      allocation,
      capacity,
      moves,
      drafted.struck,
      index,
      action,
      routes,
      leftOut,
      missing,
      done[index]!,
    );
    if (reason !== null) deferred.push({ asset, side, notionalBase: money(missing), reason });
  });
  return deferred;
}

function reasonOf(
  policy: Policy,
  allocation: Allocation,
  capacity: TradingCapacity,
  moves: WantedMoves,
  struck: readonly Struck[],
  index: number,
  action: Action,
  routes: readonly Route[],
  leftOut: readonly LeftOut[],
  missing: number,
  done: number,
): Deferral["reason"] | null {
  const { members } = allocation.layout.positions[index]!;
  if (routes.some((route) => isLeftOut(route, action, leftOut))) return { kind: "left-out" };
  if (routes.length === 0) {
    const barrier = members.map((member) => capacity.barred.get(member)).find((each) => each !== undefined);
    return barrier ?? { kind: "no-market", quote: policy.quoteAsset };
  }
  const tooLarge = overLargest(capacity, routes, action, missing + done);
  if (tooLarge !== null) return tooLarge;
  if (moves.sliced[index] === 1) return { kind: "over-turnover", turnoverMax: policy.limits.turnoverMax };
  if (missing < moves.smallest[index]!) return tooSmall(policy, capacity, routes);
  const strike = struck.findLast((each) => each.position === index && each.action === action);
  if (strike !== undefined) {
    const { kind, notionalMin } = strike.missed;
    return kind === "policy"
      ? { kind: "below-policy-minimum", notionalMin }
      : { kind: "below-venue-minimum", notionalMin, venue: capacity.venueName(strike.venueId) };
  }
  if (action === "raise") {
    const isStuck = routes.every((route) => toFloat(capacity.free(route.venueId, route.asset)) === 0);
    // A sale that no purchase needs is not made, and is nothing to report.
    return isStuck ? { kind: "locked" } : null;
  }
  if (moves.cut.includes(1)) return { kind: "waits-for-sales" };
  return { kind: "not-enough-cash", missing: money(missing) };
}

/** More is desired than orders may be; of several venues the one that takes most is named. */
function overLargest(
  capacity: TradingCapacity,
  routes: readonly Route[],
  action: Action,
  desired: number,
): Deferral["reason"] | null {
  if (routes.reduce((most, route) => most + largestValue(route, action), 0) >= desired) return null;
  const [widest] = routes
    .flatMap(({ largest, venueId }) => (largest === null ? [] : [{ ...largest, venueId }]))
    .toSorted((left, right) => toFloat(right.notionalMax) - toFloat(left.notionalMax));
  if (widest === undefined) return null;
  const { whose, notionalMax, venueId } = widest;
  return { kind: "over-largest-order", notionalMax, whose, venue: capacity.venueName(venueId) };
}

/** The larger minimum is the one in the way: the owner's own, or the least of the venues'. */
function tooSmall(policy: Policy, capacity: TradingCapacity, routes: readonly Route[]): Deferral["reason"] {
  const venueMin = (route: Route) =>
    toFloat(route.market.notionalMin) * (route.isInverted ? route.priceFloat : route.cashPriceFloat);
  const easiest = routes.reduce((best, route) => (venueMin(route) < venueMin(best) ? route : best));
  return venueMin(easiest) > toFloat(policy.tradeNotionalMin)
    ? {
        kind: "below-venue-minimum",
        notionalMin: easiest.market.notionalMin,
        venue: capacity.venueName(easiest.venueId),
      }
    : { kind: "below-policy-minimum", notionalMin: policy.tradeNotionalMin };
}

const unitValue = (route: Route) => (route.isInverted ? route.cashPriceFloat : route.priceFloat);
const money = (value: number): Notional => (Math.round(value * 100) / 100).toFixed(2) as Notional;
