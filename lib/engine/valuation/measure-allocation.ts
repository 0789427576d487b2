/**
 * Measures a snapshot against a policy: what is counted, what it is worth, how far each target has drifted.
 *
 *   w = quantity x price / V      d = w - t      portfolio drift = sum |d| / 2
 *
 * Values are exact decimals up to the sum; weights are float64 from there on. Locked holdings and those of a silent
 * venue count in weights (they are what they are), but they are remembered as immovable. The portfolio drift is
 * summed over positions, so that a weighted group which is right as a whole but wrong inside is not called balanced.
 * An asset that is held or targeted and has no positive price is named in `missing`; nothing is decided then. What the
 * snapshot sets aside is not counted and missed by nobody; a group is met by the members it has prices for. What it
 * freezes counts and cannot move, and what is off its peg is not desired beyond what there is.
 * What the policy's moving parts come to is read from the snapshot; where it has none resolved everything is as
 * written.
 */
import type {
  AssetId,
  Holding,
  Policy,
  ResolvedPolicy,
  Snapshot,
  SnapshotVenue,
  TargetDrift,
} from "@/lib/engine/model";
import { add, isPositive, multiply, type Notional, type Price, type Quantity, sum, toFloat } from "@/lib/money";
import { isOutsideBand, weigh } from "./kernels";
import { layOutTargets, type TargetLayout } from "./lay-out-targets";
import { makeWeightColumns, measureWeightColumns, type WeightColumns } from "./weight-columns";

export interface Allocation {
  /** Exact counted value in the base currency. */
  value: Notional;
  /** One per row, in the policy's order; `postTrade` equals `weight` until a run has found its destination. */
  drifts: readonly TargetDrift[];
  /** Sum of |drift| / 2 over positions, a share. */
  portfolioDrift: number;
  /** Held or targeted assets with no usable price. */
  missing: readonly AssetId[];
  layout: TargetLayout;
  /**
   * Columns by position: value in the base currency, weight, target, band, and the part of the weight that cannot move.
   */
  columns: AllocationColumns;
  /** The same columns as the kernels read them, measured. */
  weightColumns: WeightColumns;
  resolved: ResolvedPolicy | null;
  /** Usable prices in the base currency. */
  prices: ReadonlyMap<AssetId, Price>;
}

export interface AllocationColumns {
  values: Float64Array;
  weights: Float64Array;
  targets: Float64Array;
  bands: Float64Array;
  immovable: Float64Array;
}

/** Whether an order may touch this holding: not locked, not in a manual list, its venue answers. */
export function isTradable(holding: Holding, venue: SnapshotVenue | undefined): boolean {
  return !holding.isLocked && venue !== undefined && venue.kind !== "manual" && venue.problem === null;
}

/** Usable prices by asset. The base currency is worth one of itself, whether or not a price says so. */
export function pricesOf(snapshot: Snapshot): Map<AssetId, Price> {
  const prices = new Map<AssetId, Price>([[snapshot.baseCurrency, "1" as Price]]);
  for (const { asset, price } of snapshot.prices) if (isPositive(price)) prices.set(asset, price);
  return prices;
}

export function measureAllocation(policy: Policy, snapshot: Snapshot): Allocation {
  const prices = pricesOf(snapshot);
  const venues = new Map(snapshot.venues.map((venue) => [venue.venueId, venue]));
  const held = new Map<AssetId, Quantity>();
  const movable = new Map<AssetId, number>();
  const aside = new Set(snapshot.setAside?.map(({ asset }) => asset));
  for (const holding of snapshot.holdings) {
    if (!isPositive(holding.quantity) || aside.has(holding.asset)) continue;
    const before = held.get(holding.asset);
    held.set(holding.asset, before === undefined ? holding.quantity : add(before, holding.quantity));
    if (isTradable(holding, venues.get(holding.venueId))) {
      movable.set(holding.asset, (movable.get(holding.asset) ?? 0) + toFloat(holding.free));
    }
  }

  const resolved = snapshot.resolved?.ok === true ? snapshot.resolved.resolved : null;
  const layout = layOutTargets(policy, held.keys(), resolved);
  const weightColumns = makeWeightColumns(policy, layout);
  const columns: AllocationColumns = {
    values: new Float64Array(layout.positions.length),
    ...weightColumns.destination,
  };
  const missing = new Set<AssetId>();
  const exact: Notional[] = [];
  for (const position of layout.positions) {
    // A zero target of something nobody holds needs no price.
    if (!(position.target > 0)) continue;
    const wanted = position.members.filter((asset) => !aside.has(asset));
    for (const asset of wanted.length > 0 ? wanted : position.members) if (!prices.has(asset)) missing.add(asset);
  }
  for (const [asset, quantity] of [...held].sort(byAsset)) {
    const position = layout.positionOf.get(asset);
    if (position === undefined) continue;
    const price = prices.get(asset);
    if (price === undefined) {
      missing.add(asset);
      continue;
    }
    const value = multiply<Notional>(quantity, price);
    exact.push(value);
    const float = toFloat(value);
    columns.values[position] = columns.values[position]! + float;
    const share = Math.min((movable.get(asset) ?? 0) / toFloat(quantity), 1);
    columns.immovable[position] = columns.immovable[position]! + float * (1 - share);
  }

  const total = weigh(columns.values, columns.weights);
  for (let index = 0; index < columns.immovable.length; index += 1) {
    columns.immovable[index] = total > 0 ? columns.immovable[index]! / total : 0;
  }
  markStuck(weightColumns, snapshot, aside);
  resolveTrends(weightColumns, resolved);
  measureWeightColumns(weightColumns);
  if (!(total > 0)) weightColumns.portfolioDrift = 0;
  return {
    value: sum(exact),
    drifts: driftRows(layout, columns.weights, columns.weights),
    portfolioDrift: weightColumns.portfolioDrift,
    missing: [...missing].sort(),
    layout,
    columns,
    weightColumns,
    resolved,
    prices,
  };
}

/**
 * Positions that keep their weight: set aside, or off its peg and due to be bought. Trading capacity bars the suspect.
 */
function markStuck(
  { layout, destination, stuck }: WeightColumns,
  { offPeg = [] }: Snapshot,
  aside: Set<AssetId>,
): void {
  if (offPeg.length === 0 && aside.size === 0) return;
  const off = new Set(offPeg);
  layout.positions.forEach(({ members, target }, index) => {
    if (index === layout.cashPosition) return;
    const isUnder = destination.weights[index]! < target;
    if (members.every((asset) => aside.has(asset) || (isUnder && off.has(asset)))) stuck[index] = 1;
  });
}

/** The trend guard has no say while the stop is out. */
function resolveTrends(weightColumns: WeightColumns, resolved: ResolvedPolicy | null): void {
  if (resolved === null) return;
  weightColumns.flowShare = resolved.flowShare;
  if (resolved.stop?.phase === "stopped") return;
  const rising = new Set(resolved.trends.filter((trend) => trend.isRising).map((trend) => trend.key));
  weightColumns.layout.rows.forEach((row, index) => {
    if (row.origin === "target" && rising.has(row.key)) weightColumns.rising[index] = 1;
  });
}

/** Rows for people from columns by position. Idle cash and rests are shown only while there are some. */
export function driftRows(layout: TargetLayout, weights: Float64Array, postTradeWeights: Float64Array): TargetDrift[] {
  const weightOf = new Float64Array(layout.rows.length);
  const postTradeOf = new Float64Array(layout.rows.length);
  layout.positions.forEach((position, index) => {
    weightOf[position.row] = weightOf[position.row]! + weights[index]!;
    postTradeOf[position.row] = postTradeOf[position.row]! + postTradeWeights[index]!;
  });
  const drifts: TargetDrift[] = [];
  layout.rows.forEach((row, index) => {
    const weight = weightOf[index]!;
    const postTrade = postTradeOf[index]!;
    if (row.origin !== "target" && weight === 0 && postTrade === 0) return;
    const drift = weight - row.target;
    const { key, name, members, target, band } = row;
    drifts.push({ key, name, members, weight, target, drift, band, isOutside: isOutsideBand(drift, band), postTrade });
  });
  return drifts;
}

const byAsset = (left: readonly [AssetId, unknown], right: readonly [AssetId, unknown]) =>
  left[0] < right[0] ? -1 : 1;
