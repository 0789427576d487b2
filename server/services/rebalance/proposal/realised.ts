/**
 * What a run really cost, in the base currency (pure). Fills are in quote units; the plan itself says what a quote
 * unit was worth in the base currency (notionalBase / notional), so no price is fetched to read history.
 */
import type { Plan, PlannedOrder } from "@/lib/engine/model";
import { add, divideDown, isPositive, multiply, subtract } from "@/lib/money";
import { type RateFacts, rateOf, totalFees, valueFee } from "../../fee/value-fee";
import type { OrderView } from "../../order/types";
import type { RebalanceView } from "../types";

/** Traded notional, fees, and the gain (positive) or loss against the planned prices, fees left aside. */
export function realisedOf(
  plan: Pick<Plan, "orders">,
  orders: readonly OrderView[],
  facts: RateFacts,
): RebalanceView["realised"] {
  const filled = orders.filter((order) => isPositive(order.filled));
  if (filled.length === 0) return null;
  let traded = "0";
  let againstPlan = "0";
  for (const order of filled) {
    const leg = plan.orders.find((each: PlannedOrder) => each.leg === order.leg);
    const rate = rateOf(order.quote, averageOf(order), facts) ?? "1";
    traded = add(traded, multiply<string>(order.filledQuote, rate));
    if (!leg) continue;
    const planned = multiply<string>(order.filled, leg.expectedPrice);
    const better = order.side === "sell" ? subtract(order.filledQuote, planned) : subtract(planned, order.filledQuote);
    againstPlan = add(againstPlan, multiply<string>(better, rate));
  }
  const fees = totalFees(
    filled.flatMap((order) => order.fees.map((fee) => ({ ...fee, value: valueFee(fee, averageOf(order), facts) }))),
  );
  const short = (value: string) => divideDown<string>(value, "1", 8);
  return {
    traded: short(traded),
    fees: fees.value,
    unvaluedFees: fees.unvalued,
    againstPlan: short(againstPlan),
  };
}

/** An order's fills as one, at their average price. */
const averageOf = ({ base, quote, filled, filledQuote }: OrderView) => ({
  base,
  quote,
  price: divideDown<string>(filledQuote, filled, 18),
});
