/**
 * One price column a target, so that every figure is measured on targets the same way.
 *
 * An asset's column is its own. A group's is an index that starts at 1 and moves by the mean of its members' simple
 * returns: by inner weights in a weighted group, equal in a fungible one. What `cash` names is worth 1 of itself where
 * the table has no column for it. A member without prices leaves its target's column NaN from the start, and every
 * figure of it NaN as well.
 *
 * The index at a bar is made from bars up to it, so nothing here reads ahead.
 */
import { type AssetId, type PriceTable, type Target, targetKey } from "@/lib/engine/model";

/** A table whose columns are the targets, in their order; `assets` holds their keys. */
export function targetPrices(table: PriceTable, targets: readonly Target[], cash: AssetId): PriceTable {
  const bars = table.times.length;
  const closes = new Float64Array(targets.length * bars);
  targets.forEach((target, index) => {
    const column = closes.subarray(index * bars, (index + 1) * bars);
    if (target.kind === "asset") column.set(columnOf(table, target.asset, cash) ?? column.fill(Number.NaN));
    else fillIndex(column, membersOf(target), table, cash);
  });
  return { assets: targets.map(targetKey), quote: table.quote, times: table.times, closes };
}

/**
 * Columns of a table held in the given shares and brought back to them at every bar without cost: an index from 1, in a
 * table of one column. Weights need not sum to 1; columns of weight 0 are not read.
 */
export function weightedIndex(prices: PriceTable, weights: ArrayLike<number>): PriceTable {
  const bars = prices.times.length;
  const parts: Part[] = [];
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index]!;
    total += weight;
    if (weight > 0) parts.push({ column: prices.closes.subarray(index * bars, (index + 1) * bars), weight });
  }
  for (const part of parts) part.weight /= total;
  const closes = new Float64Array(bars);
  compound(closes, parts);
  return { assets: ["index"], quote: prices.quote, times: prices.times, closes };
}

interface Part {
  column: Float64Array;
  weight: number;
}

function membersOf(target: Extract<Target, { kind: "group" }>): readonly { asset: AssetId; weight: number }[] {
  if (target.mode === "weighted") return target.members;
  return target.members.map((asset) => ({ asset, weight: 1 / target.members.length }));
}

function fillIndex(
  index: Float64Array,
  members: readonly { asset: AssetId; weight: number }[],
  table: PriceTable,
  cash: AssetId,
): void {
  const parts: Part[] = [];
  for (const { asset, weight } of members) {
    const column = columnOf(table, asset, cash);
    if (column === null) {
      index.fill(Number.NaN);
      return;
    }
    parts.push({ column, weight });
  }
  compound(index, parts);
}

function compound(index: Float64Array, parts: readonly Part[]): void {
  let level = 1;
  for (let bar = 0; bar < index.length; bar += 1) {
    if (bar > 0) {
      let move = 0;
      for (const { column, weight } of parts) move += weight * (column[bar]! / column[bar - 1]! - 1);
      level *= 1 + move;
    }
    index[bar] = level;
  }
}

/** The asset's closes; ones for cash without a column; null where nothing is known. */
function columnOf(table: PriceTable, asset: AssetId, cash: AssetId): Float64Array | null {
  const bars = table.times.length;
  const at = table.assets.indexOf(asset);
  if (at >= 0) return table.closes.subarray(at * bars, (at + 1) * bars);
  return asset === cash ? new Float64Array(bars).fill(1) : null;
}
