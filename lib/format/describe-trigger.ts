/** Why a rebalance was called for: "Bitcoin is 4.9 pp over its band." */
import type { TriggerReason } from "@/lib/engine/model";
import { formatMoment, type Reader } from "./moments";
import { formatPercentPoints } from "./numbers";

/** One sentence for one reason. */
export function describeTriggerReason(reason: TriggerReason, reader: Reader): string {
  switch (reason.kind) {
    case "schedule":
      return `Your schedule was due at ${formatMoment(reason.slotAt, reader)}.`;
    case "band-broken":
      return `${reason.name} is ${formatPercentPoints(reason.excess)} ${reason.drift > 0 ? "over" : "under"} its band.`;
    case "portfolio-drift":
      return `The portfolio's drift is ${formatPercentPoints(reason.drift)}, at or over your bar of ${formatPercentPoints(reason.bar)}.`;
    case "policy-changed":
      return "You changed the policy.";
    case "asked":
      return `${reason.by} asked for this check.`;
  }
}

/** The sentence a strip opens with: the widest broken band, or null when no band is broken. */
export function describeWidestBreach(reasons: readonly TriggerReason[], reader: Reader): string | null {
  const broken = reasons.flatMap((reason) => (reason.kind === "band-broken" ? [reason] : []));
  const [widest] = broken.sort((left, right) => right.excess - left.excess || (left.key < right.key ? -1 : 1));
  return widest ? describeTriggerReason(widest, reader) : null;
}
