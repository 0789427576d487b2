/** A plan's money as it is shown: every column adds up to its total, and the same figure is the same everywhere. */
import type { Plan } from "@/lib/engine/model";
import { roundColumn } from "@/lib/format/column";
import { roundDecimal } from "@/lib/format/number";
import { subtract, sum } from "@/lib/money";

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

const toCents = (value: string) => roundDecimal(value, 2);

export function shownPlan(plan: Pick<Plan, "orders" | "cost">): ShownPlan {
  const notionals = roundColumn(plan.orders.map((order) => order.notionalBase)).values;
  const fees = roundColumn(plan.orders.map((order) => order.feeBase)).values;
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
