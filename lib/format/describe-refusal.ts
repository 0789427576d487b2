/** Why an approval is refused, and what happens next. */
import type { ApprovalRefusal } from "@/lib/engine/limits/can-approve";
import { assetName, type RebalanceState } from "@/lib/engine/model";
import { describeHoldReason } from "./describe-hold";
import { describePlanChange } from "./describe-plan-change";
import { formatBps } from "./number";
import type { Reader } from "./time";

const NOT_PROPOSED: Partial<Record<RebalanceState, string>> = {
  blocked: "A limit holds this plan back, so it cannot be approved.",
  declined: "This proposal was declined.",
  expired: "This proposal has expired. Nothing was sent.",
  superseded: "A newer proposal took this one's place. Nothing was sent.",
};

/** Where nobody's clock is known, as in a log. */
const UNREAD: Reader = { now: 0, timeZone: "UTC" };

/** A refusal as a sentence: what, and what happens next. */
export function describeRefusal(refusal: ApprovalRefusal, reader: Reader = UNREAD): string {
  switch (refusal.reason) {
    case "not-proposed":
      return NOT_PROPOSED[refusal.state] ?? "This rebalance is under way or over already.";
    case "stopped":
      return "Trading is stopped. Resume it first, then approve.";
    case "expired":
      return "This proposal has expired. Nothing was sent.";
    case "plan-changed":
      return "The plan changed while you looked at it. Look at it again, then approve.";
    case "price-missing":
      return `There is no fresh price of ${refusal.symbol}, so nothing was sent. Try again in a moment.`;
    case "prices-moved":
      return `The price of ${refusal.symbol} ${refusal.movedBps < 0 ? "fell" : "rose"} by ${formatBps(Math.abs(refusal.movedBps))}, more than the ${formatBps(refusal.toleranceBps)} you allow. Nothing was sent.`;
    case "world-changed":
      return `${describePlanChange(refusal.change)} Nothing was sent.`;
    case "unconfirmed":
      return `${describeHoldReason({ kind: "unconfirmed", suspects: refusal.suspects }, reader)} Nothing was sent.`;
    case "unexplained-difference": {
      const names = refusal.assets.map(assetName);
      const where = names.length > 0 ? ` in ${names.join(", ")}` : "";
      return `The last run left our books and the venue apart${where}. Look at it first, or accept the difference. Nothing was sent.`;
    }
    case "venue-unavailable":
      return `Balances and prices could not be checked, so nothing was sent: ${refusal.message}`;
  }
}
