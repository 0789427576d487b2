/**
 * Fills `sheet.goals` for a measured sheet: sets the cash buffer aside, marks who may move and who may wish, then
 * applies the destination rule. Allocates nothing.
 *
 * The buffer is a least share of the slot that holds the quote asset: where its target is lower, all other targets
 * give way in proportion. Who would trade the way the run may not is frozen, and cash moves instead:
 *   buy-only    what is over its aim keeps its weight; cash falls to its own aim at most
 *   sell-only   what is under its aim keeps its weight; cash takes all that is raised
 *   deposit     buy-only, straight to the aims, and cash falls by the budget at most
 *   withdrawal  sell-only, straight to the aims, and cash rises by the budget at most, and not past its own aim
 *   guarded     a row the trend guard lets run is not sold
 * Weights may be scaled between measuring and aiming, so that a run's costs are paid out of them; bands stay judged
 * as they were measured.
 */
import type { Sheet } from "@/lib/engine/valuation/sheet";
import type { AimMode } from "./aim-mode";
import { goalWeights } from "./goal-weights";

export function aimSheet(sheet: Sheet, mode: AimMode): void {
  const { goal, goals, outside, guarded, stuck } = sheet;
  const { weights, targets, aims, bands, mayWish, frozen, rows, cash } = goal;
  const budget = mode.flowBudget;
  const isAllWishing = mode.scope === "all" || budget !== null;
  const mayBuy = mode.flow !== "sell-only" && !(budget !== null && budget <= 0);
  const maySell = mode.flow !== "buy-only" && !(budget !== null && budget >= 0);
  const hasGuard = mode.isGuardOff !== true;
  const isCashOpen = !mayBuy && budget === null;
  // Where cash takes in more than its target it breaks its own row's band: who shares the row then wishes now, not later.
  const openRow = isCashOpen && cash >= 0 ? rows[cash]! : -1;

  const cashTarget = cash < 0 ? 0 : targets[cash]!;
  const cashAim = cash < 0 ? 0 : Math.max(cashTarget, mode.cashBuffer);
  const squeeze = cashTarget < 1 ? (1 - cashAim) / (1 - cashTarget) : 1;
  goal.cashMin = mode.cashBuffer;
  for (let slot = 0; slot < weights.length; slot += 1) {
    const weight = weights[slot]!;
    const aim = slot === cash ? cashAim : targets[slot]! * squeeze;
    const row = rows[slot]!;
    // With a buffer set aside the near end of the destination may lie over the aim, and so call for a purchase.
    const wishMin = budget === null && mode.reach > 0 ? targets[slot]! - mode.reach * bands[slot]! : aim;
    const isHeld =
      slot !== cash &&
      ((!mayBuy && weight <= Math.max(aim, wishMin)) ||
        (!maySell && weight >= aim) ||
        (hasGuard && guarded[row] === 1 && weight > aim));
    aims[slot] = aim;
    frozen[slot] = stuck[slot] === 1 || isHeld ? 1 : 0;
    mayWish[slot] = isAllWishing || outside[row] === 1 || row === openRow ? 1 : 0;
  }
  if (cash >= 0 && budget !== null) aims[cash] = cashAimWithin(weights[cash]!, cashAim, budget);
  goalWeights(goal, budget === null ? mode.reach : 0, goals, isCashOpen);
}

/** A deposit lets cash fall by the budget at most, a withdrawal lets it rise so far; neither takes it past its aim. */
function cashAimWithin(weight: number, aim: number, budget: number): number {
  return budget > 0 ? Math.max(aim, weight - budget) : Math.max(weight, Math.min(aim, weight - budget));
}
