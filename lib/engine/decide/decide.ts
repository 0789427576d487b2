import type { Decision, Policy, Snapshot } from "@/lib/engine/model";

/** What the caller knows besides policy and snapshot. Instants are epoch ms. */
export interface DecideClock {
  now: number;
  /** Slots that are due and not yet run; `triggerIndex` points into policy.triggers. */
  dueSlots: readonly { triggerIndex: number; slotAt: number }[];
  /** When the last rebalance of this portfolio ended; null: never. */
  lastRunAt: number | null;
  /** Who asked for this check by hand; null: nobody. A person who asks skips schedule and cooldown. */
  asked: string | null;
  policyChanged: boolean;
  /** Kill switch. */
  stopped: boolean;
  paused: boolean;
  running: { kind: "in-progress" | "waiting-for-approval"; rebalanceId: string } | null;
}

export function decide(_policy: Policy, _snapshot: Snapshot, _clock: DecideClock): Decision {
  return { kind: "hold", reasons: [{ kind: "no-value" }], drifts: [], portfolioDrift: 0, value: 0, checks: [] };
}
