/**
 * Turns wanted moves into exact orders, in rounds: match sales with purchases, size each as an order, and when one
 * turns out smaller than its venue or the owner takes, strike out the smallest such (first of all one that is all there
 * is to sell at its venue) and match again. What remains keeps every rule; why something was struck out is remembered
 * for the owner.
 */
import type { AssetId, Policy, Side, VenueId } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { add, maximum, minimum, type Notional, type Quantity, subtract, toFloat } from "@/lib/money";
import { matchTransfers, type Sink, type Source, type Transfer } from "./match-transfers";
import {
  type Action,
  type Exchange,
  expectedExchange,
  largestValue,
  missedMinimum,
  type OrderDraft,
  orderSide,
  sizeOrder,
} from "./size-order";
import type { Route, TradingCapacity } from "./trading-capacity";
import type { WantedMoves } from "./wanted-moves";

const FLOAT_NOISE = 1e-9;

export interface DraftedOrder {
  draft: OrderDraft;
  /** What it gives and receives, expected. */
  exchange: Exchange;
  route: Route;
  action: Action;
  position: number;
}

export interface Struck {
  position: number;
  asset: AssetId;
  action: Action;
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
  trading: TradingCapacity,
  moves: WantedMoves,
  leftOut: readonly LeftOut[],
): { orders: DraftedOrder[]; struck: Struck[] } {
  const struck: Struck[] = [];
  const banned = new Set<string>();
  const [give, take] = split(moves, allocation.layout.cashPosition);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const isAllowed = (route: Route, action: Action) =>
      !banned.has(edgeKey(route, action)) && !isLeftOut(route, action, leftOut);
    const sources = listSources(allocation, trading, give, isAllowed);
    const sinks = listSinks(allocation, trading, take, isAllowed);
    const transfers = matchTransfers(sources, sinks, give, take, moves.noise / 100);
    const sized = sizeTransfers(policy, trading, transfers.sells, transfers.buys, moves.noise);
    const smallest = sized.tooSmall.sort(bySize)[0];
    if (smallest === undefined) return { orders: sized.orders, struck };
    banned.add(edgeKey(smallest.route, smallest.action));
    const { position, action, missed, route } = smallest;
    struck.push({ position, asset: route.asset, action, venueId: route.venueId, missed });
  }
  return { orders: [], struck };
}

interface TooSmall {
  route: Route;
  action: Action;
  position: number;
  size: number;
  /** All there is to sell here, so that no match makes an order of it. */
  isAll: boolean;
  missed: { kind: "venue" | "policy"; notionalMin: Notional };
}

/**
 * Sales first, because what they bring pays for the purchases. Each venue has its own available cash: what is to be
 * spent there and what its sales really bring, not the cash that is to be kept. `slack`: what rounding may overdraw.
 */
function sizeTransfers(
  policy: Policy,
  trading: TradingCapacity,
  sells: readonly Transfer[],
  buys: readonly Transfer[],
  slack: number,
) {
  const orders: DraftedOrder[] = [];
  const tooSmall: TooSmall[] = [];
  const availableCash = new Map<VenueId, Quantity>();
  const routes = new Map(trading.routes.map((route) => [`${route.asset} ${route.venueId}`, route]));
  const slippage = policy.limits.slippageBpsMax;

  const size = (transfer: Transfer, action: Action, available: Quantity): Exchange | null => {
    const route = routes.get(`${transfer.asset} ${transfer.venueId}`);
    // Cash itself needs no order: it is there, or it is kept.
    if (route === undefined) return null;
    const draft = sizeOrder(route, action, transfer.value, available, slippage);
    const missed =
      draft === null
        ? { kind: "venue" as const, notionalMin: stepValue(route) }
        : missedMinimum(draft, route, policy.tradeNotionalMin);
    if (draft === null || missed !== null) {
      const nothing = { kind: "venue" as const, notionalMin: route.market.notionalMin };
      const isAll = action === "raise" && transfer.value >= sourceValue(route, trading) * (1 - FLOAT_NOISE);
      tooSmall.push({
        route,
        action,
        position: transfer.position,
        size: transfer.value,
        isAll,
        missed: missed ?? nothing,
      });
      return null;
    }
    const exchange = expectedExchange(draft);
    orders.push({ draft, exchange, route, action, position: transfer.position });
    return exchange;
  };

  for (const venueId of trading.venueIds) {
    const free = trading.free(venueId, trading.cashAsset);
    const spend =
      cashMoved(sells, venueId, trading) - cashMoved(buys, venueId, trading) + slack / trading.cashPriceFloat;
    availableCash.set(venueId, minimum(free, exactly(spend)));
  }
  for (const transfer of [...sells].sort(byValue)) {
    const exchange = size(transfer, "raise", trading.free(transfer.venueId, transfer.asset));
    if (exchange === null) continue;
    availableCash.set(transfer.venueId, add(availableCash.get(transfer.venueId)!, exchange.receives));
  }
  for (const transfer of [...buys].sort(byValue)) {
    const cash = maximum(availableCash.get(transfer.venueId) ?? ("0" as Quantity), "0" as Quantity);
    const exchange = size(transfer, "spend", cash);
    if (exchange === null) continue;
    availableCash.set(transfer.venueId, subtract(cash, exchange.gives));
  }
  return { orders, tooSmall };
}

/** Units of cash that transfers take out of a venue's available cash, or leave in it. */
function cashMoved(
  transfers: readonly Transfer[],
  venueId: VenueId,
  { cashAsset, cashPriceFloat }: TradingCapacity,
): number {
  const value = transfers.reduce(
    (sum, transfer) => (transfer.venueId === venueId && transfer.asset === cashAsset ? sum + transfer.value : sum),
    0,
  );
  return cashPriceFloat > 0 ? value / cashPriceFloat : 0;
}

const exactly = (value: number) => value.toFixed(12) as Quantity;

/**
 * What each position gives and takes. A move smaller than any order is none; cash needs no order and has no minimum.
 */
function split({ wanted, smallest }: WantedMoves, cashPosition: number | null): [Float64Array, Float64Array] {
  const isWorthIt = (move: number, position: number) =>
    position === cashPosition || Math.abs(move) >= smallest[position]!;
  return [
    wanted.map((move, position) => (isWorthIt(move, position) ? Math.max(-move, 0) : 0)),
    wanted.map((move, position) => (isWorthIt(move, position) ? Math.max(move, 0) : 0)),
  ];
}

function listSources(
  allocation: Allocation,
  trading: TradingCapacity,
  give: Float64Array,
  isAllowed: (route: Route, action: Action) => boolean,
): Source[] {
  const { positionOf, cashPosition } = allocation.layout;
  const sources: Source[] = [];
  if (cashPosition !== null && give[cashPosition]! > 0) {
    for (const venueId of trading.venueIds) {
      const capacity = toFloat(trading.free(venueId, trading.cashAsset)) * trading.cashPriceFloat;
      if (capacity > 0) sources.push({ position: cashPosition, asset: trading.cashAsset, venueId, capacity, cost: 0 });
    }
  }
  for (const route of trading.routes) {
    const position = positionOf.get(route.asset)!;
    if (!(give[position]! > 0) || !isAllowed(route, "raise")) continue;
    const capacity = sourceValue(route, trading);
    if (capacity > 0)
      sources.push({ position, asset: route.asset, venueId: route.venueId, capacity, cost: route.sellCost });
  }
  return sources;
}

/** The most that can be sold here in this plan. */
function sourceValue(route: Route, trading: TradingCapacity): number {
  const free = toFloat(trading.free(route.venueId, route.asset)) * route.priceFloat;
  return Math.min(free, largestValue(route, "raise"));
}

function listSinks(
  allocation: Allocation,
  trading: TradingCapacity,
  take: Float64Array,
  isAllowed: (route: Route, action: Action) => boolean,
): Sink[] {
  const { positionOf, cashPosition } = allocation.layout;
  const sinks: Sink[] = [];
  if (cashPosition !== null && take[cashPosition]! > 0) {
    for (const venueId of trading.venueIds) {
      sinks.push({
        position: cashPosition,
        asset: trading.cashAsset,
        venueId,
        cost: 0,
        held: 0,
        capacity: Number.POSITIVE_INFINITY,
      });
    }
  }
  for (const route of trading.routes) {
    const position = positionOf.get(route.asset)!;
    // Keeping cash always serves a position that holds the quote asset; buying its other members would only cost.
    if (position === cashPosition || !(take[position]! > 0) || !isAllowed(route, "spend")) continue;
    const held = toFloat(trading.free(route.venueId, route.asset)) * route.priceFloat;
    const { asset, venueId, buyCost: cost } = route;
    sinks.push({ position, asset, venueId, cost, held, capacity: largestValue(route, "spend") });
  }
  return sinks;
}

/** A leg is named by its asset, or by the order as it stands in the plan where the market is written the other way. */
export function isLeftOut(route: Route, action: Action, leftOut: readonly LeftOut[]): boolean {
  const side: Side = action === "raise" ? "sell" : "buy";
  return leftOut.some(
    (leg) =>
      (leg.asset === route.asset && leg.side === side) ||
      (route.isInverted && leg.asset === route.market.base && leg.side === orderSide(route, action)),
  );
}

function stepValue(route: Route): Notional {
  return (toFloat(route.market.quantityStep) * toFloat(route.quote.ask)).toFixed(8) as Notional;
}

const edgeKey = (route: Route, action: Action) => `${action} ${route.asset} ${route.venueId}`;
/** What can never be an order goes first: at a cheaper venue it would take what a whole step elsewhere needs. */
const bySize = (left: TooSmall, right: TooSmall) =>
  Number(right.isAll) - Number(left.isAll) ||
  left.size - right.size ||
  (edgeKey(left.route, left.action) < edgeKey(right.route, right.action) ? -1 : 1);
const byValue = (left: Transfer, right: Transfer) =>
  right.value - left.value ||
  (left.asset < right.asset ? -1 : left.asset > right.asset ? 1 : left.venueId < right.venueId ? -1 : 1);
