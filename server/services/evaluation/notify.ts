/** Puts a stored verdict into words for lists and strips (pure). */
import type { Autonomy, Decision, RebalanceState } from "@/lib/engine/model";
import { describeHold, describeTriggerReason, type Reader } from "@/lib/format";
import { plural } from "@/lib/format/plural";

export interface Verdict {
  decision: Decision;
  autonomy: Autonomy;
  /** The proposal this check made or left standing. */
  rebalance: { tradeCount: number; state: RebalanceState } | null;
}

export interface Told {
  headline: string;
  sentence: string;
}

export function describeVerdict({ decision, autonomy, rebalance }: Verdict, reader: Reader): Told {
  if (decision.kind === "hold") {
    const { headline, detail } = describeHold(decision, reader, autonomy);
    return { headline, sentence: detail };
  }
  const why = decision.reasons.map((reason) => describeTriggerReason(reason, reader)).join(" ");
  const limits = decision.checks.find((check) => check.check === "limits" && check.outcome === "broken");
  if (limits) return { headline: "Not traded", sentence: `${limits.detail} ${why}`.trim() };
  if (rebalance) return { headline: `Proposes ${plural(rebalance.tradeCount, "trade")}`, sentence: why };
  const headline = autonomy === "watch" ? "Watching only" : "Would trade";
  return { headline, sentence: why };
}
