/**
 * Prices assets in the base currency from market quotes (pure).
 *
 * Quotes are edges of a graph: BTC/USDT at 60,000 leads from BTC to USDT at 60,000 and back at 1/60,000. From the base
 * currency the graph is walked outward, fewest steps first; among equals the order of `bridges`, then of the quotes.
 * A price is the middle of bid and ask (the last trade where one side is empty), and is as old as its oldest quote.
 * Only when no market joins them is USDT taken as one USD, and then the source says so.
 * An asset that is not reached has no price: it stays absent, nothing is invented.
 */
import type { AssetId, AssetPrice, Quote } from "@/lib/engine/model";
import { add, divideDown, isPositive, multiply, type Price, price } from "@/lib/money";

export interface SourcedQuote extends Quote {
  /** Name of the venue, for the price's source. */
  venueName: string;
}

interface Edge {
  from: AssetId;
  to: AssetId;
  /** Units of `from` per unit of `to`. */
  rate: Price;
  at: number;
  source: string;
}

const STEPS_MAX = 3;
const DOLLARS: readonly AssetId[] = ["USD", "USDT"];
export const BRIDGES: readonly AssetId[] = ["USDT", "USDC", "USD", "EUR", "BTC", "ETH"];

export function middleOf(quote: Quote): Price | null {
  if (isPositive(quote.bid) && isPositive(quote.ask)) return divideDown<Price>(add(quote.bid, quote.ask), "2");
  return isPositive(quote.last) ? quote.last : null;
}

function edgesOf(quote: SourcedQuote): readonly Edge[] {
  const [base, counter] = quote.symbol.split("/");
  const middle = middleOf(quote);
  if (!base || !counter || middle === null) return [];
  const source = `${quote.venueName} ${quote.symbol}`;
  return [
    { from: counter, to: base, rate: middle, at: quote.at, source },
    { from: base, to: counter, rate: divideDown<Price>("1", middle), at: quote.at, source },
  ];
}

export function priceAssets(
  assets: readonly AssetId[],
  baseCurrency: AssetId,
  quotes: readonly SourcedQuote[],
  takenAt: number,
  bridges: readonly AssetId[] = BRIDGES,
): readonly AssetPrice[] {
  const edges = Map.groupBy(quotes.flatMap(edgesOf), (edge) => edge.from);
  const found = new Map<AssetId, AssetPrice>([
    [baseCurrency, { asset: baseCurrency, price: price("1"), at: takenAt, source: "base currency" }],
  ]);
  walk(found, edges, bridges);
  const known = DOLLARS.find((asset) => found.has(asset));
  const other = DOLLARS.find((asset) => !found.has(asset));
  if (known && other) {
    const like = found.get(known)!;
    const source =
      like.source === "base currency" ? `${other} taken as 1 ${known}` : `${like.source}, ${other} taken as 1 ${known}`;
    found.set(other, { ...like, asset: other, source });
    walk(found, edges, bridges);
  }
  return [...new Set(assets)].flatMap((asset) => found.get(asset) ?? []);
}

function walk(found: Map<AssetId, AssetPrice>, edges: Map<AssetId, Edge[]>, bridges: readonly AssetId[]): void {
  const rank = (asset: AssetId) => (bridges.indexOf(asset) + bridges.length + 1) % (bridges.length + 1);
  let frontier = [...found.keys()];
  for (let step = 0; step < STEPS_MAX && frontier.length > 0; step++) {
    const reached: AssetId[] = [];
    for (const from of frontier.sort((left, right) => rank(left) - rank(right))) {
      const via = found.get(from)!;
      for (const edge of edges.get(from) ?? []) {
        if (found.has(edge.to)) continue;
        const source = via.source === "base currency" ? edge.source : `${edge.source}, ${via.source}`;
        const value = trimmed(multiply<Price>(edge.rate, via.price));
        if (!isPositive(value)) continue;
        found.set(edge.to, { asset: edge.to, price: value, at: Math.min(edge.at, via.at), source });
        reached.push(edge.to);
      }
    }
    frontier = reached;
  }
}

/** A crossed price needs no more digits than a float shows; 18 decimals are kept. */
const trimmed = (value: Price): Price => divideDown<Price>(value, "1", 18);
