/** What is said of a rebalance beside its state, and why a portfolio was halted; null where all went as planned. */

import type {
  EndedOrder,
  FoundOrder,
  HaltReason,
  OrderState,
  RebalanceOutcome,
  RunOutcome,
  WithdrawalReason,
} from "@/lib/engine/model";
import { isPositive } from "@/lib/money";
import { assetName } from "./asset-names";
import { describeStop } from "./describe-execution";
import { describeOrderEnd } from "./describe-order-end";
import { ORDER_STATE_LABELS } from "./labels/orders";

const WITHDRAWN: Readonly<Record<WithdrawalReason, string>> = {
  "not-needed": "A later check found that it is not needed any more.",
  "only-watched": "This portfolio only watches since.",
  "policy-changed": "The policy was changed.",
  "venues-changed": "The portfolio's venues were changed.",
  "allotment-changed": "What is its own of an account was changed.",
  "world-changed": "What it was made from is no longer so.",
  paused: "The portfolio was paused.",
  archived: "The portfolio was archived.",
};

export function describeRebalanceOutcome(outcome: readonly RebalanceOutcome[] | null): string | null {
  const sentences = (outcome ?? []).map(describePart).filter((sentence) => sentence !== null);
  return sentences.length > 0 ? sentences.join(" ") : null;
}

function describePart(part: RebalanceOutcome): string | null {
  switch (part.kind) {
    case "expired":
      return `${part.wasBlocked ? "A limit held it back until it expired." : "Expired before anybody approved it."} No order was sent.`;
    case "declined":
      return `Declined by ${part.by}. No order was sent.`;
    case "replaced":
      return "A newer proposal took its place.";
    case "withdrawn":
      return `${WITHDRAWN[part.why]} No order was sent.`;
    case "stopping":
      return describeStop(part.reason);
    case "ended":
      return describeRun(part);
    case "found-later":
      return `Found later: ${describeFound(part.order)}`;
    case "text":
      return part.text;
  }
}

/** One sentence on how a run ended, or null when everything went as planned. */
export function describeRun({ state, legs, reason }: Pick<RunOutcome, "state" | "legs" | "reason">): string | null {
  const unfilled = legs.filter((attempts) => !attempts.some((order) => order.state === "filled"));
  const notes = unfilled.map(describeUnfilled);
  if (state === "settled" && notes.length === 0) return null;
  const count = `${legs.length - unfilled.length} of ${legs.length} trades done`;
  const why = reason?.kind === "text" ? reason.text : reason && describeStop(reason);
  const head = state === "halted" ? `Halted: ${why ?? "an order's fate could not be found out"}` : why;
  return `${[head, count, ...notes].filter((part) => part !== null).join("; ")}.`;
}

function describeUnfilled(attempts: readonly EndedOrder[]): string {
  const last = attempts.at(-1)!;
  const name = `the ${last.side === "buy" ? "purchase" : "sale"} of ${assetName(last.base)}`;
  // While one attempt's fate is unknown, the trade may have been made: nothing is said of the others.
  if (attempts.some((order) => isFateUnknown(order.state)))
    return `what became of ${name} is still unknown and is being checked with the venue`;
  const why = last.problem ? ` (${describeOrderEnd(last.problem)})` : "";
  if (attempts.some((order) => isPositive(order.filled))) return `${name} was filled in part${why}`;
  return `${name} ${ORDER_STATE_LABELS[last.state].unfilled ?? "was not made"}${why}`;
}

/** Sent, or perhaps sent, and not yet known to be over: it may be filled. */
const isFateUnknown = (state: OrderState): boolean =>
  state === "submitting" || state === "unknown" || state === "open" || state === "cancelling" || state === "halted";

/** "The sale of Bitcoin that the venue did not know is there after all: 0.5 filled." */
export function describeFound({ side, symbol, state, filled, wasAbsent, overfill }: FoundOrder): string {
  const trade = `The ${side === "buy" ? "purchase" : "sale"} of ${assetName(symbol.split("/")[0] ?? symbol)}`;
  const end = state === "absent" ? "was never placed" : `is ${state}, ${filled} filled`;
  const found = wasAbsent
    ? `${trade} that the venue did not know is there after all: ${filled} filled.`
    : `${trade} that could not be found out about is now known: it ${end}.`;
  return overfill === null ? found : `${found} ${describeStop(overfill)}.`;
}

export function describeHalt(halt: HaltReason): string {
  switch (halt.kind) {
    case "run":
      return `${describeRun(halt.outcome) ?? "A run was halted."} Look at the venue, then resume the portfolio.`;
    case "order-found":
      return `${describeFound(halt.order)} Look at the portfolio, then resume it.`;
    case "text":
      return halt.text;
  }
}
