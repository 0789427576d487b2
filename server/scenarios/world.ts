/**
 * A portfolio's world at any instant of the simulated market: the same snapshot a live check would take, made from
 * the same parts (market choice, prices over markets), without querying anybody (pure).
 */

import { chooseMarkets } from "@/lib/engine/confirm/choose-markets";
import { priceAssets } from "@/lib/engine/confirm/price-assets";
import {
  type AssetId,
  type Holding,
  type Market,
  type Policy,
  type Snapshot,
  targetMembers,
  type VenueKind,
} from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { isZero, quantity } from "@/lib/money";
import { simulatedQuote } from "@/server/market-data/simulated";

export interface WorldVenue {
  venueId: string;
  name: string;
  kind: VenueKind;
}

export interface World {
  seed: number;
  policy: Policy;
  baseCurrency: AssetId;
  paper: WorldVenue;
  /** Every market of the paper venue. */
  markets: readonly Market[];
  /** Cold storage: counted, never traded. */
  manual: (WorldVenue & { holdings: ReadonlyMap<AssetId, Quantity> }) | null;
}

export type Balances = Map<AssetId, Quantity>;

export function assetsOf(world: World, balances: Balances): readonly AssetId[] {
  const { policy, manual } = world;
  const targeted = policy.targets.flatMap(targetMembers);
  return [...new Set([...targeted, ...balances.keys(), ...(manual?.holdings.keys() ?? []), policy.quoteAsset])].sort();
}

export function snapshotWorld(world: World, balances: Balances, at: number): Snapshot {
  const { paper, manual, policy, baseCurrency } = world;
  const assets = assetsOf(world, balances);
  const choice = chooseMarkets(world.markets, new Set(assets), policy.quoteAsset, baseCurrency);
  const bySymbol = new Map(world.markets.map((market) => [market.symbol, market]));
  const quotes = choice.quoted.flatMap((symbol) => {
    const market = bySymbol.get(symbol);
    return (market && simulatedQuote(world.seed, market, at)) ?? [];
  });
  const sourced = quotes.map((quote) => ({ ...quote, venueName: paper.name }));
  return {
    takenAt: at,
    baseCurrency,
    venues: [
      { ...paper, problem: null, markets: choice.traded, quotes },
      ...(manual
        ? [{ venueId: manual.venueId, name: manual.name, kind: manual.kind, problem: null, markets: [], quotes: [] }]
        : []),
    ],
    holdings: [
      ...holdingsOf(paper.venueId, balances, false),
      ...(manual ? holdingsOf(manual.venueId, manual.holdings, true) : []),
    ],
    openOrders: [],
    prices: priceAssets(assets, baseCurrency, sourced, at),
  };
}

function holdingsOf(venueId: string, balances: ReadonlyMap<AssetId, Quantity>, isLocked: boolean): Holding[] {
  return [...balances].flatMap(([asset, held]) =>
    isZero(held) ? [] : [{ venueId, asset, quantity: held, free: isLocked ? quantity("0") : held, isLocked }],
  );
}
