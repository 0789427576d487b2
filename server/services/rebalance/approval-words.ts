import type { ApprovalRefusal } from "@/lib/engine/limits/can-approve";
import type { PlanChange } from "@/lib/engine/limits/plan-change";
import type { RebalanceState } from "@/lib/engine/model";
import { assetName, describeHoldReason, limitProblems, type Reader } from "@/lib/format";
import { formatBps, formatQuantity } from "@/lib/format/number";

const STATES: Partial<Record<RebalanceState, string>> = {
  blocked: "A limit holds this plan back, so it cannot be approved.",
  declined: "This proposal was declined.",
  expired: "This proposal has expired. Nothing was sent.",
  superseded: "A newer proposal took this one's place. Nothing was sent.",
};

/** Where nobody's clock is known, as in a log. */
const UNREAD: Reader = { now: 0, timeZone: "UTC" };

/** A refusal as a sentence: what, and what happens next. */
export function refusalSentence(refusal: ApprovalRefusal, reader: Reader = UNREAD): string {
  switch (refusal.reason) {
    case "not-proposed":
      return STATES[refusal.state] ?? "This rebalance is under way or over already.";
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
      return `${changeSentence(refusal.change)} Nothing was sent.`;
    case "in-doubt":
      return `${describeHoldReason({ kind: "in-doubt", doubts: refusal.doubts }, reader)} Nothing was sent.`;
    case "unexplained-difference": {
      const names = refusal.assets.map(assetName);
      const where = names.length > 0 ? ` in ${names.join(", ")}` : "";
      return `The last run left our books and the venue apart${where}. Look at it first, or accept the difference. Nothing was sent.`;
    }
    case "venue-unavailable":
      return `Balances and prices could not be checked, so nothing was sent: ${refusal.message}`;
  }
}

const deed = ({ side, base }: { side: "buy" | "sell"; base: string }) =>
  `${side === "buy" ? "purchase" : "sale"} of ${assetName(base)}`;

/** What is no longer as it was when the plan was made. */
export function changeSentence(change: PlanChange): string {
  switch (change.kind) {
    case "nothing-left":
      return "What was to be traded is not needed any more: your holdings or prices have changed since.";
    case "leg-turned":
      return `Your holdings or prices have changed: the plan made now has a ${deed(change)} instead.`;
    case "leg-gone":
      return `Your holdings or prices have changed: the ${deed(change)} is no longer part of the plan.`;
    case "leg-new":
      return `Your holdings or prices have changed: the plan made now has a ${deed(change)}, too.`;
    case "leg-resized":
      return `Your holdings or prices have changed: the ${deed(change)} would now be ${formatQuantity(change.now)} instead of ${formatQuantity(change.approved)}.`;
    case "foreign-order":
      return `There is an open order in ${change.symbol} at the venue that was not there before.`;
    case "stop-turned":
      return "The portfolio stop has changed since.";
    case "policy-changed":
      return "The policy was changed since.";
    case "limits":
      return limitProblems(change.checks).join(" ");
  }
}
