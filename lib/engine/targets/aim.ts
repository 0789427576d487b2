/**
 * Goals of a run for a measured allocation: sets the cash buffer aside, then applies destination and scope.
 *
 * The buffer is a least share of the slot that holds the quote asset: where its target is lower, all other targets
 * give way in proportion. `edge` stops a twentieth of the band inside its edge, or rounding would leave it outside
 * and the next check would trade again.
 */
import type { Destination, Policy } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { type GoalColumns, goalWeights } from "./goal-weights";

/** Where a run stops, as a share of the band from the target. */
export const REACH: Readonly<Record<Destination, number>> = { target: 0, half: 0.5, edge: 0.95 };

export interface Aim {
  columns: GoalColumns;
  goals: Float64Array;
  /** Value the goals are shares of: the counted value less the costs given to `aimAllocation`. */
  value: number;
}

/**
 * `costs` (base currency) are what the run is expected to cost: goals are then shares of what will be left, so that
 * fees are paid out of cash and sales instead of leaving every buy a little short.
 * `frozen` marks slots that no market can move; without it every slot is taken to be tradable.
 */
export function aimAllocation(policy: Policy, allocation: Allocation, costs = 0, frozen?: Uint8Array): Aim {
  const { slots, cashSlot } = allocation.layout;
  const { values, targets, bands } = allocation.columns;
  const count = slots.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  const value = Math.max(total - costs, 0);
  const scale = value > 0 ? total / value : 0;
  const isOutside = new Map(allocation.drifts.map((drift) => [drift.key, drift.isOutside]));

  const cash = cashSlot ?? -1;
  const cashTarget = cash < 0 ? 0 : targets[cash]!;
  const cashAim = cash < 0 ? 0 : Math.max(cashTarget, policy.cashBuffer);
  const squeeze = cashTarget < 1 ? (1 - cashAim) / (1 - cashTarget) : 1;
  const columns: GoalColumns = {
    weights: new Float64Array(count),
    targets,
    aims: new Float64Array(count),
    bands,
    immovable: new Float64Array(count),
    mayWish: new Uint8Array(count),
    frozen: frozen ?? new Uint8Array(count),
    rows: Int32Array.from(slots, (slot) => slot.row),
    rooms: new Float64Array(count),
    cash,
    cashMin: policy.cashBuffer,
  };
  for (let index = 0; index < count; index += 1) {
    columns.weights[index] = allocation.columns.weights[index]! * scale;
    columns.immovable[index] = allocation.columns.immovable[index]! * scale;
    columns.aims[index] = index === cash ? cashAim : targets[index]! * squeeze;
    const rowKey = allocation.layout.rows[slots[index]!.row]!.key;
    columns.mayWish[index] = policy.scope === "all" || isOutside.get(rowKey) === true ? 1 : 0;
  }
  const goals = new Float64Array(count);
  if (value > 0) goalWeights(columns, REACH[policy.destination], goals);
  return { columns, goals, value };
}
