/**
 * The words of a portfolio's first purchase: "Your first purchase: 2 buys". Cash alone is far from every target, which
 * is no fault; so what is broken by it is not spoken of.
 */
import { assetName, type OrderReason, type Plan, type TargetDrift, type TriggerReason } from "@/lib/engine/model";
import { sum } from "@/lib/money";
import { roundColumn } from "./column";
import { describeOrderReason } from "./describe-order";
import { listNames } from "./names";
import { formatMoney, formatPercent } from "./number";
import { plural } from "./plural";

/** Rows this near to their target are on it; a thousandth is what rounding to the market's steps leaves. */
const ON_TARGET = 0.0015;

export const isFirstPurchase = (reasons: readonly TriggerReason[]): boolean =>
  reasons.some((reason) => reason.kind === "first-purchase");

/** The reasons that are said: beside a first purchase no band is called broken. */
export function spokenReasons(reasons: readonly TriggerReason[]): readonly TriggerReason[] {
  if (!isFirstPurchase(reasons)) return reasons;
  return reasons.filter(({ kind }) => kind !== "band-broken" && kind !== "portfolio-drift");
}

/** null: the plan is no first purchase. */
export function titleOfFirstPurchase(plan: Pick<Plan, "orders">, reasons: readonly TriggerReason[]): string | null {
  if (!isFirstPurchase(reasons)) return null;
  const buys = plan.orders.filter((order) => order.side === "buy").length;
  return buys > 0 ? `Your first purchase: ${plural(buys, "buy")}` : "Your first purchase";
}

/** What is bought for how much, what that costs, and where it leads. */
export function firstPurchaseParagraphs(plan: Plan, baseCurrency: string): string[] {
  const money = (amount: string) => formatMoney(amount, { unit: baseCurrency });
  // As the column of trades shows them, so that the sentence and the table name the same cents.
  const notionals = roundColumn(plan.orders.map((order) => order.notionalBase)).values;
  const trades = plan.orders.map((order, index) => ({
    asset: order.side === "buy" ? order.base : order.quote,
    notional: notionals[index] ?? order.notionalBase,
  }));
  const bought = [...Map.groupBy(trades, ({ asset }) => asset)].map(
    ([asset, own]) => `${assetName(asset)} for ${money(sum(own.map(({ notional }) => notional)))}`,
  );
  const ends = plan.after.filter((row) => row.target > 0 || row.postTrade > 0);
  const weights = ends.map((row) => `${assetName(row.name)} ${formatPercent(row.postTrade)}`);
  const areOnTarget = ends.every(isOnTarget);
  return [
    `So far the portfolio holds only cash. This buys ${listNames(bought, 6)}; fees and spread are about ${money(plan.cost.total)}.`,
    `${areOnTarget ? "Then it is on target" : "Then it stands at"}: ${listNames(weights, 6)}. From there on nothing is traded while each weight stays inside its band.`,
  ];
}

/** How a row stands before it, where a band would have nothing to say. */
export function describeUnbought(drift: number): string {
  if (Math.abs(drift) < ON_TARGET) return "on target";
  return drift < 0 ? "to be bought" : "pays for it";
}

/** Where the plan takes a row that it moves. */
export function describePurchase(row: Pick<TargetDrift, "postTrade" | "target">): string {
  return isOnTarget(row) ? "lands on target" : "closer to target";
}

/** Why this one trade of it: cash is over its band by what it is there to buy. */
export function describePurchaseOrder(reason: OrderReason, after: Plan["after"]): string {
  switch (reason.kind) {
    case "over-target":
      return "pays for it";
    case "under-target": {
      const row = after.find(({ key }) => key === reason.key);
      return row === undefined ? "to its target" : describePurchase(row);
    }
    case "untargeted":
    case "raises-cash":
      return describeOrderReason(reason);
  }
}

const isOnTarget = ({ postTrade, target }: Pick<TargetDrift, "postTrade" | "target">) =>
  Math.abs(postTrade - target) < ON_TARGET;
