/**
 * Fills `postTradeWeights` of measured columns: sets the cash buffer aside, marks who may move, then applies the
 * destination rule. Allocates nothing.
 *
 * The buffer is a least share of the position that holds the quote asset: where its target is lower, all other targets
 * give way in proportion (buffered targets). Who would trade the way the run may not is frozen, and cash moves instead:
 *   buy-only    what is over its buffered target keeps its weight; cash falls to its own at most
 *   sell-only   what is under its buffered target keeps its weight; cash takes all that is raised
 *   deposit     buy-only, straight to the targets, and cash falls by the budget at most
 *   withdrawal  sell-only, straight to the targets, and cash rises by the budget at most, and not past its own target
 *   guarded     a row the trend guard lets run is not sold
 * Weights may be scaled between measuring and this, so that a run's costs are paid out of them; bands stay judged as
 * they were measured.
 */
import type { WeightColumns } from "@/lib/engine/valuation/weight-columns";
import type { DestinationMode } from "./destination-mode";
import { shareOutWeights } from "./share-out-weights";

export function findPostTradeWeights(weightColumns: WeightColumns, mode: DestinationMode): void {
  const { destination, postTradeWeights, outside, guarded, stuck } = weightColumns;
  const { weights, targets, bufferedTargets, bands, mayMove, frozen, rows, cash } = destination;
  const budget = mode.flowBudget;
  const isAllMoving = mode.scope === "all" || budget !== null;
  const mayBuy = mode.flow !== "sell-only" && !(budget !== null && budget <= 0);
  const maySell = mode.flow !== "buy-only" && !(budget !== null && budget >= 0);
  const hasGuard = mode.isGuardOff !== true;
  const isCashOpen = !mayBuy && budget === null;
  // Where cash takes in more than its target it breaks its own row's band: who shares the row then moves now, not
  // later.
  const openRow = isCashOpen && cash >= 0 ? rows[cash]! : -1;

  const cashTarget = cash < 0 ? 0 : targets[cash]!;
  const bufferedCashTarget = cash < 0 ? 0 : Math.max(cashTarget, mode.cashBuffer);
  const squeeze = cashTarget < 1 ? (1 - bufferedCashTarget) / (1 - cashTarget) : 1;
  destination.cashMin = mode.cashBuffer;
  for (let position = 0; position < weights.length; position += 1) {
    const weight = weights[position]!;
    const bufferedTarget = position === cash ? bufferedCashTarget : targets[position]! * squeeze;
    const row = rows[position]!;
    // With a buffer set aside the near end of the destination may lie over the target, and so call for a purchase.
    const desiredMin =
      budget === null && mode.reach > 0 ? targets[position]! - mode.reach * bands[position]! : bufferedTarget;
    const isHeld =
      position !== cash &&
      ((!mayBuy && weight <= Math.max(bufferedTarget, desiredMin)) ||
        (!maySell && weight >= bufferedTarget) ||
        (hasGuard && guarded[row] === 1 && weight > bufferedTarget));
    bufferedTargets[position] = bufferedTarget;
    frozen[position] = stuck[position] === 1 || isHeld ? 1 : 0;
    mayMove[position] = isAllMoving || outside[row] === 1 || row === openRow ? 1 : 0;
  }
  if (cash >= 0 && budget !== null)
    bufferedTargets[cash] = bufferedCashWithin(weights[cash]!, bufferedCashTarget, budget);
  shareOutWeights(destination, budget === null ? mode.reach : 0, postTradeWeights, isCashOpen);
}

/**
 * A deposit lets cash fall by the budget at most, a withdrawal lets it rise so far; neither takes it past its target.
 */
function bufferedCashWithin(weight: number, bufferedTarget: number, budget: number): number {
  return budget > 0
    ? Math.max(bufferedTarget, weight - budget)
    : Math.max(weight, Math.min(bufferedTarget, weight - budget));
}
