import { type AssetId, type Policy, type Snapshot, targetKey, targetMembers } from "@/lib/engine/model";
import { toFloat } from "@/lib/money";

/**
 * One-way cost of trading each target now, as a share: fee and half spread of the cheapest market of each member against
 * the quote asset, the mean over members. A target none of whose members has a market now is absent.
 */
export function costsByTarget(
  policy: Pick<Policy, "targets" | "quoteAsset">,
  snapshot: Snapshot,
): Record<string, number> {
  const costs: Record<string, number> = {};
  for (const target of policy.targets) {
    const known = targetMembers(target).flatMap((asset) => cheapest(asset, policy.quoteAsset, snapshot) ?? []);
    if (known.length > 0) costs[targetKey(target)] = known.reduce((sum, cost) => sum + cost, 0) / known.length;
  }
  return costs;
}

function cheapest(asset: AssetId, quoteAsset: AssetId, snapshot: Snapshot): number | null {
  if (asset === quoteAsset) return 0;
  let best: number | null = null;
  for (const venue of snapshot.venues) {
    const quotes = new Map(venue.quotes.map((quote) => [quote.symbol, quote]));
    for (const market of venue.markets) {
      const isBetween =
        (market.base === asset && market.quote === quoteAsset) ||
        (market.base === quoteAsset && market.quote === asset);
      const quote = quotes.get(market.symbol);
      if (!isBetween || !market.isActive || quote === undefined) continue;
      const bid = toFloat(quote.bid);
      const ask = toFloat(quote.ask);
      if (!(bid > 0) || !(ask >= bid)) continue;
      const cost = toFloat(market.takerFeeRate) + (ask - bid) / (ask + bid);
      if (best === null || cost < best) best = cost;
    }
  }
  return best;
}
