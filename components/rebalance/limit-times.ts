/** When each limit is asked. All of them with the plan, at approval and before the first order; some before every one. */
import type { LimitKind, RebalanceState } from "@/lib/engine/model";

export const LIMIT_NAMES: Record<LimitKind, string> = {
  turnover: "Turnover, this run",
  "turnover-per-day": "Turnover, 24 hours",
  "order-notional": "Largest order",
  "price-age": "Oldest price",
  "price-missing": "Prices present",
  "price-jump": "Price jump",
  slippage: "Slippage",
  "cash-min": "Cash after",
  "venue-health": "Venues",
  "kill-switch": "Kill switch",
};

/** Asked of every single order, with the prices of that moment (lib/engine/limits/check-order-limits). */
export const ASKED_BEFORE_EVERY_ORDER: readonly LimitKind[] = [
  "kill-switch",
  "venue-health",
  "price-missing",
  "price-age",
  "order-notional",
  "slippage",
];

/** One sentence or two under the table: when these are asked again, and with what. */
export function whenAsked(state: RebalanceState): string {
  const names = ASKED_BEFORE_EVERY_ORDER.map((limit) => LIMIT_NAMES[limit].toLowerCase());
  const each = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const perOrder = `Before every order, with the prices of that moment: ${each}.`;
  switch (state) {
    case "proposed":
    case "blocked":
      return `All are asked again at approval and before the first order, with balances, open orders and prices read afresh. ${perOrder}`;
    case "approved":
      return `All are asked again before the first order, with balances, open orders and prices read afresh. ${perOrder}`;
    case "executing":
    case "stopping":
      return perOrder;
    default:
      return "As they stood when all were last asked together.";
  }
}
