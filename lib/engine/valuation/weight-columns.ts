/**
 * One check of a portfolio on bare columns: they are made once and measured again and again, by live checks once and by
 * a backtest once a bar. Nothing here allocates after `makeWeightColumns`.
 *
 *   const columns = makeWeightColumns(policy, layOutTargets(policy, assets));
 *   setBands(columns, widths); setWeights(columns, weights);   // resolve-columns.ts; only where the market moves them
 *   columns.destination.weights.set(...); columns.due[i] = 1;  // each bar: shares by position, sum 1; due schedules
 *   measureWeightColumns(columns);                             // drift, broken bands, who the trend guard holds
 *   if (firstFired(columns) >= 0)
 *     findPostTradeWeights(columns, destinationMode(policy, "regular"));  // columns.postTradeWeights are the result
 *
 * The caller writes: destination.weights, and where they are not as made: destination.immovable, stuck, rising, due,
 * flowShare. measureWeightColumns writes: drifts, rowWeights, outside, brokenCount, portfolioDrift, guarded.
 * findPostTradeWeights writes the rest.
 * Positions and rows are those of the layout; the first rows are the policy's targets in the owner's order.
 */
import { leastCash, type Policy, type TriggerKind } from "@/lib/engine/model";
import type { DestinationColumns } from "./destination-columns";
import { isOutsideBand, measureDrift, WEIGHT_NOISE } from "./kernels";
import type { TargetLayout } from "./lay-out-targets";

export interface WeightColumns {
  layout: TargetLayout;
  destination: DestinationColumns;
  /** By position: weight - target. */
  drifts: Float64Array;
  /** By row. */
  rowTargets: Float64Array;
  rowBands: Float64Array;
  rowWeights: Float64Array;
  /** By row: 1 where the row has left its band. */
  outside: Uint8Array;
  brokenCount: number;
  /** Sum |d| / 2 over positions, a share. */
  portfolioDrift: number;
  /** By policy target, which are the first rows: 1 while its trend is up. Without a trend guard nobody reads it. */
  rising: Uint8Array;
  /** Hard cap of the trend guard, a share; NaN without a guard. */
  driftMax: number;
  /** By row: 1 where the trend guard forbids a sale, that is rising, over target, and under the hard cap. */
  guarded: Uint8Array;
  /** By position: 1 where no market can move it. */
  stuck: Uint8Array;
  triggers: { kinds: Uint8Array; thresholds: Float64Array };
  /** By trigger: 1 where an occurrence of its schedule is due. */
  due: Uint8Array;
  /** Deposits less withdrawals since the last run, as a share of the portfolio now. */
  flowShare: number;
  /** By position: where the run goes; they sum to 1. */
  postTradeWeights: Float64Array;
  /** By position: index of the policy's target it belongs to (-1 for rests), its share of it, and of its band. */
  targetOf: Int32Array;
  inner: Float64Array;
}

/** Codes in `triggers.kinds`: literals, so that who switches over them misses none. */
export const TRIGGER_CODE = {
  time: 0,
  threshold: 1,
  hybrid: 2,
  "cash-flow": 3,
} as const satisfies Readonly<Record<TriggerKind, number>>;
export type TriggerCode = (typeof TRIGGER_CODE)[TriggerKind];

export function makeWeightColumns(policy: Policy, layout: TargetLayout): WeightColumns {
  const { positions, rows } = layout;
  const [positionFloats, positionBytes] = [floatColumns(positions.length, 9), byteColumns(positions.length, 3)];
  const [rowFloats, rowBytes] = [floatColumns(rows.length, 3), byteColumns(rows.length, 3)];
  const weightColumns: WeightColumns = {
    layout,
    destination: {
      weights: positionFloats(),
      targets: positionFloats(),
      bufferedTargets: positionFloats(),
      bands: positionFloats(),
      immovable: positionFloats(),
      mayMove: positionBytes(),
      frozen: positionBytes(),
      rows: new Int32Array(positions.length),
      headrooms: positionFloats(),
      cash: layout.cashPosition ?? -1,
      cashMin: leastCash(policy),
    },
    drifts: positionFloats(),
    rowTargets: rowFloats(),
    rowBands: rowFloats(),
    rowWeights: rowFloats(),
    outside: rowBytes(),
    brokenCount: 0,
    portfolioDrift: 0,
    rising: rowBytes(),
    driftMax: policy.trendGuard?.driftMax ?? Number.NaN,
    guarded: rowBytes(),
    stuck: positionBytes(),
    triggers: {
      kinds: Uint8Array.from(policy.triggers, (trigger) => TRIGGER_CODE[trigger.kind]),
      thresholds: Float64Array.from(policy.triggers, thresholdOf),
    },
    due: new Uint8Array(policy.triggers.length),
    flowShare: 0,
    postTradeWeights: positionFloats(),
    targetOf: new Int32Array(positions.length),
    inner: positionFloats(),
  };
  positions.forEach((position, index) => {
    weightColumns.destination.targets[index] = position.target;
    weightColumns.destination.bands[index] = position.band;
    weightColumns.destination.rows[index] = position.row;
    weightColumns.inner[index] = position.inner;
    weightColumns.targetOf[index] = position.row < policy.targets.length ? position.row : -1;
  });
  rows.forEach((row, index) => {
    weightColumns.rowTargets[index] = row.target;
    weightColumns.rowBands[index] = row.band;
  });
  return weightColumns;
}

/** The same measured columns with memory of their own for a destination; what finding it only reads is shared. */
export function copyForDestination(weightColumns: WeightColumns): WeightColumns {
  const { destination } = weightColumns;
  const count = destination.weights.length;
  const [floats, bytes] = [floatColumns(count, 5), byteColumns(count, 3)];
  const [weights, immovable, stuck] = [floats(), floats(), bytes()];
  weights.set(destination.weights);
  immovable.set(destination.immovable);
  stuck.set(weightColumns.stuck);
  const own = { weights, immovable, bufferedTargets: floats(), headrooms: floats(), mayMove: bytes(), frozen: bytes() };
  return { ...weightColumns, stuck, postTradeWeights: floats(), destination: { ...destination, ...own } };
}

/** Cuts columns out of one piece of memory: a thousand portfolios need some ten thousand sets of them. */
function floatColumns(length: number, count: number): () => Float64Array {
  const buffer = new ArrayBuffer(8 * length * count);
  let from = 0;
  return () => {
    const column = new Float64Array(buffer, from, length);
    from += 8 * length;
    return column;
  };
}

function byteColumns(length: number, count: number): () => Uint8Array {
  const buffer = new ArrayBuffer(length * count);
  let from = 0;
  return () => {
    const column = new Uint8Array(buffer, from, length);
    from += length;
    return column;
  };
}

/** Measures the weights as they stand. The same loops and the same order of sums wherever it is called. */
export function measureWeightColumns(weightColumns: WeightColumns): void {
  const { destination, rowWeights, rowTargets, rowBands, outside, rising, guarded, driftMax } = weightColumns;
  weightColumns.portfolioDrift = measureDrift(destination.weights, destination.targets, weightColumns.drifts);
  rowWeights.fill(0);
  for (let position = 0; position < destination.rows.length; position += 1) {
    const row = destination.rows[position]!;
    rowWeights[row] = rowWeights[row]! + destination.weights[position]!;
  }
  const cashRow = destination.cash < 0 ? -1 : destination.rows[destination.cash]!;
  let broken = 0;
  for (let row = 0; row < rowWeights.length; row += 1) {
    const drift = rowWeights[row]! - rowTargets[row]!;
    const isOutside = isOutsideBand(drift, rowBands[row]!);
    outside[row] = isOutside ? 1 : 0;
    if (isOutside) broken += 1;
    // Cash is nobody's winner: in a group that holds it the others are judged without it.
    const won = row === cashRow ? drift - weightColumns.drifts[destination.cash]! : drift;
    guarded[row] = rising[row] === 1 && won > 0 && won < driftMax - WEIGHT_NOISE ? 1 : 0;
  }
  weightColumns.brokenCount = broken;
}

function thresholdOf(trigger: Policy["triggers"][number]): number {
  switch (trigger.kind) {
    case "time":
      return Number.NaN;
    case "threshold":
      return trigger.portfolioDrift ?? Number.NaN;
    case "hybrid":
      return trigger.driftMin;
    case "cash-flow":
      return trigger.shareMin;
  }
}
