/** Why an approval is refused, with what happens next. */

import { formatPercent } from "./number";
import { formatMoment, type Reader } from "./time";

/** What canApprove refuses with; structural, so that the wording needs no door into the engine's limits. */
export type RefusalToDescribe =
  | { reason: "not-proposed"; state: string }
  | { reason: "stopped" }
  | { reason: "expired"; expiredAt: number }
  | { reason: "plan-changed" }
  | { reason: "price-missing"; symbol: string }
  | { reason: "prices-moved"; symbol: string; movedBps: number; toleranceBps: number };

export function describeRefusal(refusal: RefusalToDescribe, reader: Reader): string {
  switch (refusal.reason) {
    case "not-proposed":
      return `Not approved: this rebalance is ${refusal.state} already. Nothing was sent by this click.`;
    case "stopped":
      return "Not approved: trading is stopped. Resume it first, then check again.";
    case "expired":
      return `Not approved: the proposal expired at ${formatMoment(refusal.expiredAt, reader)}. No order was sent; a check makes a fresh one.`;
    case "plan-changed":
      return "Not approved: the plan has changed since you opened it. Look at it as it is now.";
    case "price-missing":
      return `Not approved: ${refusal.symbol} shows no price now. No order was sent.`;
    case "prices-moved": {
      const moved = formatPercent(refusal.movedBps / 10_000, { isSigned: true, digits: 2 });
      const tolerance = formatPercent(refusal.toleranceBps / 10_000, { digits: 2 });
      return `Not approved: ${refusal.symbol} has moved ${moved} since this was planned, your tolerance is ${tolerance}. No order was sent; a fresh plan is offered.`;
    }
  }
}
