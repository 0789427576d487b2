/**
 * Chooses which of a venue's markets a snapshot needs: thousands are listed, a portfolio trades a few. Beside those that
 * are traded, those are quoted that lead each asset to the base currency, over bridges where no market joins the two:
 * a portfolio that counts in USD and trades against USDC reaches BTC over USDC/USDT where nothing better is listed.
 */
import { type AssetId, BRIDGES, DOLLARS, type Market } from "@/lib/engine/model";

export interface MarketChoice {
  /** Markets a plan may use: between the quote asset and an asset of interest. */
  traded: readonly Market[];
  /** The traded ones and those that lead to a price in the base currency. */
  quoted: readonly string[];
}

const BRIDGES_MAX = 3;

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
  const leads = (left: AssetId, right: AssetId) => join(left, right)?.isActive === true;

  const traded = new Map<string, Market>();
  const quoted = new Set<string>();
  const wayHome = waysHome(leads, quoteAsset, baseCurrency);
  for (const asset of [...assets].sort()) {
    if (asset === quoteAsset) continue;
    const market = join(asset, quoteAsset);
    if (market) {
      traded.set(market.symbol, market);
      quoted.add(market.symbol);
    }
    if (asset === baseCurrency || (market?.isActive && wayHome.has(quoteAsset))) continue;
    const bridge = [...wayHome.keys()].find((candidate) => candidate !== asset && leads(asset, candidate));
    if (bridge === undefined) continue;
    for (const [from, to] of pairs([asset, bridge, ...wayHome.get(bridge)!])) quoted.add(join(from, to)!.symbol);
  }
  for (const [from, to] of pairs([quoteAsset, ...(wayHome.get(quoteAsset) ?? [])])) quoted.add(join(from, to)!.symbol);
  return { traded: [...traded.values()], quoted: [...quoted].sort() };
}

/**
 * From each bridge the assets on its way to the base currency, nearest bridges first. Where no market leads to a dollar
 * that is the base currency, the deepest dollar that has markets stands for it.
 */
function waysHome(
  leads: (left: AssetId, right: AssetId) => boolean,
  quoteAsset: AssetId,
  baseCurrency: AssetId,
): ReadonlyMap<AssetId, readonly AssetId[]> {
  const candidates = [...new Set([quoteAsset, ...BRIDGES])];
  const ways = walkFrom(baseCurrency, candidates, leads);
  if (ways.size > 1 || !DOLLARS.includes(baseCurrency)) return ways;
  const standIn = DOLLARS.find((dollar) => candidates.some((other) => leads(dollar, other)));
  return standIn === undefined ? ways : walkFrom(standIn, candidates, leads);
}

function walkFrom(
  home: AssetId,
  candidates: readonly AssetId[],
  leads: (left: AssetId, right: AssetId) => boolean,
): Map<AssetId, readonly AssetId[]> {
  const ways = new Map<AssetId, readonly AssetId[]>([[home, []]]);
  let frontier = [home];
  for (let step = 0; step < BRIDGES_MAX && frontier.length > 0; step += 1) {
    const reached: AssetId[] = [];
    for (const near of frontier)
      for (const candidate of candidates) {
        if (ways.has(candidate) || !leads(candidate, near)) continue;
        ways.set(candidate, [near, ...ways.get(near)!]);
        reached.push(candidate);
      }
    frontier = reached;
  }
  return ways;
}

function pairs(way: readonly AssetId[]): (readonly [AssetId, AssetId])[] {
  return way.slice(1).map((to, index) => [way[index]!, to] as const);
}
