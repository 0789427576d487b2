/** A plan's money as it is shown: every column adds up to its total, and the same figure is the same everywhere. */
import type { Plan } from "@/lib/engine/model";
import { subtract, sum } from "@/lib/money";
import { roundColumn, toCents } from "./round-column";

export interface ShownPlan {
  /** By place in the plan. */
  notionals: readonly string[];
  fees: readonly string[];
  sold: string;
  bought: string;
  traded: string;
  feeTotal: string;
  spreadTotal: string;
  cost: string;
}

export function shownPlan(plan: Pick<Plan, "orders" | "cost">): ShownPlan {
  const notionals = roundColumn(plan.orders.map((order) => order.notionalBase));
  const fees = roundColumn(plan.orders.map((order) => order.feeBase));
  const of = (side: "buy" | "sell") => sum(notionals.filter((_, index) => plan.orders[index]?.side === side));
  const cost = toCents(plan.cost.total);
  const feeTotal = toCents(plan.cost.fees);
  return {
    notionals,
    fees,
    sold: of("sell"),
    bought: of("buy"),
    traded: sum(notionals),
    feeTotal,
    spreadTotal: subtract(cost, feeTotal),
    cost,
  };
}
