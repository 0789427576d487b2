/** What is held, an asset a row, valued at the snapshot's prices (pure). Largest first, unpriced last. */
import {
  type AssetId,
  type Holding,
  type Policy,
  type Snapshot,
  type TargetDrift,
  targetKey,
  targetMembers,
} from "@/lib/engine/model";
import { assetName } from "@/lib/format";
import { isZero, multiply, type Notional, sum, toFloat } from "@/lib/money";
import { countedAssets } from "../evaluation/record-value";
import type { HoldingView } from "./types";

interface Place {
  key: string;
  group: string | null;
}

export function holdingRows(
  snapshot: Snapshot,
  policy: Pick<Policy, "targets" | "untargeted" | "quoteAsset">,
  drifts: readonly TargetDrift[],
  value: number,
): readonly HoldingView[] {
  const places = placesOf(policy);
  const isCounted = countedAssets(policy);
  const driftOf = new Map(drifts.map((row) => [row.key, row]));
  const priceOf = new Map(snapshot.prices.map((row) => [row.asset, row]));
  const venueName = new Map(snapshot.venues.map((venue) => [venue.venueId, venue.name]));
  const frozen = new Set(snapshot.frozen);
  const held = Map.groupBy(snapshot.holdings, (holding) => holding.asset);
  for (const asset of places.keys()) if (!held.has(asset)) held.set(asset, []);

  const rows = [...held].map(([asset, holdings]): HoldingView => {
    const place = places.get(asset) ?? null;
    const drift = place?.group ? undefined : driftOf.get(place?.key ?? asset);
    const quantity = sum(holdings.map((holding) => holding.quantity));
    const locked = sum(holdings.filter((holding) => holding.isLocked).map((holding) => holding.quantity));
    const price = priceOf.get(asset) ?? null;
    const worth = price === null ? null : multiply<Notional>(quantity, price.price);
    return {
      asset,
      name: assetName(asset),
      quantity,
      lockedQuantity: isZero(locked) ? null : locked,
      price: price?.price ?? null,
      priceAt: price?.at ?? null,
      priceSource: price?.source ?? null,
      value: worth,
      weight: worth === null || !isCounted(asset) || value <= 0 ? null : toFloat(worth) / value,
      target: drift?.target ?? null,
      drift: drift?.drift ?? null,
      group: place?.group ?? null,
      isUntargeted: place === null,
      venues: holdings.map((holding) => venueRow(holding, venueName)),
      ...(frozen.has(asset) ? { isFrozen: true } : {}),
    };
  });
  return rows.sort((left, right) => Number(right.value ?? -1) - Number(left.value ?? -1));
}

const venueRow = (holding: Holding, names: ReadonlyMap<string, string>) => ({
  name: names.get(holding.venueId) ?? "a venue that was removed",
  quantity: holding.quantity,
  isLocked: holding.isLocked,
  ...(holding.venueCode === undefined ? {} : { venueCode: holding.venueCode }),
});

function placesOf(policy: Pick<Policy, "targets">): Map<AssetId, Place> {
  const places = new Map<AssetId, Place>();
  for (const target of policy.targets)
    for (const asset of targetMembers(target))
      places.set(asset, { key: targetKey(target), group: target.kind === "group" ? target.name : null });
  return places;
}
