/** Chooses which of a venue's markets a snapshot needs: thousands are listed, a portfolio trades a few (pure). */
import type { AssetId, Market } from "@/lib/engine/model";
import { BRIDGES } from "./price-assets";

export interface MarketChoice {
  /** Markets a plan may use: between the quote asset and an asset of interest. */
  traded: readonly Market[];
  /** The traded ones and those that lead to a price in the base currency. */
  quoted: readonly string[];
}

export function chooseMarkets(
  markets: readonly Market[],
  assets: ReadonlySet<AssetId>,
  quoteAsset: AssetId,
  baseCurrency: AssetId,
): MarketChoice {
  const between = new Map<string, Market>();
  for (const market of markets) between.set(`${market.base}/${market.quote}`, market);
  const join = (left: AssetId, right: AssetId) =>
    between.get(`${left}/${right}`) ?? between.get(`${right}/${left}`) ?? null;

  const traded = new Map<string, Market>();
  const quoted = new Set<string>();
  const bridges = new Set<AssetId>([quoteAsset]);
  const everyOne = [...assets].sort();
  for (const asset of everyOne) {
    if (asset === quoteAsset) continue;
    const market = join(asset, quoteAsset);
    if (market) {
      traded.set(market.symbol, market);
      quoted.add(market.symbol);
      continue;
    }
    if (asset === baseCurrency) continue;
    const bridge = [baseCurrency, ...BRIDGES].find((candidate) => candidate !== asset && join(asset, candidate));
    if (!bridge) continue;
    quoted.add(join(asset, bridge)!.symbol);
    bridges.add(bridge);
  }
  for (const bridge of bridges) {
    if (bridge === baseCurrency) continue;
    const direct = join(bridge, baseCurrency);
    if (direct) {
      quoted.add(direct.symbol);
      continue;
    }
    const step = BRIDGES.find(
      (candidate) => candidate !== bridge && join(bridge, candidate) && join(candidate, baseCurrency),
    );
    if (!step) continue;
    quoted.add(join(bridge, step)!.symbol).add(join(step, baseCurrency)!.symbol);
  }
  return { traded: [...traded.values()], quoted: [...quoted].sort() };
}
