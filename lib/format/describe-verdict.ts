/** What a check decided, as a line and its sentences: "Proposes 2 trades", "Holding.", "Not traded". */
import type { Autonomy, Decision, RebalanceState } from "@/lib/engine/model";
import { describeCheck } from "./describe-check";
import { describeHold } from "./describe-hold";
import { describeTriggerReason } from "./describe-trigger";
import { spokenReasons } from "./first-purchase";
import { plural } from "./plural";
import type { Reader } from "./time";

export interface Verdict {
  decision: Decision;
  autonomy: Autonomy;
  /** The proposal this check made or left standing. */
  rebalance: { tradeCount: number; state: RebalanceState } | null;
}

export interface VerdictText {
  headline: string;
  sentence: string;
}

export function describeVerdict({ decision, autonomy, rebalance }: Verdict, reader: Reader): VerdictText {
  if (decision.kind === "hold") {
    const { headline, detail } = describeHold(decision, reader, autonomy);
    return { headline, sentence: detail };
  }
  const why = spokenReasons(decision.reasons)
    .map((reason) => describeTriggerReason(reason, reader))
    .join(" ");
  const limits = decision.checks.find((check) => check.check === "limits" && check.outcome === "broken");
  if (limits) return { headline: "Not traded", sentence: `${describeCheck(limits, reader.now).detail} ${why}`.trim() };
  // What only watches proposes nothing; what it proposed before it did so, it did propose.
  if (rebalance?.state === "proposed" && autonomy === "watch")
    return { headline: `Would make ${plural(rebalance.tradeCount, "trade")}`, sentence: why };
  if (rebalance) return { headline: `Proposes ${plural(rebalance.tradeCount, "trade")}`, sentence: why };
  const headline = autonomy === "watch" ? "Watching only" : "Would trade";
  return { headline, sentence: why };
}

/**
 * The same of a policy that is only looked at: nobody changed it yet, so that is no reason. A plan that nothing else
 * calls for is what a save would lead to.
 */
export function describePreview({ decision, ...rest }: Verdict, reader: Reader): VerdictText {
  if (decision.kind === "hold") return describeVerdict({ decision, ...rest }, reader);
  const reasons = decision.reasons.filter(({ kind }) => kind !== "policy-changed");
  const described = describeVerdict({ decision: { ...decision, reasons }, ...rest }, reader);
  return { ...described, sentence: described.sentence || "A save asks for a check at once, and this is its plan." };
}
