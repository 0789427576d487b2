/**
 * What a run came to, from its fills and never from its plan (pure). A leg is done when what is left of it is less than
 * the venue takes. A purchase is done, too, when all that was sent of it was filled and what is missing is no more than
 * slippage of the sales that pay for it may take: a purchase is sized from what they really brought.
 */
import type { RunOrder } from "@/lib/engine/execution/run";
import { feesOfFill } from "@/lib/engine/ledger/post-fill";
import type { Achieved, Market, Plan, PlannedOrder } from "@/lib/engine/model";
import {
  add,
  divideDown,
  isLess,
  isMore,
  isPositive,
  multiply,
  type Notional,
  type Quantity,
  subtract,
  sum,
} from "@/lib/money";
import { type RateFacts, totalFees, valueFee } from "../../fee/value-fee";

export function achievedBy(
  plan: Pick<Plan, "orders" | "tradedBase">,
  orders: readonly RunOrder[],
  markets: readonly Market[],
  slippageBpsMax: number,
  facts: RateFacts,
): Achieved {
  const slack = divideDown<Notional>(multiply(plan.tradedBase, String(slippageBpsMax)), "10000", 8);
  const byLeg = plan.orders.map((leg) => {
    const attempts = orders.filter((order) => order.leg === leg.leg);
    const market = markets.find((each) => each.venueId === leg.venueId && each.symbol === leg.symbol);
    return { leg, attempts, isDone: isLegDone(leg, attempts, market, slack) };
  });
  const fees = orders.flatMap(({ base, quote, fills }) =>
    fills.flatMap((fill) =>
      feesOfFill(fill).map((fee) => ({ ...fee, value: valueFee(fee, { base, quote, price: fill.price }, facts) })),
    ),
  );
  return {
    legsDone: byLeg.filter(({ isDone }) => isDone).length,
    legs: byLeg.length,
    tradedBase: sum(
      byLeg.map(({ leg, attempts }) => inBase(leg, sum<Quantity>(attempts.map((order) => order.filledQuote)))),
    ),
    feesBase: totalFees(fees).value,
    driftAfter: null,
  };
}

/** Whether everything that was approved was done: then the run is settled, else it fell short. */
export const isInFull = ({ legsDone, legs }: Achieved): boolean => legsDone === legs;

function isLegDone(
  leg: PlannedOrder,
  attempts: readonly RunOrder[],
  market: Market | undefined,
  slack: Notional,
): boolean {
  const rest = subtract(leg.quantity, sum<Quantity>(attempts.map((order) => order.filled)));
  if (!isPositive(rest)) return true;
  const worth = multiply<Notional>(rest, leg.expectedPrice);
  const isTooSmall =
    market !== undefined &&
    (isLess(rest, market.quantityStep) || isLess(rest, market.quantityMin) || isLess(worth, market.notionalMin));
  if (isTooSmall) return true;
  const isFilledAsSent = attempts.at(-1)?.state === "filled";
  const isMostlyDone = !isMore(add(rest, rest), leg.quantity);
  return leg.side === "buy" && isFilledAsSent && isMostlyDone && !isMore(inBase(leg, worth), slack);
}

/** Quote units in the base currency, at the rate of the plan. */
function inBase(leg: PlannedOrder, quoteUnits: string): Notional {
  if (!isPositive(leg.notional)) return "0" as Notional;
  return divideDown<Notional>(multiply(quoteUnits, leg.notionalBase), leg.notional, 8);
}
