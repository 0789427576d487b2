/** Why a rebalance was called for: "Bitcoin is 4.9 pp over its band." */
import { assetName, type TriggerReason } from "@/lib/engine/model";
import { formatPercent, formatPoints } from "./number";
import { formatTime, type Reader } from "./time";

/** One sentence for one reason. */
export function describeTriggerReason(reason: TriggerReason, reader: Reader): string {
  switch (reason.kind) {
    case "first-purchase":
      return "Nothing was bought yet: the portfolio holds only cash.";
    case "schedule":
      return `Your schedule was due at ${formatTime(reason.occurrenceAt, reader)}.`;
    case "band-broken":
      return `${reason.name} is ${formatPoints(reason.excess, { isSigned: false })} ${reason.drift > 0 ? "over" : "under"} its band.`;
    case "portfolio-drift":
      return `The portfolio's drift is ${formatPoints(reason.drift, { isSigned: false })}, at or over your bar of ${formatPoints(reason.threshold, { isSigned: false })}.`;
    case "cash-flow": {
      const came = reason.share > 0 ? "Deposits" : "Withdrawals";
      return `${came} since the last run are ${formatPercent(Math.abs(reason.share))} of the portfolio, at or over your bar of ${formatPercent(reason.threshold)}.`;
    }
    case "portfolio-stop":
      return `Out of the market: the portfolio fell ${formatPercent(reason.fall)} from its peak, your stop is ${formatPercent(reason.drop)}. All of it goes to ${assetName(reason.safeAsset)}.`;
    case "stop-ended":
      return `Back into the market: your portfolio stop ended at ${formatTime(reason.since, reader)}.`;
    case "policy-changed":
      return "You changed the policy.";
    case "requested":
      return `${reason.by} asked for this check.`;
    case "unfinished-run":
      return "The last run fell short; this carries it on.";
  }
}

/** The sentence a banner opens with: the widest broken band, or null when no band is broken. */
export function describeWidestBreach(reasons: readonly TriggerReason[], reader: Reader): string | null {
  const broken = reasons.flatMap((reason) => (reason.kind === "band-broken" ? [reason] : []));
  const [widest] = broken.sort((left, right) => right.excess - left.excess || (left.key < right.key ? -1 : 1));
  return widest ? describeTriggerReason(widest, reader) : null;
}
