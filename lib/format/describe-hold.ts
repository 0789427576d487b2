/**
 * Why nothing is traded, for its owner: the headline says so, the detail gives figure and threshold.
 * "Holding. Every target is inside its band. Nearest is Solana, 0.3 pp from its edge."
 */
import { type Autonomy, assetName, type CannotTrade, type Decision, type HoldReason } from "@/lib/engine/model";
import { describeResolveProblem } from "./describe-resolve-problem";
import { describeSuspect } from "./describe-suspect";
import { describeVenueProblem, kindOfProblem } from "./describe-venue-problem";
import { listNames } from "./names";
import { formatDecimal, formatPercent, formatPoints } from "./number";
import { plural } from "./plural";
import { formatTime, type Reader } from "./time";

type Hold = Extract<Decision, { kind: "hold" }>;

/** Named one by one; further ones are counted. */
const NAMED_MAX = 3;

/** One or two sentences for one reason. A proposal waits for a person only where a person approves. */
export function describeHoldReason(reason: HoldReason, reader: Reader, autonomy: Autonomy = "approve"): string {
  switch (reason.kind) {
    case "inside-bands": {
      const all = "Every target is inside its band.";
      if (reason.nearest === null) return all;
      const { name, distance } = reason.nearest;
      return `${all} Nearest is ${name}, ${formatPoints(distance, { isSigned: false })} from its edge.`;
    }
    case "not-due":
      return reason.nextAt === null
        ? "No schedule will come due."
        : `The next scheduled check is at ${formatTime(reason.nextAt, reader)}.`;
    case "drift-below-minimum":
      return `The schedule is due, but the portfolio's drift of ${formatPoints(reason.drift, { isSigned: false })} is under your minimum of ${formatPoints(reason.driftMin, { isSigned: false })}, and no band is broken.`;
    case "cooldown":
      return `The last run has just ended; your cooldown lasts until ${formatTime(reason.until, reader)}.`;
    case "nothing-to-trade":
      return Number(reason.notionalMin) > 0
        ? `Every trade would be smaller than your minimum of ${formatDecimal(reason.notionalMin)} or than the venue takes.`
        : "Every trade would be smaller than the venue takes.";
    case "cannot-trade":
      return `${reason.legs.map(cannotTrade).join(" ")} The next check tries again.`;
    case "no-value":
      return "There is nothing of value to balance yet.";
    case "trend-guard":
      return `Your trend guard lets ${listNames(reason.guarded.map((each) => each.name))} run. ${reason.guarded.map(guardFigure).join(" ")}`;
    case "no-flow": {
      const { share, threshold } = reason;
      if (share === 0) return "Nothing was deposited or withdrawn since the last run.";
      if (Math.abs(share) >= threshold)
        return share > 0
          ? "What was deposited is in place: cash has no more than its target."
          : "What was withdrawn came out of cash, which has no less than its target.";
      const came = share > 0 ? "Deposits" : "Withdrawals";
      return `${came} since the last run are ${formatPercent(Math.abs(share))} of the portfolio, under your bar of ${formatPercent(threshold)}.`;
    }
    case "one-sided":
      return reason.flow === "buy-only"
        ? "Nothing can be bought: free cash is at its target, and this run sells nothing."
        : "Nothing can be sold: no asset is above its post-trade weight, and this run buys nothing.";
    case "stopped-out": {
      const { safeAsset, since, fall } = reason;
      return `Out of the market since ${formatTime(since, reader)}: the portfolio stands ${formatPercent(fall)} under its peak, all of it is in ${assetName(safeAsset)}.`;
    }
    case "policy-unresolved":
      return reason.problems.length === 0
        ? "What the policy's moving parts come to is not known yet; the next check tries again."
        : `${reason.problems.map((problem) => describeResolveProblem(problem, reader)).join(" ")} Nothing is decided without it; the next check tries again.`;
    case "unconfirmed":
      return `${namedUpTo(reason.suspects.map((fact) => describeSuspect(fact, reader)))} Nothing is traded meanwhile.`;
    case "unexplained-difference":
      return `The last run left our books and the venue apart in ${listNames(reason.assets.map(assetName))}. Nothing new is planned until that is explained or you accept it.`;
    case "declined":
      return reason.until === null
        ? `Since ${formatTime(reason.since, reader)}: it is proposed again when drift has grown by ${formatPoints(reason.step, { isSigned: false })}.`
        : `Since ${formatTime(reason.since, reader)}: it rests until ${formatTime(reason.until, reader)}.`;
    case "resting":
      return `${plural(reason.attempts, "run")} fell short; the next is tried at ${formatTime(reason.until, reader)}.`;
    case "price-missing": {
      const names = reason.assets.map(assetName);
      return `No usable price for ${listNames(names)}. Nothing is decided without one; the next check tries again.`;
    }
    case "venue-down": {
      const problems = reason.venues.map(({ name, recheckAt, ...problem }) =>
        describeVenueProblem(name, { ...problem, until: recheckAt ?? null }, reader),
      );
      if (reason.venues.every((venue) => ["suspect", "shared"].includes(kindOfProblem(venue))))
        return problems.join(" ");
      // A venue that refused the key is not queried again by itself: only the owner can mend it.
      if (reason.venues.every((venue) => kindOfProblem(venue) === "key-refused"))
        return `${problems.join(" ")} Nothing is traded on old balances; it is tried again once you test it or replace its keys.`;
      return `${problems.join(" ")} Nothing is traded on old balances; the next check tries again.`;
    }
    case "in-progress":
      return "A rebalance is running; the next check reads what it leaves.";
    case "waiting-for-approval":
      return autonomy === "auto"
        ? "A plan is ready; the autopilot carries it out as soon as it may."
        : "A proposal waits for your approval.";
    case "stopped":
      return "All trading is stopped. Checks go on, nothing is traded until you resume it.";
    case "paused":
      return "This portfolio is paused. Checks go on, nothing is traded until you resume it.";
  }
}

const CANNOT_TRADE: Record<CannotTrade, string> = {
  "no-market": "no venue of this portfolio trades it",
  "market-closed": "its market is closed, or shows no price",
  "spread-too-wide": "bid and ask lie further apart than your slippage limit allows",
  unconfirmed: "what is shown of it is not confirmed",
  "no-price": "nobody prices it now",
  "not-enough-cash": "there is not enough cash where it trades",
  locked: "all of it is locked",
  "over-largest-order": "no order is both large enough for the venue and within the largest allowed",
  "over-turnover": "the autopilot has traded as much as it may in one run",
  "waits-for-sales": "the sales that would pay for it cannot be made",
  "left-out": "you left it out",
};

/** "Bitcoin is not sold: its market is closed, or shows no price." */
function cannotTrade({ asset, side, why }: { asset: string; side: "buy" | "sell"; why: CannotTrade }): string {
  return `${assetName(asset)} is not ${side === "buy" ? "bought" : "sold"}: ${CANNOT_TRADE[why]}.`;
}

/** "Bitcoin is 7.3 pp over its target; it is sold at 15.0 pp at the latest." */
function guardFigure({ name, drift, driftMax }: { name: string; drift: number; driftMax: number }): string {
  return `${name} is ${formatPoints(drift, { isSigned: false })} over its target; at ${formatPoints(driftMax, { isSigned: false })} it is sold whatever its trend.`;
}

/** Whether the machine rests as it should, cannot decide, or may not act. */
function openingOf(reason: HoldReason, autonomy: Autonomy): string {
  switch (reason.kind) {
    case "unconfirmed":
    case "price-missing":
    case "venue-down":
    case "policy-unresolved":
      return "Not decided.";
    case "stopped":
      return "Stopped.";
    case "paused":
      return "Paused.";
    case "in-progress":
      return "Running.";
    case "waiting-for-approval":
      return autonomy === "auto" ? "About to trade." : "Waiting for you.";
    case "nothing-to-trade":
      return "Holding. Too small to trade.";
    case "unexplained-difference":
      return "Held back, needs you.";
    case "declined":
      return "Holding. You declined this.";
    case "resting":
      return "Resting.";
    case "inside-bands":
    case "not-due":
    case "drift-below-minimum":
    case "cooldown":
    case "cannot-trade":
    case "no-value":
    case "trend-guard":
    case "no-flow":
    case "one-sided":
    case "stopped-out":
      return "Holding.";
  }
}

/** Less drift than this is none: rounding to the markets' steps and the costs of a run leave some. */
const ON_TARGET_DRIFT_MAX = 0.005;

export const isOnTarget = (portfolioDrift: number): boolean => portfolioDrift < ON_TARGET_DRIFT_MAX;

/** "On target." where it rests because there is nothing to bring back. */
function headlineOf(reason: HoldReason, autonomy: Autonomy, portfolioDrift: number | undefined): string {
  const rests = reason.kind === "inside-bands" || reason.kind === "not-due";
  return rests && portfolioDrift !== undefined && isOnTarget(portfolioDrift)
    ? "On target."
    : openingOf(reason, autonomy);
}

/** "Holding." and why: the headline of a hold, and the sentences that follow it. */
export function describeHold(
  decision: Pick<Hold, "reasons"> & Partial<Pick<Hold, "portfolioDrift">>,
  reader: Reader,
  autonomy: Autonomy = "approve",
): { headline: string; detail: string } {
  const [first] = decision.reasons;
  return {
    headline: first === undefined ? "Holding." : headlineOf(first, autonomy, decision.portfolioDrift),
    detail: decision.reasons.map((reason) => describeHoldReason(reason, reader, autonomy)).join(" "),
  };
}

function namedUpTo(sentences: readonly string[]): string {
  const more = sentences.length - NAMED_MAX;
  if (more <= 0) return sentences.join(" ");
  return `${sentences.slice(0, NAMED_MAX).join(" ")} ${more === 1 ? "One more is" : `${more} more are`} alike.`;
}
