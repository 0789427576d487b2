import type { Decision, HoldReason } from "@/lib/engine/model";
import type { Reader } from "./moments";

/** One sentence for one reason. */
export function describeHoldReason(reason: HoldReason, _reader: Reader): string {
  return reason.kind;
}

/** "Holding." and why: the headline of a hold and what follows it. */
export function describeHold(
  decision: Pick<Extract<Decision, { kind: "hold" }>, "reasons">,
  reader: Reader,
): { headline: string; detail: string } {
  return { headline: "Holding.", detail: decision.reasons.map((each) => describeHoldReason(each, reader)).join(" ") };
}
