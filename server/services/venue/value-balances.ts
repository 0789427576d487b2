/**
 * Values assets in a currency from venues' own quotes: straight (BTC/EUR), upside down (EUR/BTC), or over one bridge
 * (ADA/USDT then USDT/EUR). The middle of bid and ask is used. What no venue quotes is absent, never guessed.
 */
import type { Market, Quote } from "@/lib/engine/model";
import { add, decimal, divideDown, isPositive, multiply, type Price } from "@/lib/money";
import type { Venue } from "@/server/exchanges/venue";

const BRIDGES = ["USDT", "USDC", "USD", "EUR", "BTC"] as const;

type Step = { symbol: string; isInverse: boolean };

function findStep(markets: ReadonlyMap<string, Market>, from: string, to: string): Step | null {
  const straight = markets.get(`${from}/${to}`);
  if (straight) return { symbol: straight.symbol, isInverse: false };
  const inverse = markets.get(`${to}/${from}`);
  return inverse ? { symbol: inverse.symbol, isInverse: true } : null;
}

/** The markets that lead from an asset to a currency, or null. */
export function findRoute(markets: ReadonlyMap<string, Market>, from: string, to: string): readonly Step[] | null {
  if (from === to) return [];
  const direct = findStep(markets, from, to);
  if (direct) return [direct];
  for (const bridge of BRIDGES) {
    const first = findStep(markets, from, bridge);
    const second = bridge === to ? null : findStep(markets, bridge, to);
    if (first && second) return [first, second];
  }
  return null;
}

function priceOver(route: readonly Step[], quotes: ReadonlyMap<string, Quote>): Price | null {
  let price = decimal<Price>("1");
  for (const step of route) {
    const quote = quotes.get(step.symbol);
    if (!quote || !isPositive(quote.bid) || !isPositive(quote.ask)) return null;
    const mid = divideDown(add<string>(quote.bid, quote.ask), "2");
    price = step.isInverse ? divideDown(price, mid) : multiply(price, mid);
  }
  return price;
}

/** Price of one unit of each asset in `currency`, from the first venue that can tell. */
export async function priceAssets(
  venues: readonly Venue[],
  assets: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, Price>> {
  const prices = new Map<string, Price>();
  for (const venue of venues) {
    const open = assets.filter((asset) => !prices.has(asset));
    if (open.length === 0) break;
    const markets = new Map((await venue.loadMarkets()).map((market) => [market.symbol, market]));
    const routes = open.flatMap((asset) => {
      const route = findRoute(markets, asset, currency);
      return route ? [{ asset, route }] : [];
    });
    const symbols = [...new Set(routes.flatMap(({ route }) => route.map((step) => step.symbol)))];
    const quotes = new Map(
      (symbols.length > 0 ? await venue.fetchQuotes(symbols) : []).map((quote) => [quote.symbol, quote]),
    );
    for (const { asset, route } of routes) {
      const price = priceOver(route, quotes);
      if (price !== null) prices.set(asset, price);
    }
  }
  return prices;
}
