/**
 * What can be traded where: for each asset and venue the one market that turns it into the policy's quote asset and
 * back, with what that costs, and what each venue has free.
 *
 * A market may be written either way round: with USDT as quote asset, ETH/USDT sells ETH by a sell, USDT/EUR sells EUR
 * by a buy. Only venues that answer take part, only unlocked and free quantities count, only active markets with a
 * two-sided quote can be used, whose spread leaves a margin for a limit price within the owner's slippage. What is
 * suspect is not traded: no market of a suspect asset is used, and none at all while cash itself is suspect. How much
 * one order may still be (the venue's largest, the owner's largest, less what this plan already orders) belongs to its
 * route. Costs are shares of the asset's value: fee, half spread, and the difference between the venue's price and the
 * one the portfolio is valued at.
 */
import type { AssetId, Deferral, Market, MarketSymbol, Policy, Quote, Snapshot, VenueId } from "@/lib/engine/model";
import { type Allocation, isTradable } from "@/lib/engine/valuation/measure-allocation";
import { add, isPositive, type Price, type Quantity, toFloat } from "@/lib/money";
import { type LargestOrder, largestOrder } from "./largest-order";
import { limitPrice } from "./limit-price";
import { suspectIn } from "./suspect-in";

export interface Route {
  venueId: VenueId;
  asset: AssetId;
  market: Market;
  quote: Quote;
  /** The policy's quote asset is the market's base: selling the asset is a buy. */
  isInverted: boolean;
  /** Lost per unit of value when sold for cash, and paid on top when bought with it. */
  sellCost: number;
  buyCost: number;
  /** Price of one unit of the asset in the base currency, exact and as a float. */
  price: Price;
  priceFloat: number;
  /** Price of one unit of cash in the base currency. */
  cashPrice: Price;
  cashPriceFloat: number;
  /** The most this plan may still order here; null: no bound. */
  largest: LargestOrder | null;
}

/** Why a market that exists cannot be used now. */
export type Barrier = Extract<Deferral["reason"], { kind: "market-closed" | "spread-too-wide" | "unconfirmed" }>;

export interface TradingCapacity {
  cashAsset: AssetId;
  cashPriceFloat: number;
  /** Sorted by asset, then venue; one route per asset and venue, the cheaper one. */
  routes: readonly Route[];
  /** What stands in the way of an asset's markets, where there are some; of several the least. */
  barred: ReadonlyMap<AssetId, Barrier>;
  free: (venueId: VenueId, asset: AssetId) => Quantity;
  /** Venues that can trade, sorted. */
  venueIds: readonly VenueId[];
  venueName: (venueId: VenueId) => string;
}

/** `ordered`: base units this plan already orders, by venue and symbol. */
export function measureTradingCapacity(
  policy: Policy,
  snapshot: Snapshot,
  allocation: Allocation,
  ordered: (venueId: VenueId, symbol: MarketSymbol) => Quantity = () => "0" as Quantity,
): TradingCapacity {
  const cashAsset = policy.quoteAsset;
  const cashPrice = allocation.prices.get(cashAsset);
  const venues = new Map(snapshot.venues.map((venue) => [venue.venueId, venue]));
  const free = new Map<string, Quantity>();
  for (const holding of snapshot.holdings) {
    if (!isTradable(holding, venues.get(holding.venueId)) || !isPositive(holding.free)) continue;
    const key = `${holding.venueId} ${holding.asset}`;
    const before = free.get(key);
    free.set(key, before === undefined ? holding.free : add(before, holding.free));
  }

  const best = new Map<string, Route>();
  const barred = new Map<AssetId, Barrier>();
  const isSuspect = suspectIn(snapshot);
  const open = snapshot.venues.filter((venue) => venue.kind !== "manual" && venue.problem === null);
  for (const venue of open) {
    const quotes = new Map(venue.quotes.map((quote) => [quote.symbol, quote]));
    for (const market of venue.markets) {
      const isInverted = market.base === cashAsset;
      if (!isInverted && market.quote !== cashAsset) continue;
      const asset = isInverted ? market.quote : market.base;
      const price = allocation.prices.get(asset);
      if (!allocation.layout.positionOf.has(asset) || price === undefined || cashPrice === undefined) continue;
      const quote = quotes.get(market.symbol);
      const isSuspectNow = isSuspect(venue.venueId, asset) || isSuspect(venue.venueId, cashAsset);
      const barrier = isSuspectNow
        ? ({ kind: "unconfirmed" } as const)
        : barrierOf(market, quote, policy.limits.slippageBpsMax);
      if (barrier !== null || quote === undefined) {
        const known = barred.get(asset);
        if (barrier !== null && (known === undefined || isNearer(barrier, known))) barred.set(asset, barrier);
        continue;
      }
      const plain = makeRoute(market, quote, isInverted, asset, price, cashPrice);
      const largest = largestOrder(plain, policy.limits.orderNotionalMax, ordered(venue.venueId, market.symbol));
      const route = { ...plain, largest };
      const key = `${asset} ${venue.venueId}`;
      const rival = best.get(key);
      if (rival === undefined || isBetter(route, rival)) best.set(key, route);
    }
  }
  return {
    cashAsset,
    cashPriceFloat: cashPrice === undefined ? 0 : toFloat(cashPrice),
    routes: [...best.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, route]) => route),
    barred,
    free: (venueId, asset) => free.get(`${venueId} ${asset}`) ?? ("0" as Quantity),
    venueIds: open.map((venue) => venue.venueId).sort(),
    venueName: (venueId) => venues.get(venueId)?.name ?? venueId,
  };
}

/** null: an order can be made here. */
function barrierOf(market: Market, quote: Quote | undefined, slippageBpsMax: number): Barrier | null {
  const { symbol, priceStep } = market;
  if (!market.isActive || quote === undefined || !isPositive(quote.bid) || !isPositive(quote.ask)) {
    return { kind: "market-closed", symbol };
  }
  if (isPlainlyWithin(market, quote, slippageBpsMax)) return null;
  const isWithin = (side: "buy" | "sell") => limitPrice(side, quote, slippageBpsMax, priceStep) !== null;
  if (isWithin("buy") && isWithin("sell")) return null;
  const [bid, ask] = [toFloat(quote.bid), toFloat(quote.ask)];
  return { kind: "spread-too-wide", symbol, spreadBps: ((ask - bid) / (ask + bid)) * 20_000, slippageBpsMax };
}

/** Whether floats already say so: at most books a step lies well inside the bound, and exact prices are not needed. */
function isPlainlyWithin(market: Market, quote: Quote, slippageBpsMax: number): boolean {
  const bid = toFloat(quote.bid);
  const ask = toFloat(quote.ask);
  const step = toFloat(market.priceStep);
  const margin = ((Math.min(bid, ask) * slippageBpsMax) / 10_000) * (1 - FLOAT_MARGIN);
  return Math.abs(ask - bid) / 2 + step < margin;
}

const FLOAT_MARGIN = 1e-6;

/** Which of two barriers is named: the thin book that is least thin, then a suspect fact, then a closed market. */
function isNearer(barrier: Barrier, known: Barrier): boolean {
  const difference = rankOf(barrier) - rankOf(known);
  if (difference !== 0) return difference < 0;
  return "symbol" in barrier && "symbol" in known && barrier.symbol < known.symbol;
}

function rankOf(barrier: Barrier): number {
  if (barrier.kind === "spread-too-wide") return barrier.spreadBps;
  return barrier.kind === "unconfirmed" ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
}

function makeRoute(
  market: Market,
  quote: Quote,
  isInverted: boolean,
  asset: AssetId,
  price: Price,
  cashPrice: Price,
): Omit<Route, "largest"> {
  const bid = toFloat(quote.bid);
  const ask = toFloat(quote.ask);
  const fee = toFloat(market.takerFeeRate);
  const priceFloat = toFloat(price);
  const cashPriceFloat = toFloat(cashPrice);
  // A fee on top of the price and a fee out of what is received differ by its square only, but it is our money.
  const kept = market.feeFrom === "received" ? 1 - fee : 1 / (1 + fee);
  const cashPerUnitSold = isInverted ? kept / ask : bid * (1 - fee);
  const cashPerUnitBought = isInverted ? 1 / (bid * (1 - fee)) : ask / kept;
  return {
    venueId: market.venueId,
    asset,
    market,
    quote,
    isInverted,
    sellCost: 1 - (cashPerUnitSold * cashPriceFloat) / priceFloat,
    buyCost: (cashPerUnitBought * cashPriceFloat) / priceFloat - 1,
    price,
    priceFloat,
    cashPrice,
    cashPriceFloat,
  };
}

function isBetter(route: Route, rival: Route): boolean {
  const difference = route.sellCost + route.buyCost - (rival.sellCost + rival.buyCost);
  return difference < 0 || (difference === 0 && route.market.symbol < rival.market.symbol);
}
