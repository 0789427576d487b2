/**
 * Why nothing is traded, in the words of a person: the headline says so, the detail gives figure and bar.
 * "Holding. Every target is inside its band. Nearest is Solana, 0.3 pp from its edge."
 */
import { assetName, type Decision, type HoldReason } from "@/lib/engine/model";
import { formatMoment, type Reader } from "./moments";
import { formatDecimal, formatPercentPoints } from "./numbers";
import { listNames } from "./state-words";

/** One or two sentences for one reason. */
export function describeHoldReason(reason: HoldReason, reader: Reader): string {
  switch (reason.kind) {
    case "inside-bands": {
      const all = "Every target is inside its band.";
      if (reason.nearest === null) return all;
      const { name, distance } = reason.nearest;
      return `${all} Nearest is ${name}, ${formatPercentPoints(distance)} from its edge.`;
    }
    case "not-due":
      return reason.nextAt === null
        ? "No schedule will come due."
        : `The next scheduled check is at ${formatMoment(reason.nextAt, reader)}.`;
    case "drift-below-minimum":
      return `The schedule is due, but the portfolio's drift of ${formatPercentPoints(reason.drift)} is under your minimum of ${formatPercentPoints(reason.driftMin)}, and no band is broken.`;
    case "cooldown":
      return `The last run has just ended; your cooldown lasts until ${formatMoment(reason.until, reader)}.`;
    case "nothing-to-trade":
      return Number(reason.notionalMin) > 0
        ? `Every trade would be smaller than your minimum of ${formatDecimal(reason.notionalMin)} or than the venue takes.`
        : "Every trade would be smaller than the venue takes.";
    case "no-value":
      return "There is nothing of value to balance yet.";
    case "price-missing": {
      const names = reason.assets.map(assetName);
      return `No usable price for ${listNames(names)}. Nothing is decided without one; the next check asks again.`;
    }
    case "venue-down": {
      const told = reason.venues.map(
        ({ name, since }) => `${name} has not answered since ${formatMoment(since, reader)}.`,
      );
      return `${told.join(" ")} Nothing is traded on old balances; the next check asks again.`;
    }
    case "in-progress":
      return "A rebalance is running; the next check looks at what it leaves.";
    case "waiting-for-approval":
      return "A proposal waits for your approval.";
    case "stopped":
      return "All trading is stopped. Checks go on, nothing is traded until you resume it.";
    case "paused":
      return "This portfolio is paused. Checks go on, nothing is traded until you resume it.";
  }
}

/** Whether the machine rests as it should, cannot decide, or may not act. */
function openingOf(reason: HoldReason): string {
  switch (reason.kind) {
    case "price-missing":
    case "venue-down":
      return "Not decided.";
    case "stopped":
      return "Stopped.";
    case "paused":
      return "Paused.";
    case "in-progress":
      return "Running.";
    case "waiting-for-approval":
      return "Waiting for you.";
    case "nothing-to-trade":
      return "Holding. Too small to trade.";
    default:
      return "Holding.";
  }
}

/** "Holding." and why: the headline of a hold, and the sentences that follow it. */
export function describeHold(
  decision: Pick<Extract<Decision, { kind: "hold" }>, "reasons">,
  reader: Reader,
): { headline: string; detail: string } {
  const [first] = decision.reasons;
  return {
    headline: first === undefined ? "Holding." : openingOf(first),
    detail: decision.reasons.map((reason) => describeHoldReason(reason, reader)).join(" "),
  };
}
