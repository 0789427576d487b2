/** What execution has to tell, in sentences: why an order was not sent, why a run ended early, what happened when. */
import type { DropReason, OrderState, RebalanceState, StopReason } from "@/lib/engine/model";
import { isPositive } from "@/lib/money";
import { assetName } from "./asset-names";
import { describeLimit } from "./describe-limit";
import { describeOrderProblem } from "./describe-order-problem";
import { formatPrice, formatQuantity } from "./number";

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
    case "price-doubtful":
      return `The price of ${formatPrice(reason.price)} is too far from the planned ${formatPrice(reason.expectedPrice)} to be believed`;
    case "market-closed":
      return "The market is closed";
    case "attempts-used-up":
      return `It did not reach the venue in ${reason.attempts} attempts`;
    case "stopped":
      return "Stopped before it was sent";
  }
}

export function describeStop(reason: StopReason): string {
  switch (reason.kind) {
    case "asked":
      return `${reason.by} stopped it`;
    case "kill-switch":
      return "All trading was stopped";
    case "portfolio-halted":
      return "The portfolio was halted";
    case "took-too-long":
      return `It took longer than ${Math.round(reason.ms / 60_000)} minutes`;
    case "not-reconciled":
      return `The venue could not be read before trading: ${reason.message.replace(/\.$/, "")}`;
    case "balance-vanished":
      return `${reason.asset} was to be sold, but the venue says there is none any more`;
    case "prices-unavailable":
      return `No fresh prices: ${reason.message.replace(/\.$/, "")}`;
    case "key-refused":
      return `Key refused: ${reason.message.replace(/\.$/, "")}`;
    case "world-changed":
      return `What it was approved on is no longer so: ${reason.why.replace(/\.$/, "")}`;
    case "market-closed":
      return `${reason.symbol} is closed at the venue, and the plan needs it`;
    case "overfilled":
      return `More of ${reason.symbol} was traded than approved: ${formatQuantity(reason.filled)} of ${formatQuantity(reason.approved)}`;
  }
}

interface EndedOrder {
  side: "buy" | "sell";
  base: string;
  state: OrderState;
  filled: string;
  problem: string | null;
}

/** One sentence on how a run ended, or null when everything went as planned. */
export function describeOutcome(
  state: RebalanceState,
  legs: readonly (readonly EndedOrder[])[],
  whyStopped: string | null,
): string | null {
  const unfilled = legs.filter((attempts) => !attempts.some((order) => order.state === "filled"));
  const notes = unfilled.map((attempts) => {
    const last = attempts.at(-1)!;
    const name = `the ${last.side === "buy" ? "purchase" : "sale"} of ${assetName(last.base)}`;
    // While one attempt's fate is unknown, the trade may have been made: nothing is said of the others.
    if (attempts.some((order) => isFateUnknown(order.state)))
      return `the fate of ${name} is still unknown, the venue is asked`;
    const why = last.problem ? ` (${describeOrderProblem(last.problem)})` : "";
    if (attempts.some((order) => isPositive(order.filled))) return `${name} was filled in part${why}`;
    return `${name} ${UNMADE[last.state] ?? "was not made"}${why}`;
  });
  if (state === "settled" && notes.length === 0) return null;
  const done = legs.length - unfilled.length;
  const count = `${done} of ${legs.length} trades done`;
  const head = state === "halted" ? `Halted: ${whyStopped ?? "an order's fate could not be found out"}` : whyStopped;
  return `${[head, count, ...notes].filter(Boolean).join("; ")}.`;
}

/** Sent, or perhaps sent, and not yet known to be over: it may be filled. */
const isFateUnknown = (state: OrderState): boolean =>
  state === "submitting" || state === "unknown" || state === "open" || state === "cancelling" || state === "halted";

/** How a trade without a fill ended. */
const UNMADE: Partial<Record<OrderState, string>> = {
  expired: "expired without a fill",
  cancelled: "was cancelled before it filled",
  rejected: "was refused by the venue",
  absent: "never arrived at the venue",
  dropped: "was not sent",
};

type Detail = Readonly<Record<string, unknown>>;

function askedText(detail: Detail): string {
  if (detail.answer !== "not-found") return "no answer";
  if (detail.balances === "moved") return "not found, but the balances moved as if it were filled";
  return detail.balances === "unread" ? "not found, and the balances could not be read" : "not found so far";
}

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
    case "rebalance.stop-asked":
      return `Stopping: ${text("why")}. Nothing new is sent`;
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
      return `${what}: no clear answer, asking the venue`;
    case "order.asked":
      return `${what}: asked, ${askedText(detail)}`;
    case "order.absent":
      return `${what}: never arrived at the venue, now certain`;
    case "order.planned-anew":
      return `${what}: planned anew under a new id`;
    case "order.cancel-asked":
      return `${what}: still open, asked to cancel`;
    case "order.dropped":
      return `${what}: not sent. ${text("why")}`;
    case "order.undecidable":
      return `${what}: could not be decided`;
    default:
      return event.replace(/[.-]/g, " ");
  }
}
