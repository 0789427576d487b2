/**
 * Which trigger fires first on measured weight columns; -1 when none does. Live checks and backtests both decide by it.
 *   time       its schedule is due
 *   threshold  a band is broken, or portfolio drift has reached its threshold
 *   hybrid     its schedule is due, and a band is broken or portfolio drift has reached its minimum
 *   cash-flow  deposits less withdrawals since the last run have reached its threshold, and cash has too much or too
 *              little of it: what cash took up or paid by itself calls for no trade and must not silence those after it
 */
import { WEIGHT_NOISE } from "@/lib/engine/valuation/kernels";
import { TRIGGER_CODE, type TriggerCode, type WeightColumns } from "@/lib/engine/valuation/weight-columns";

const TIME = TRIGGER_CODE.time;
const THRESHOLD = TRIGGER_CODE.threshold;
const HYBRID = TRIGGER_CODE.hybrid;
const CASH_FLOW = TRIGGER_CODE["cash-flow"];

export function firstFired(weightColumns: WeightColumns): number {
  const { kinds, thresholds } = weightColumns.triggers;
  for (let index = 0; index < kinds.length; index += 1)
    if (isFired(weightColumns, kinds[index]! as TriggerCode, thresholds[index]!, index)) return index;
  return -1;
}

function isFired(weightColumns: WeightColumns, kind: TriggerCode, threshold: number, index: number): boolean {
  // A threshold of NaN (none) is reached by nothing.
  const isDrifted = weightColumns.brokenCount > 0 || weightColumns.portfolioDrift >= threshold;
  switch (kind) {
    case THRESHOLD:
      return isDrifted;
    case TIME:
      return weightColumns.due[index] === 1;
    case HYBRID:
      return weightColumns.due[index] === 1 && isDrifted;
    case CASH_FLOW:
      return Math.abs(weightColumns.flowShare) >= threshold && isCashOff(weightColumns);
  }
}

/** Whether cash is off its target on the side of the flow: over it after a deposit, under it after a withdrawal. */
function isCashOff({ destination, flowShare }: WeightColumns): boolean {
  const { cash, cashMin, targets, weights } = destination;
  if (cash < 0 || flowShare === 0) return false;
  const over = weights[cash]! - Math.max(targets[cash]!, cashMin);
  return (flowShare > 0 ? over : -over) > WEIGHT_NOISE;
}
