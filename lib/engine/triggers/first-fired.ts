/**
 * Which trigger fires first on a measured sheet; -1 when none does. Live checks and backtests ask this alone.
 *   time       its schedule is due
 *   threshold  a band is broken, or portfolio drift has reached its bar
 *   hybrid     its schedule is due, and a band is broken or portfolio drift has reached its bar
 *   cash-flow  deposits less withdrawals since the last run have reached its bar, either way
 */
import { type Sheet, TRIGGER_CODE } from "@/lib/engine/valuation/sheet";

const TIME = TRIGGER_CODE.time;
const THRESHOLD = TRIGGER_CODE.threshold;
const HYBRID = TRIGGER_CODE.hybrid;

export function firstFired(sheet: Sheet): number {
  const { kinds, bars } = sheet.triggers;
  for (let index = 0; index < kinds.length; index += 1)
    if (isFired(sheet, kinds[index]!, bars[index]!, index)) return index;
  return -1;
}

function isFired(sheet: Sheet, kind: number, bar: number, index: number): boolean {
  // A bar of NaN (none) is reached by nothing.
  const isDrifted = sheet.brokenCount > 0 || sheet.portfolioDrift >= bar;
  if (kind === THRESHOLD) return isDrifted;
  if (kind === TIME) return sheet.due[index] === 1;
  if (kind === HYBRID) return sheet.due[index] === 1 && isDrifted;
  return sheet.flowShare !== 0 && Math.abs(sheet.flowShare) >= bar;
}
