import type { TriggerReason } from "@/lib/engine/model";
import type { Reader } from "./moments";

/** Why a rebalance was called for, as a sentence. */
export function describeTriggerReason(reason: TriggerReason, _reader: Reader): string {
  return reason.kind;
}
