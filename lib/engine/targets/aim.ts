/**
 * Goals of a run for a measured allocation: the kernels of aim-sheet on a copy of its columns, so that one measurement
 * can be aimed again and again while a plan looks for its own costs.
 */
import type { Policy } from "@/lib/engine/model";
import type { GoalColumns } from "@/lib/engine/valuation/goal-columns";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { copyForAim } from "@/lib/engine/valuation/sheet";
import { aimMode, type Occasion } from "./aim-mode";
import { aimSheet } from "./aim-sheet";

export interface Aim {
  columns: GoalColumns;
  goals: Float64Array;
  /** Value the goals are shares of: the counted value less the costs given to `aimAllocation`. */
  value: number;
}

export interface AimOptions {
  /**
   * What the run is expected to cost (base currency): goals are then shares of what will be left, so that fees are paid
   * out of cash and sales instead of leaving every buy a little short.
   */
  costs?: number;
  /** Slots that no market can move; without it every slot is taken to be tradable. */
  frozen?: Uint8Array;
  /** By slot: shares that this run's orders cannot sell, because one order may only be so large. */
  unsellable?: Float64Array;
  /** What called for the run; without it, what the snapshot itself says. */
  occasion?: Occasion;
  /** Signed share a cash-flow run may still spend or raise; without it all that came or went. */
  flowBudget?: number;
  isGuardOff?: boolean;
}

export function aimAllocation(policy: Policy, allocation: Allocation, options: AimOptions = {}): Aim {
  const { costs = 0, frozen, unsellable, occasion = standingOccasion(allocation), flowBudget } = options;
  const total = allocation.columns.values.reduce((sum, value) => sum + value, 0);
  const value = Math.max(total - costs, 0);
  const scale = value > 0 ? total / value : 0;
  const sheet = copyForAim(allocation.sheet);
  const { weights, immovable } = sheet.goal;
  for (let slot = 0; slot < weights.length; slot += 1) {
    weights[slot] = weights[slot]! * scale;
    immovable[slot] = Math.max(immovable[slot]!, unsellable?.[slot] ?? 0) * scale;
  }
  frozen?.forEach((isFrozen, slot) => {
    if (isFrozen === 1) sheet.stuck[slot] = 1;
  });
  if (value > 0) {
    const mode = aimMode(policy, occasion, flowBudget ?? sheet.flowShare);
    aimSheet(sheet, options.isGuardOff === true ? { ...mode, isGuardOff: true } : mode);
  }
  return { columns: sheet.goal, goals: sheet.goals, value };
}

/** While the portfolio stop is out every run leads to the safe asset. */
export function standingOccasion(allocation: Allocation): Occasion {
  return allocation.ruling?.stop?.phase === "stopped" ? "stop" : "regular";
}
