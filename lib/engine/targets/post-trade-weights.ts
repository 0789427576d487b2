/**
 * Post-trade weights of a run for a measured allocation: the kernels of find-post-trade-weights on a copy of its
 * columns, so that one measurement can be used again and again while a plan searches for its own costs.
 */
import type { Policy } from "@/lib/engine/model";
import type { DestinationColumns } from "@/lib/engine/valuation/destination-columns";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { copyForDestination } from "@/lib/engine/valuation/weight-columns";
import { destinationMode, type Occasion } from "./destination-mode";
import { findPostTradeWeights } from "./find-post-trade-weights";

export interface PostTradeWeights {
  columns: DestinationColumns;
  postTradeWeights: Float64Array;
  /** Value the post-trade weights are shares of: the counted value less the costs given. */
  value: number;
}

export interface PostTradeOptions {
  /**
   * What the run is expected to cost (base currency): weights are then shares of what will be left, so that fees are
   * paid out of cash and sales instead of leaving every buy a little short.
   */
  costs?: number;
  /** Positions that no market can move; without it every position is taken to be tradable. */
  frozen?: Uint8Array;
  /** By position: shares that this run's orders cannot sell, because one order may only be so large. */
  unsellable?: Float64Array;
  /** What called for the run; without it, what the snapshot itself says. */
  occasion?: Occasion;
  /** Signed share a cash-flow run may still spend or raise; without it all that came or went. */
  flowBudget?: number;
  isGuardOff?: boolean;
}

export function planPostTradeWeights(
  policy: Policy,
  allocation: Allocation,
  options: PostTradeOptions = {},
): PostTradeWeights {
  const { costs = 0, frozen, unsellable, occasion = standingOccasion(allocation), flowBudget } = options;
  const total = allocation.columns.values.reduce((sum, value) => sum + value, 0);
  const value = Math.max(total - costs, 0);
  const scale = value > 0 ? total / value : 0;
  const weightColumns = copyForDestination(allocation.weightColumns);
  const { weights, immovable } = weightColumns.destination;
  for (let position = 0; position < weights.length; position += 1) {
    weights[position] = weights[position]! * scale;
    immovable[position] = Math.max(immovable[position]!, unsellable?.[position] ?? 0) * scale;
  }
  frozen?.forEach((isFrozen, position) => {
    if (isFrozen === 1) weightColumns.stuck[position] = 1;
  });
  if (value > 0) {
    const mode = destinationMode(policy, occasion, flowBudget ?? weightColumns.flowShare);
    findPostTradeWeights(weightColumns, options.isGuardOff === true ? { ...mode, isGuardOff: true } : mode);
  }
  return { columns: weightColumns.destination, postTradeWeights: weightColumns.postTradeWeights, value };
}

/** While the portfolio stop is out every run leads to the safe asset. */
export function standingOccasion(allocation: Allocation): Occasion {
  return allocation.resolved?.stop?.phase === "stopped" ? "stop" : "regular";
}
