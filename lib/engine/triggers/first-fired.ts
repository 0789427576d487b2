/**
 * Which trigger fires first on a measured sheet; -1 when none does. Live checks and backtests ask this alone.
 *   time       its schedule is due
 *   threshold  a band is broken, or portfolio drift has reached its bar
 *   hybrid     its schedule is due, and a band is broken or portfolio drift has reached its bar
 *   cash-flow  deposits less withdrawals since the last run have reached its bar, and cash has too much or too little of
 *              it: what cash took up or paid by itself calls for no trade, and must not silence the triggers after it
 */
import { WEIGHT_NOISE } from "@/lib/engine/valuation/kernels";
import { type Sheet, TRIGGER_CODE, type TriggerCode } from "@/lib/engine/valuation/sheet";

const TIME = TRIGGER_CODE.time;
const THRESHOLD = TRIGGER_CODE.threshold;
const HYBRID = TRIGGER_CODE.hybrid;
const CASH_FLOW = TRIGGER_CODE["cash-flow"];

export function firstFired(sheet: Sheet): number {
  const { kinds, bars } = sheet.triggers;
  for (let index = 0; index < kinds.length; index += 1)
    if (isFired(sheet, kinds[index]! as TriggerCode, bars[index]!, index)) return index;
  return -1;
}

function isFired(sheet: Sheet, kind: TriggerCode, bar: number, index: number): boolean {
  // A bar of NaN (none) is reached by nothing.
  const isDrifted = sheet.brokenCount > 0 || sheet.portfolioDrift >= bar;
  switch (kind) {
    case THRESHOLD:
      return isDrifted;
    case TIME:
      return sheet.due[index] === 1;
    case HYBRID:
      return sheet.due[index] === 1 && isDrifted;
    case CASH_FLOW:
      return Math.abs(sheet.flowShare) >= bar && isCashOff(sheet);
  }
}

/** Whether cash is off its aim on the side of the flow: over it after a deposit, under it after a withdrawal. */
function isCashOff({ goal, flowShare }: Sheet): boolean {
  const { cash, cashMin, targets, weights } = goal;
  if (cash < 0 || flowShare === 0) return false;
  const over = weights[cash]! - Math.max(targets[cash]!, cashMin);
  return (flowShare > 0 ? over : -over) > WEIGHT_NOISE;
}
