/**
 * What a run really cost, in the base currency (pure). Fills are in quote units; the plan itself says what a quote
 * unit was worth in the base currency (notionalBase / notional), so no price is fetched to read history.
 */
import type { Plan, PlannedOrder } from "@/lib/engine/model";
import { add, divideDown, isPositive, multiply, type Notional, subtract } from "@/lib/money";
import type { OrderView } from "../../order/types";
import type { RebalanceView } from "../types";

/** Base currency per unit of an asset, as the plan saw it; null for an asset it never priced. */
function planRate(plan: Pick<Plan, "orders">, asset: string): string | null {
  for (const leg of plan.orders) {
    if (!isPositive(leg.notional)) continue;
    const quoteRate = divideDown<string>(leg.notionalBase, leg.notional);
    if (leg.quote === asset) return quoteRate;
    if (leg.base === asset) return multiply<string>(leg.expectedPrice, quoteRate);
  }
  return null;
}

/** null when nothing was paid, or when a fee asset (an exchange's own coin) has no price in the plan. */
export function feesInBase(
  plan: Pick<Plan, "orders">,
  fees: readonly { asset: string; quantity: string }[],
): Notional | null {
  if (fees.length === 0) return null;
  let total = "0" as Notional;
  for (const fee of fees) {
    const rate = planRate(plan, fee.asset);
    if (rate === null && isPositive(fee.quantity)) return null;
    total = add(total, multiply<Notional>(fee.quantity, rate ?? "0"));
  }
  return divideDown<Notional>(total, "1", 8);
}

/** Traded notional, fees, and the gain (positive) or loss against the planned prices, fees left aside. */
export function realisedOf(plan: Pick<Plan, "orders">, orders: readonly OrderView[]): RebalanceView["realised"] {
  const filled = orders.filter((order) => isPositive(order.filled));
  if (filled.length === 0) return null;
  let traded = "0";
  let againstPlan = "0";
  for (const order of filled) {
    const leg = plan.orders.find((each: PlannedOrder) => each.leg === order.leg);
    const rate = planRate(plan, order.quote) ?? "1";
    traded = add(traded, multiply<string>(order.filledQuote, rate));
    if (!leg) continue;
    const planned = multiply<string>(order.filled, leg.expectedPrice);
    const better = order.side === "sell" ? subtract(order.filledQuote, planned) : subtract(planned, order.filledQuote);
    againstPlan = add(againstPlan, multiply<string>(better, rate));
  }
  const fees = feesInBase(
    plan,
    filled.flatMap((order) => order.fees),
  );
  const short = (value: string) => divideDown<string>(value, "1", 8);
  return { traded: short(traded), fees: fees ?? "0", againstPlan: short(againstPlan) };
}
