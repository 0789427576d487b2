import { callOf, type PendingCall } from "@/lib/engine/decide/pending";
import type { RebalanceRecord } from "./facts";

/** What a proposal without pending rebalances of its own was made for. */
export function callsOfStanding(open: RebalanceRecord): readonly PendingCall[] {
  if (open.state !== "proposed" || open.pendingIds.length > 0) return [];
  return open.reasons.map((reason) => callOf(reason, open.policyVersion));
}
