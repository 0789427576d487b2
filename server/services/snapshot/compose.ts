/** Puts a snapshot together from what answered and what is confirmed of it (pure). */
import type { PricesVerdict } from "@/lib/engine/confirm/judge-prices";
import { findOffPeg } from "@/lib/engine/confirm/off-peg";
import { priceAssets } from "@/lib/engine/confirm/price-assets";
import { setApart } from "@/lib/engine/confirm/set-apart";
import type {
  AssetId,
  AssetPrice,
  Confirmations,
  Holding,
  Snapshot,
  SnapshotVenue,
  SuspectFact,
} from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import type { SnapshotRequest, VenueSnapshot } from "./types";

interface Pieces {
  request: SnapshotRequest;
  takenAt: number;
  snapshots: readonly VenueSnapshot[];
  holdings: readonly Holding[];
  assets: readonly AssetId[];
  prices: PricesVerdict;
  suspectBalances: readonly SuspectFact[];
  memory: Confirmations;
  isPreview: boolean;
}

export function composeSnapshot(pieces: Pieces): Snapshot {
  const { request, takenAt, snapshots, prices, memory } = pieces;
  const { baseCurrency, policy } = request;
  const counted = pieces.assets.flatMap((asset) => priceOf(asset, pieces) ?? []);
  const offPeg = findOffPeg(counted, baseCurrency);
  const confirmedOf = new Map(prices.confirmed.map((each) => [each.asset, each]));
  const isCounted = ({ asset, suspicion, counted }: SuspectFact) =>
    counts(asset, policy) && !(pieces.isPreview && suspicion === "first-look" && counted === null);
  const suspects: SuspectFact[] = [
    ...pieces.suspectBalances,
    ...prices.suspects,
    ...offPeg.flatMap((asset) => offPegSuspect(asset, confirmedOf.get(asset), memory, takenAt)),
  ].filter(isCounted);
  const apart = setApart({
    policy,
    holdings: pieces.holdings,
    prices: counted,
    suspects,
    isListed: (asset) => isListed(asset, snapshots),
  });
  const frozen = new Set(apart.frozen);
  // Nobody is in a hurry about what does not count.
  const aside = new Set(apart.setAside.map(({ asset }) => asset));
  const shown = suspects.map((suspect) => (aside.has(suspect.asset) ? { ...suspect, recheckAt: null } : suspect));
  const outliers = new Set(prices.outliers.map(({ venueName, symbol }) => `${venueName} ${symbol}`));
  return {
    takenAt,
    baseCurrency,
    venues: snapshots.map(({ venue }) => dated(without(venue, outliers), takenAt)),
    holdings: pieces.holdings.map((holding) =>
      frozen.has(holding.asset) ? { ...holding, free: quantity("0") } : holding,
    ),
    openOrders: snapshots.flatMap(({ openOrders }) => openOrders),
    prices: counted,
    suspects: shown,
    ...(apart.frozen.length > 0 ? { frozen: apart.frozen } : {}),
    ...(offPeg.length > 0 ? { offPeg } : {}),
    ...(apart.setAside.length > 0 ? { setAside: apart.setAside } : {}),
  };
}

/**
 * Confirmed now, else as last confirmed; in a preview as seen. Of a silent venue the last quotes, so that its value
 * shows.
 */
function priceOf(asset: AssetId, pieces: Pieces): AssetPrice | null {
  const { prices, memory, isPreview, request, snapshots, takenAt } = pieces;
  if (asset === request.baseCurrency) return { asset, price: price("1"), at: takenAt, source: "base currency" };
  const now = prices.confirmed.find((each) => each.asset === asset);
  if (now) return { asset, price: now.price, at: now.at, source: now.source };
  const last = memory.prices.find((each) => each.asset === asset);
  if (last) return { asset, price: last.price, at: last.at, source: last.source, isFrozen: true };
  const suspect = prices.suspects.find((each) => each.asset === asset);
  if (isPreview && suspect?.seen != null && suspect.suspicion === "first-look")
    return { asset, price: suspect.seen, at: takenAt, source: suspect.source };
  const silent = snapshots.flatMap(({ venue }) =>
    venue.problem === null ? [] : venue.quotes.map((quote) => ({ ...quote, venueName: venue.name })),
  );
  const [old] = suspect?.seen == null ? priceAssets([asset], request.baseCurrency, silent, takenAt) : [];
  return old ? { ...old, isFrozen: true } : null;
}

/**
 * Assets that are in no target and not to be sold count for nothing, so it does not matter whether they are suspect.
 */
function counts(asset: AssetId, policy: SnapshotRequest["policy"]): boolean {
  if (policy.untargeted === "sell" || asset === policy.quoteAsset || asset === policy.stop?.safeAsset) return true;
  return policy.targets.some((target) =>
    target.kind === "asset"
      ? target.asset === asset
      : target.members.some((member) => (typeof member === "string" ? member : member.asset) === asset),
  );
}

function offPegSuspect(
  asset: AssetId,
  confirmed: Confirmations["prices"][number] | undefined,
  memory: Confirmations,
  now: number,
): SuspectFact[] {
  if (confirmed === undefined) return [];
  const { price: seen, source } = confirmed;
  const since = memory.suspectPrices.find((each) => each.asset === asset && each.suspicion === "off-peg")?.since ?? now;
  const fact = { about: "price", asset, suspicion: "off-peg", seen, counted: seen, source } as const;
  return [{ ...fact, since, recheckAt: null, needsOwner: false }];
}

const isListed = (asset: AssetId, snapshots: readonly VenueSnapshot[]) =>
  snapshots.some(({ venue }) =>
    venue.markets.some((market) => market.isActive && (market.base === asset || market.quote === asset)),
  );

function without(venue: SnapshotVenue, outliers: ReadonlySet<string>): SnapshotVenue {
  if (outliers.size === 0) return venue;
  return { ...venue, quotes: venue.quotes.filter((quote) => !outliers.has(`${venue.name} ${quote.symbol}`)) };
}

function dated(venue: SnapshotVenue, takenAt: number): SnapshotVenue {
  return venue.problem ? { ...venue, problem: { ...venue.problem, since: venue.problem.since || takenAt } } : venue;
}
