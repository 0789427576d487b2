/**
 * What can be traded where: for each asset and venue the one market that turns it into the policy's quote asset and
 * back, with what that costs, and what each venue has free.
 *
 * A market may be written either way round: with USDT as quote asset, ETH/USDT sells ETH by a sell, USDT/EUR sells EUR
 * by a buy. Only venues that answer take part, only unlocked and free quantities count, only active markets with a
 * two-sided quote can be used. Costs are shares of the asset's value: fee, half spread, and the difference between the
 * venue's price and the one the portfolio is valued at.
 */
import type { AssetId, Market, MarketSymbol, Policy, Quote, Snapshot, VenueId } from "@/lib/engine/model";
import { type Allocation, isTradable } from "@/lib/engine/valuation/measure-allocation";
import { add, isPositive, type Price, type Quantity, toFloat } from "@/lib/money";

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
}

export interface TradingRoom {
  cashAsset: AssetId;
  cashPriceFloat: number;
  /** Sorted by asset, then venue; one route per asset and venue, the cheaper one. */
  routes: readonly Route[];
  /** A market that exists but cannot be used now, by asset. */
  closed: ReadonlyMap<AssetId, MarketSymbol>;
  free: (venueId: VenueId, asset: AssetId) => Quantity;
  /** Venues that can trade, sorted. */
  venueIds: readonly VenueId[];
  venueName: (venueId: VenueId) => string;
}

export function openTradingRoom(policy: Policy, snapshot: Snapshot, allocation: Allocation): TradingRoom {
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
  const closed = new Map<AssetId, MarketSymbol>();
  const open = snapshot.venues.filter((venue) => venue.kind !== "manual" && venue.problem === null);
  for (const venue of open) {
    const quotes = new Map(venue.quotes.map((quote) => [quote.symbol, quote]));
    for (const market of venue.markets) {
      const isInverted = market.base === cashAsset;
      if (!isInverted && market.quote !== cashAsset) continue;
      const asset = isInverted ? market.quote : market.base;
      const price = allocation.prices.get(asset);
      if (!allocation.layout.slotOf.has(asset) || price === undefined || cashPrice === undefined) continue;
      const quote = quotes.get(market.symbol);
      if (!market.isActive || quote === undefined || !isPositive(quote.bid) || !isPositive(quote.ask)) {
        closed.set(asset, market.symbol);
        continue;
      }
      const route = makeRoute(market, quote, isInverted, asset, price, cashPrice);
      const key = `${asset} ${venue.venueId}`;
      const rival = best.get(key);
      if (rival === undefined || isBetter(route, rival)) best.set(key, route);
    }
  }
  return {
    cashAsset,
    cashPriceFloat: cashPrice === undefined ? 0 : toFloat(cashPrice),
    routes: [...best.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, route]) => route),
    closed,
    free: (venueId, asset) => free.get(`${venueId} ${asset}`) ?? ("0" as Quantity),
    venueIds: open.map((venue) => venue.venueId).sort(),
    venueName: (venueId) => venues.get(venueId)?.name ?? venueId,
  };
}

function makeRoute(
  market: Market,
  quote: Quote,
  isInverted: boolean,
  asset: AssetId,
  price: Price,
  cashPrice: Price,
): Route {
  const [bid, ask, fee] = [toFloat(quote.bid), toFloat(quote.ask), toFloat(market.takerFeeRate)];
  const [priceFloat, cashPriceFloat] = [toFloat(price), toFloat(cashPrice)];
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
