/**
 * Prices assets in the base currency from market quotes: the one place that does.
 *
 * Quotes are edges of a graph: BTC/USDT at 60,000 leads from BTC to USDT at 60,000 and back at 1/60,000. From the base
 * currency the graph is walked outward, fewest steps first; among equals the order of `BRIDGES`, then of the quotes.
 * What a quote is worth is said by readQuote; a crossed price is as old as its oldest quote and keeps 18 decimals.
 * Only when no market joins them is one dollar taken for another, the deepest first, and then the source says so.
 * An asset that is not reached has no price: it stays absent, nothing is invented.
 */
import { type AssetId, type AssetPrice, BRIDGES, DOLLARS, type Quote } from "@/lib/engine/model";
import { divideDown, isPositive, multiply, type Price, price } from "@/lib/money";
import { readQuote } from "./read-quote";

export interface SourcedQuote extends Quote {
  /** Name of the venue, for the price's source. */
  venueName: string;
  /** Our own invention (a simulated market): confirmed as it is. */
  isOwn?: boolean;
}

/** One market on the way from an asset to the base currency. */
export interface Leg {
  quote: SourcedQuote;
  /** The way leads from the market's quote to its base. */
  isInverse: boolean;
}

/** A price with the markets it was made from, the asset's own first; no legs: base currency, or taken as one. */
export interface PricedPath extends AssetPrice {
  legs: readonly Leg[];
}

const STEPS_MAX = 3;

export function priceAssets(
  assets: readonly AssetId[],
  baseCurrency: AssetId,
  quotes: readonly SourcedQuote[],
  takenAt: number,
): readonly AssetPrice[] {
  const found = findPaths(baseCurrency, quotes, takenAt);
  return [...new Set(assets)].flatMap((asset) => {
    const path = found.get(asset);
    if (path === undefined) return [];
    const { legs: _, ...priced } = path;
    return priced;
  });
}

/** Every asset the quotes lead to. */
export function findPaths(
  baseCurrency: AssetId,
  quotes: readonly SourcedQuote[],
  takenAt: number,
): ReadonlyMap<AssetId, PricedPath> {
  const edges = Map.groupBy(quotes.flatMap(edgesOf), (edge) => edge.from);
  const found = new Map<AssetId, PricedPath>([
    [baseCurrency, { asset: baseCurrency, price: price("1"), at: takenAt, source: "base currency", legs: [] }],
  ]);
  walk(found, edges);
  const isJoined = (asset: AssetId) => asset === baseCurrency || edges.has(asset);
  for (const other of DOLLARS) {
    const known = DOLLARS.find((asset) => found.has(asset));
    if (known === undefined || found.has(other) || !(isJoined(other) || other === "USD" || other === "USDT")) continue;
    const like = found.get(known)!;
    const taken = `${other} taken as 1 ${known}`;
    found.set(other, {
      ...like,
      asset: other,
      source: like.source === "base currency" ? taken : `${like.source}, ${taken}`,
    });
    walk(found, edges);
  }
  return found;
}

/** The same way at other figures: last trades, candles. null where a leg has none. */
export function priceAlong(path: PricedPath, figureOf: (quote: SourcedQuote) => Price | null): Price | null {
  let value = price("1");
  for (const { quote, isInverse } of path.legs) {
    const figure = figureOf(quote);
    if (figure === null || !isPositive(figure)) return null;
    value = multiply<Price>(value, isInverse ? divideDown<Price>("1", figure) : figure);
  }
  return trimmed(value);
}

interface Edge extends Leg {
  from: AssetId;
  to: AssetId;
  /** Units of `from` per unit of `to`. */
  rate: Price;
}

function edgesOf(quote: SourcedQuote): readonly Edge[] {
  const [base, counter] = quote.symbol.split("/");
  const reading = readQuote(quote);
  if (!base || !counter || reading === null) return [];
  return [
    { from: counter, to: base, rate: reading.price, quote, isInverse: false },
    { from: base, to: counter, rate: divideDown<Price>("1", reading.price), quote, isInverse: true },
  ];
}

function walk(found: Map<AssetId, PricedPath>, edges: ReadonlyMap<AssetId, readonly Edge[]>): void {
  const rank = (asset: AssetId) => (BRIDGES.indexOf(asset) + BRIDGES.length + 1) % (BRIDGES.length + 1);
  let frontier = [...found.keys()];
  for (let step = 0; step < STEPS_MAX && frontier.length > 0; step++) {
    const reached: AssetId[] = [];
    for (const from of frontier.sort((left, right) => rank(left) - rank(right))) {
      const via = found.get(from)!;
      for (const { to, rate, quote, isInverse } of edges.get(from) ?? []) {
        if (found.has(to)) continue;
        const value = trimmed(multiply<Price>(rate, via.price));
        if (!isPositive(value)) continue;
        const own = `${quote.venueName} ${quote.symbol}`;
        found.set(to, {
          asset: to,
          price: value,
          at: Math.min(quote.at, via.at),
          source: via.source === "base currency" ? own : `${own}, ${via.source}`,
          legs: [{ quote, isInverse }, ...via.legs],
        });
        reached.push(to);
      }
    }
    frontier = reached;
  }
}

/** A crossed price needs no more digits than a float shows; 18 decimals are kept. */
const trimmed = (value: Price): Price => divideDown<Price>(value, "1", 18);
