/**
 * Turns wanted moves into exact orders, in rounds: match sales with purchases, size each as an order, and when one
 * turns out smaller than its venue or the owner takes, strike out the smallest such (first of all one that is all there
 * is to sell at its venue) and match again. What remains keeps every rule; why something was struck out is remembered for the owner.
 */
import type { AssetId, Policy, Side, VenueId } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { add, maximum, minimum, type Notional, type Quantity, subtract, toFloat } from "@/lib/money";
import { type Flow, matchFlows, type Sink, type Source } from "./match-flows";
import {
  type Deed,
  expectedExchange,
  largestValue,
  missedMinimum,
  type OrderDraft,
  orderSide,
  sizeOrder,
} from "./size-order";
import type { Route, TradingRoom } from "./trading-room";
import type { WantedMoves } from "./wanted-moves";

const FLOAT_NOISE = 1e-9;

export interface DraftedOrder {
  draft: OrderDraft;
  route: Route;
  deed: Deed;
  slot: number;
}

export interface Struck {
  slot: number;
  asset: AssetId;
  deed: Deed;
  venueId: VenueId;
  missed: { kind: "venue" | "policy"; notionalMin: Notional };
}

export interface LeftOut {
  asset: AssetId;
  side: Side;
}

/** Each round strikes out one edge; a plan of 30 assets at 3 venues cannot need more. */
const ROUNDS_MAX = 200;

export function draftOrders(
  policy: Policy,
  allocation: Allocation,
  room: TradingRoom,
  moves: WantedMoves,
  leftOut: readonly LeftOut[],
): { orders: DraftedOrder[]; struck: Struck[] } {
  const struck: Struck[] = [];
  const banned = new Set<string>();
  const [give, take] = split(moves, allocation.layout.cashSlot);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const isAllowed = (route: Route, deed: Deed) =>
      !banned.has(edgeKey(route, deed)) && !isLeftOut(route, deed, leftOut);
    const sources = listSources(allocation, room, give, isAllowed);
    const sinks = listSinks(allocation, room, take, isAllowed);
    const flows = matchFlows(sources, sinks, give, take, moves.noise / 100);
    const sized = sizeFlows(policy, room, flows.sells, flows.buys, moves.noise);
    const smallest = sized.tooSmall.sort(bySize)[0];
    if (smallest === undefined) return { orders: sized.orders, struck };
    banned.add(edgeKey(smallest.route, smallest.deed));
    const { slot, deed, missed, route } = smallest;
    struck.push({ slot, asset: route.asset, deed, venueId: route.venueId, missed });
  }
  return { orders: [], struck };
}

interface TooSmall {
  route: Route;
  deed: Deed;
  slot: number;
  size: number;
  /** All there is to sell here, so that no match makes an order of it. */
  isAll: boolean;
  missed: { kind: "venue" | "policy"; notionalMin: Notional };
}

/**
 * Sales first, because what they bring pays for the purchases. Each venue keeps its own purse: the cash that is to be
 * spent there and what its sales really bring, not the cash that is to be kept. `slack`: what rounding may overdraw.
 */
function sizeFlows(policy: Policy, room: TradingRoom, sells: readonly Flow[], buys: readonly Flow[], slack: number) {
  const orders: DraftedOrder[] = [];
  const tooSmall: TooSmall[] = [];
  const purse = new Map<VenueId, Quantity>();
  const routes = new Map(room.routes.map((route) => [`${route.asset} ${route.venueId}`, route]));
  const slippage = policy.limits.slippageBpsMax;

  const size = (flow: Flow, deed: Deed, available: Quantity): OrderDraft | null => {
    const route = routes.get(`${flow.asset} ${flow.venueId}`);
    // Cash itself needs no order: it is there, or it is kept.
    if (route === undefined) return null;
    const draft = sizeOrder(route, deed, flow.value, available, slippage);
    const missed =
      draft === null
        ? { kind: "venue" as const, notionalMin: stepValue(route) }
        : missedMinimum(draft, route, policy.tradeNotionalMin);
    if (draft === null || missed !== null) {
      const nothing = { kind: "venue" as const, notionalMin: route.market.notionalMin };
      const isAll = deed === "raise" && flow.value >= sourceValue(route, room) * (1 - FLOAT_NOISE);
      tooSmall.push({ route, deed, slot: flow.slot, size: flow.value, isAll, missed: missed ?? nothing });
      return null;
    }
    orders.push({ draft, route, deed, slot: flow.slot });
    return draft;
  };

  for (const venueId of room.venueIds) {
    const free = room.free(venueId, room.cashAsset);
    const spend = cashMoved(sells, venueId, room) - cashMoved(buys, venueId, room) + slack / room.cashPriceFloat;
    purse.set(venueId, minimum(free, exactly(spend)));
  }
  for (const flow of [...sells].sort(byFlow)) {
    const draft = size(flow, "raise", room.free(flow.venueId, flow.asset));
    if (draft === null) continue;
    purse.set(flow.venueId, add(purse.get(flow.venueId)!, expectedExchange(draft).receives));
  }
  for (const flow of [...buys].sort(byFlow)) {
    const cash = maximum(purse.get(flow.venueId) ?? ("0" as Quantity), "0" as Quantity);
    const draft = size(flow, "spend", cash);
    if (draft === null) continue;
    purse.set(flow.venueId, subtract(cash, expectedExchange(draft).gives));
  }
  return { orders, tooSmall };
}

/** Units of cash that a venue's flows take out of its purse, or leave in it. */
function cashMoved(flows: readonly Flow[], venueId: VenueId, { cashAsset, cashPriceFloat }: TradingRoom): number {
  const value = flows.reduce(
    (sum, flow) => (flow.venueId === venueId && flow.asset === cashAsset ? sum + flow.value : sum),
    0,
  );
  return cashPriceFloat > 0 ? value / cashPriceFloat : 0;
}

const exactly = (value: number) => value.toFixed(12) as Quantity;

/** What each slot gives and takes. A wish smaller than any order is none; cash needs no order and has no minimum. */
function split({ wanted, smallest }: WantedMoves, cashSlot: number | null): [Float64Array, Float64Array] {
  const isWorthIt = (move: number, slot: number) => slot === cashSlot || Math.abs(move) >= smallest[slot]!;
  return [
    wanted.map((move, slot) => (isWorthIt(move, slot) ? Math.max(-move, 0) : 0)),
    wanted.map((move, slot) => (isWorthIt(move, slot) ? Math.max(move, 0) : 0)),
  ];
}

function listSources(
  allocation: Allocation,
  room: TradingRoom,
  give: Float64Array,
  isAllowed: (route: Route, deed: Deed) => boolean,
): Source[] {
  const { slotOf, cashSlot } = allocation.layout;
  const sources: Source[] = [];
  if (cashSlot !== null && give[cashSlot]! > 0) {
    for (const venueId of room.venueIds) {
      const capacity = toFloat(room.free(venueId, room.cashAsset)) * room.cashPriceFloat;
      if (capacity > 0) sources.push({ slot: cashSlot, asset: room.cashAsset, venueId, capacity, cost: 0 });
    }
  }
  for (const route of room.routes) {
    const slot = slotOf.get(route.asset)!;
    if (!(give[slot]! > 0) || !isAllowed(route, "raise")) continue;
    const capacity = sourceValue(route, room);
    if (capacity > 0)
      sources.push({ slot, asset: route.asset, venueId: route.venueId, capacity, cost: route.sellCost });
  }
  return sources;
}

/** The most that can be sold here in this plan. */
function sourceValue(route: Route, room: TradingRoom): number {
  const free = toFloat(room.free(route.venueId, route.asset)) * route.priceFloat;
  return Math.min(free, largestValue(route, "raise"));
}

function listSinks(
  allocation: Allocation,
  room: TradingRoom,
  take: Float64Array,
  isAllowed: (route: Route, deed: Deed) => boolean,
): Sink[] {
  const { slotOf, cashSlot } = allocation.layout;
  const sinks: Sink[] = [];
  if (cashSlot !== null && take[cashSlot]! > 0) {
    for (const venueId of room.venueIds) {
      sinks.push({
        slot: cashSlot,
        asset: room.cashAsset,
        venueId,
        cost: 0,
        held: 0,
        capacity: Number.POSITIVE_INFINITY,
      });
    }
  }
  for (const route of room.routes) {
    const slot = slotOf.get(route.asset)!;
    // Keeping cash always serves a slot that holds the quote asset; buying its other members would only cost.
    if (slot === cashSlot || !(take[slot]! > 0) || !isAllowed(route, "spend")) continue;
    const held = toFloat(room.free(route.venueId, route.asset)) * route.priceFloat;
    const { asset, venueId, buyCost: cost } = route;
    sinks.push({ slot, asset, venueId, cost, held, capacity: largestValue(route, "spend") });
  }
  return sinks;
}

/** A leg is named by its asset, or by the order as it stands in the plan where the market is written the other way. */
export function isLeftOut(route: Route, deed: Deed, leftOut: readonly LeftOut[]): boolean {
  const side: Side = deed === "raise" ? "sell" : "buy";
  return leftOut.some(
    (leg) =>
      (leg.asset === route.asset && leg.side === side) ||
      (route.isInverted && leg.asset === route.market.base && leg.side === orderSide(route, deed)),
  );
}

function stepValue(route: Route): Notional {
  return (toFloat(route.market.quantityStep) * toFloat(route.quote.ask)).toFixed(8) as Notional;
}

const edgeKey = (route: Route, deed: Deed) => `${deed} ${route.asset} ${route.venueId}`;
/** What can never be an order goes first: at a cheaper venue it would take what a whole step elsewhere needs. */
const bySize = (left: TooSmall, right: TooSmall) =>
  Number(right.isAll) - Number(left.isAll) ||
  left.size - right.size ||
  (edgeKey(left.route, left.deed) < edgeKey(right.route, right.deed) ? -1 : 1);
const byFlow = (left: Flow, right: Flow) =>
  right.value - left.value ||
  (left.asset < right.asset ? -1 : left.asset > right.asset ? 1 : left.venueId < right.venueId ? -1 : 1);
