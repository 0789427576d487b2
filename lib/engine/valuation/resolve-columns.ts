/**
 * Writes what moves into weight columns: weights a rule set, widths the market gave, or the safe asset alone while the
 * portfolio stop is out. Input is by policy target, in the owner's order; weighted groups pass it on inside.
 */
import type { Policy } from "@/lib/engine/model";
import { safeWidth } from "./lay-out-targets";
import type { WeightColumns } from "./weight-columns";

/** One weight per target of the policy, together 1. Rests keep their target of 0. */
export function setWeights(weightColumns: WeightColumns, weights: Float64Array): void {
  const { destination, targetOf, inner, rowTargets } = weightColumns;
  for (let position = 0; position < targetOf.length; position += 1) {
    const target = targetOf[position]!;
    destination.targets[position] = target < 0 ? 0 : weights[target]! * inner[position]!;
  }
  for (let row = 0; row < rowTargets.length; row += 1) rowTargets[row] = row < weights.length ? weights[row]! : 0;
}

/** One half-width per target of the policy. Rests keep theirs. */
export function setBands(weightColumns: WeightColumns, widths: Float64Array): void {
  const { destination, targetOf, inner, rowBands } = weightColumns;
  for (let position = 0; position < targetOf.length; position += 1) {
    const target = targetOf[position]!;
    if (target >= 0) destination.bands[position] = widths[target]! * inner[position]!;
  }
  rowBands.set(widths);
}

/** All bands and targets as the layout has them. */
export function resetWeightColumns(weightColumns: WeightColumns): void {
  const { destination, layout, rowBands, rowTargets } = weightColumns;
  for (let position = 0; position < layout.positions.length; position += 1) {
    destination.targets[position] = layout.positions[position]!.target;
    destination.bands[position] = layout.positions[position]!.band;
  }
  for (let row = 0; row < layout.rows.length; row += 1) {
    rowTargets[row] = layout.rows[row]!.target;
    rowBands[row] = layout.rows[row]!.band;
  }
}

/** While the portfolio stop is out: all of it in the safe asset, every band as narrow as that of a rest. */
export function setSafe(weightColumns: WeightColumns, policy: Policy): void {
  const { destination, rowTargets, rowBands, layout } = weightColumns;
  const safe = layout.positionOf.get(policy.stop?.safeAsset ?? "") ?? -1;
  const width = safeWidth(policy, safe === destination.cash);
  destination.targets.fill(0);
  rowTargets.fill(0);
  destination.bands.fill(width);
  rowBands.fill(width);
  if (safe < 0) return;
  destination.targets[safe] = 1;
  rowTargets[destination.rows[safe]!] = 1;
}
