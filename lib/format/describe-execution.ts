/** What happened in execution, in sentences: why an order was not sent, why a run ended early, what happened when. */

import type { DropReason, LedgerFault, StopReason } from "@/lib/engine/model";
import { isPositive } from "@/lib/money";
import { describeLimit } from "./describe-limit";
import { describePlanChange } from "./describe-plan-change";
import { formatPrice, formatQuantity } from "./number";
import { plural } from "./plural";

export function describeDrop(reason: DropReason, quote: string): string {
  switch (reason.kind) {
    case "below-minimum":
      return `What was left to trade, ${formatQuantity(reason.notional)} ${quote}, is below the venue's minimum of ${formatQuantity(reason.notionalMin)} ${quote}`;
    case "nothing-left":
      return "Everything approved for this trade was filled already";
    case "no-cash":
      return `There is no ${reason.asset} left to use for it`;
    case "limit":
      return describeLimit(reason.check).problem?.replace(/\.$/, "") ?? "";
    case "price-missing":
      return "The venue has no fresh price for it";
    case "price-unconfirmed":
      return `The price of ${formatPrice(reason.price)} is too far from the planned ${formatPrice(reason.expectedPrice)} to be traded on`;
    case "market-closed":
      return "The market is closed";
    case "attempts-used-up":
      return `It did not reach the venue in ${plural(reason.attempts, "attempt")}`;
    case "stopped":
      return "Stopped before it was sent";
  }
}

export function describeStop(reason: StopReason): string {
  switch (reason.kind) {
    case "requested":
      return `${reason.by} stopped it`;
    case "kill-switch":
      return "All trading was stopped";
    case "portfolio-halted":
      return "The portfolio was halted";
    case "took-too-long":
      return `It took longer than ${plural(Math.round(reason.ms / 60_000), "minute")}`;
    case "not-reconciled":
      return `The venue could not be read before trading: ${reason.message.replace(/\.$/, "")}`;
    case "balance-vanished":
      return `${reason.asset} was to be sold, but the venue says there is none any more`;
    case "prices-unavailable":
      return `No fresh prices: ${reason.message.replace(/\.$/, "")}`;
    case "key-refused":
      return `Key refused: ${reason.message.replace(/\.$/, "")}`;
    case "world-changed":
      return `What it was approved on is no longer so: ${describePlanChange(reason.change).replace(/\.$/, "")}`;
    case "market-closed":
      return `${reason.symbol} is closed at the venue, and the plan needs it`;
    case "overfilled":
      return `More of ${reason.symbol} was traded than approved: ${formatQuantity(reason.filled)} of ${formatQuantity(reason.approved)}`;
    case "contradiction":
      return describeFault(reason.fault);
  }
}

/** An assertion that failed, for whoever reads into it. */
function describeFault(fault: LedgerFault): string {
  switch (fault.kind) {
    case "order-overfilled":
      return `${fault.symbol}: the venue filled ${fault.filled} of an order for ${fault.quantity}`;
    case "fill-of-another-order":
      return `Fill ${fault.fillId} of ${fault.symbol} is booked for another order`;
    case "unbalanced-fill":
      return `The ledger lines of fill ${fault.fillId} miss ${fault.asset}`;
    case "row-missing":
      return fault.row === "rebalance" ? "The rebalance is gone while it runs" : "An order is not of this rebalance";
    case "illegal-transition":
      return `"${fault.event}" cannot happen to ${fault.life === "order" ? "an order" : "a rebalance"} that is ${fault.from}`;
  }
}

type Detail = Readonly<Record<string, unknown>>;

function queryText(detail: Detail): string {
  if (detail.answer !== "not-found") return "no answer";
  if (detail.balances === "moved") return "not found, but the balances moved as if it were filled";
  return detail.balances === "unread" ? "not found, and the balances could not be read" : "not found so far";
}

/** Events of versions before 0.3 hold a sentence instead of a reason. */
const isReason = <Reason extends { kind: string }>(reason: unknown): reason is Reason =>
  typeof reason === "object" && reason !== null && "kind" in reason;

/** One line of the timeline. `order` names the order it is about: "Sell BTC". */
export function describeRunEvent(event: string, detail: Detail, order: string | null): string {
  const text = (key: string) => (typeof detail[key] === "string" ? (detail[key] as string) : "");
  const what = order ?? "An order";
  switch (event) {
    case "rebalance.proposed":
      return "Proposed";
    case "rebalance.blocked":
      return "Not traded: a limit held it back";
    case "rebalance.approved":
      return `Approved by ${text("by") || "the owner"}`;
    case "rebalance.declined":
      return `Declined by ${text("by") || "the owner"}`;
    case "rebalance.expired":
      return "Expired before anybody approved it";
    case "rebalance.superseded":
      return "A newer proposal took its place";
    case "rebalance.replanned":
      return "Planned anew without the legs left out";
    case "rebalance.started":
      return "Balances read at the venue; orders begin";
    case "rebalance.stop-requested":
      return `Stopping: ${isReason<StopReason>(detail.reason) ? describeStop(detail.reason) : text("why")}. Nothing new is sent`;
    case "rebalance.settled":
      return "Settled: our books and the venue agree";
    case "rebalance.settled-with-differences":
      return "Settled, but our books and the venue differ";
    case "rebalance.settled-uncompared":
      return "Settled from the venue's fills; its balances could not be read to compare";
    case "rebalance.incomplete":
      return "Over, and not all of what was approved was done";
    case "rebalance.withdrawn":
      return "Withdrawn: a later check would not propose it";
    case "rebalance.differences-found":
      return "Our books and the venue differ";
    case "rebalance.differences-gone":
      return "Our books and the venue agree again";
    case "rebalance.differences-accepted":
      return `${text("by") || "The owner"} took the venue's word`;
    case "rebalance.clock-stepped":
      return "The clock of this computer was set anew; waits go on by one that nobody sets";
    case "rebalance.stopped":
      return "Stopped; what was in flight is followed to its end";
    case "rebalance.halted":
      return "Halted: a person must look";
    case "order.intent":
      return `${what}: intent saved, ${text("quantity")} ${text("base")}`;
    case "order.accepted":
      return `${what}: accepted by the venue`;
    case "order.partly-filled":
      return `${what}: filled ${text("filled")} of ${text("of")}`;
    case "order.filled":
      return `${what}: filled, ${text("filled")} booked`;
    case "order.expired":
      return `${what}: ${text("filled") && isPositive(text("filled")) ? `filled ${text("filled")} of ${text("of")}, the rest expired` : "expired without a fill"}`;
    case "order.cancelled":
      return `${what}: cancelled after ${text("filled") || "0"} of ${text("of")}`;
    case "order.rejected":
      return `${what}: refused, not placed`;
    case "order.unknown":
      return `${what}: no clear answer, checking with the venue`;
    case "order.queried":
      return `${what}: looked up, ${queryText(detail)}`;
    case "order.absent":
      return `${what}: never arrived at the venue, now certain`;
    case "order.planned-anew":
      return `${what}: planned anew under a new id`;
    case "order.cancel-requested":
      return `${what}: still open, asked to cancel`;
    case "order.dropped":
      return `${what}: not sent. ${isReason<DropReason>(detail.reason) ? describeDrop(detail.reason, text("quote")) : text("why")}`;
    case "order.undecidable":
      return `${what}: could not be decided`;
    default:
      return event.replace(/[.-]/g, " ");
  }
}
