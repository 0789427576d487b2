/**
 * What the goals ask for and the orders do not bring, with the reason: too small for the venue or for the owner, too large
 * for one order, no market, a closed one, a doubted or a thin one, not enough cash, locked, left out. Differences that
 * rounding explains are not mentioned.
 */
import type { Carried, Policy, Side } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { type Notional, toFloat } from "@/lib/money";
import { type DraftedOrder, isLeftOut, type LeftOut, type Struck } from "./draft-orders";
import { type Deed, largestValue } from "./size-order";
import type { Route, TradingRoom } from "./trading-room";
import type { WantedMoves } from "./wanted-moves";

/** A shortfall under this share of the wish is the price of whole steps. */
const ROUNDING_SHARE = 0.005;

export function carryOver(
  policy: Policy,
  allocation: Allocation,
  room: TradingRoom,
  moves: WantedMoves,
  drafted: { orders: readonly DraftedOrder[]; struck: readonly Struck[] },
  leftOut: readonly LeftOut[],
): Carried[] {
  const { slots, cashSlot, slotOf } = allocation.layout;
  const done = new Float64Array(slots.length);
  for (const { draft, slot } of drafted.orders) done[slot] = done[slot]! + toFloat(draft.notionalBase);
  const carried: Carried[] = [];
  slots.forEach((slot, index) => {
    const wish = moves.frozen[index] === 1 ? moves.ideal[index]! : moves.uncut[index]!;
    if (index === cashSlot || Math.abs(wish) < moves.noise) return;
    const missing = Math.abs(wish) - done[index]!;
    const deed: Deed = wish < 0 ? "raise" : "spend";
    const routes = room.routes.filter((route) => slotOf.get(route.asset) === index);
    const oneStep = Math.min(...routes.map((route) => toFloat(route.market.quantityStep) * unitValue(route)));
    if (missing <= Math.max(Math.abs(wish) * ROUNDING_SHARE, moves.noise)) return;
    if (done[index]! > 0 && missing <= oneStep) return;
    const asset = routes[0]?.asset ?? slot.members[0]!;
    const side: Side = deed === "raise" ? "sell" : "buy";
    const reason = reasonOf(
      policy,
      allocation,
      room,
      moves,
      drafted.struck,
      index,
      deed,
      routes,
      leftOut,
      missing,
      done[index]!,
    );
    if (reason !== null) carried.push({ asset, side, notionalBase: money(missing), reason });
  });
  return carried;
}

function reasonOf(
  policy: Policy,
  allocation: Allocation,
  room: TradingRoom,
  moves: WantedMoves,
  struck: readonly Struck[],
  index: number,
  deed: Deed,
  routes: readonly Route[],
  leftOut: readonly LeftOut[],
  missing: number,
  done: number,
): Carried["reason"] | null {
  const { members } = allocation.layout.slots[index]!;
  if (routes.some((route) => isLeftOut(route, deed, leftOut))) return { kind: "left-out" };
  if (routes.length === 0) {
    const barrier = members.map((member) => room.barred.get(member)).find((each) => each !== undefined);
    return barrier ?? { kind: "no-market", quote: policy.quoteAsset };
  }
  const tooLarge = overLargest(room, routes, deed, missing + done);
  if (tooLarge !== null) return tooLarge;
  if (moves.sliced[index] === 1) return { kind: "over-turnover", turnoverMax: policy.limits.turnoverMax };
  if (missing < moves.smallest[index]!) return tooSmall(policy, room, routes);
  const strike = struck.findLast((each) => each.slot === index && each.deed === deed);
  if (strike !== undefined) {
    const { kind, notionalMin } = strike.missed;
    return kind === "policy"
      ? { kind: "below-policy-minimum", notionalMin }
      : { kind: "below-venue-minimum", notionalMin, venue: room.venueName(strike.venueId) };
  }
  if (deed === "raise") {
    const isStuck = routes.every((route) => toFloat(room.free(route.venueId, route.asset)) === 0);
    // A sale that no purchase needs is not made, and is nothing to report.
    return isStuck ? { kind: "locked" } : null;
  }
  if (moves.cut.includes(1)) return { kind: "waits-for-sales" };
  return { kind: "not-enough-cash", missing: money(missing) };
}

/** The wish is more than orders may be; of several venues the roomiest is named. */
function overLargest(room: TradingRoom, routes: readonly Route[], deed: Deed, wish: number): Carried["reason"] | null {
  if (routes.reduce((most, route) => most + largestValue(route, deed), 0) >= wish) return null;
  const [widest] = routes
    .flatMap(({ largest, venueId }) => (largest === null ? [] : [{ ...largest, venueId }]))
    .toSorted((left, right) => toFloat(right.notionalMax) - toFloat(left.notionalMax));
  if (widest === undefined) return null;
  const { whose, notionalMax, venueId } = widest;
  return { kind: "over-largest-order", notionalMax, whose, venue: room.venueName(venueId) };
}

/** The larger minimum is the one in the way: the owner's own, or the least of the venues'. */
function tooSmall(policy: Policy, room: TradingRoom, routes: readonly Route[]): Carried["reason"] {
  const venueMin = (route: Route) =>
    toFloat(route.market.notionalMin) * (route.isInverted ? route.priceFloat : route.cashPriceFloat);
  const easiest = routes.reduce((best, route) => (venueMin(route) < venueMin(best) ? route : best));
  return venueMin(easiest) > toFloat(policy.tradeNotionalMin)
    ? {
        kind: "below-venue-minimum",
        notionalMin: easiest.market.notionalMin,
        venue: room.venueName(easiest.venueId),
      }
    : { kind: "below-policy-minimum", notionalMin: policy.tradeNotionalMin };
}

const unitValue = (route: Route) => (route.isInverted ? route.cashPriceFloat : route.priceFloat);
const money = (value: number): Notional => (Math.round(value * 100) / 100).toFixed(2) as Notional;
