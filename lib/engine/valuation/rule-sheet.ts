/**
 * Writes what moves into a sheet: weights a rule set, widths the market gave, or the safe asset alone while the
 * portfolio stop is out. Columns are by policy target, in the owner's order; weighted groups pass them on inside.
 */
import type { Policy } from "@/lib/engine/model";
import { safeWidth } from "./lay-out-targets";
import type { Sheet } from "./sheet";

/** One weight per target of the policy, together 1. Rests keep their target of 0. */
export function setWeights(sheet: Sheet, weights: Float64Array): void {
  const { goal, targetOf, inner, rowTargets } = sheet;
  for (let slot = 0; slot < targetOf.length; slot += 1) {
    const target = targetOf[slot]!;
    goal.targets[slot] = target < 0 ? 0 : weights[target]! * inner[slot]!;
  }
  for (let row = 0; row < rowTargets.length; row += 1) rowTargets[row] = row < weights.length ? weights[row]! : 0;
}

/** One half-width per target of the policy. Rests keep theirs. */
export function setBands(sheet: Sheet, widths: Float64Array): void {
  const { goal, targetOf, inner, rowBands } = sheet;
  for (let slot = 0; slot < targetOf.length; slot += 1) {
    const target = targetOf[slot]!;
    if (target >= 0) goal.bands[slot] = widths[target]! * inner[slot]!;
  }
  rowBands.set(widths);
}

/** All bands and targets as the layout has them. */
export function resetSheet(sheet: Sheet): void {
  const { goal, layout, rowBands, rowTargets } = sheet;
  for (let slot = 0; slot < layout.slots.length; slot += 1) {
    goal.targets[slot] = layout.slots[slot]!.target;
    goal.bands[slot] = layout.slots[slot]!.band;
  }
  for (let row = 0; row < layout.rows.length; row += 1) {
    rowTargets[row] = layout.rows[row]!.target;
    rowBands[row] = layout.rows[row]!.band;
  }
}

/** While the portfolio stop is out: all of it in the safe asset, every band as narrow as that of a rest. */
export function setSafe(sheet: Sheet, policy: Policy): void {
  const { goal, rowTargets, rowBands, layout } = sheet;
  const safe = layout.slotOf.get(policy.stop?.safeAsset ?? "") ?? -1;
  const width = safeWidth(policy, safe === goal.cash);
  goal.targets.fill(0);
  rowTargets.fill(0);
  goal.bands.fill(width);
  rowBands.fill(width);
  if (safe < 0) return;
  goal.targets[safe] = 1;
  rowTargets[goal.rows[safe]!] = 1;
}
