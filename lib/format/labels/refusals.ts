/** Heads a refused action on the page of a rebalance; the sentence below it comes with the refusal. */
import type { ApprovalRefusal } from "@/lib/engine/limits/can-approve";

/** Reasons of an approval, and those that only sending, or planning anew, gives. */
type RefusalReason = ApprovalRefusal["reason"] | "limits" | "venue-busy" | "nothing-to-trade";

const REFUSALS: Record<RefusalReason, string> = {
  "prices-moved": "Not approved: prices moved since this was planned.",
  "price-missing": "Not approved: a price is missing.",
  expired: "The proposal has expired. Nothing was sent.",
  "plan-changed": "Not approved: the plan was changed meanwhile, here or in another tab.",
  "not-proposed": "It is no longer waiting for approval.",
  limits: "Not approved: a limit says no now.",
  stopped: "Not approved: all trading is stopped.",
  "world-changed": "Not approved: what it was planned on is no longer so.",
  unconfirmed: "Not approved: something it needs is suspect.",
  "unexplained-difference": "Not approved: our books and the venue are apart.",
  "venue-unavailable": "Not approved: balances and prices could not be checked.",
  "venue-busy": "Not approved: another rebalance trades at this venue now.",
  "nothing-to-trade": "Nothing to trade now.",
};

const isKnown = (reason: string): reason is RefusalReason => Object.hasOwn(REFUSALS, reason);

export const refusalLabel = (reason: string | null): string =>
  reason !== null && isKnown(reason) ? REFUSALS[reason] : "That did not work.";
