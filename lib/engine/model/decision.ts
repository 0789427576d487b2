/** What the engine concludes from a policy and a snapshot, with its reasons as values (text is made in lib/format). */
import type { AssetId } from "./asset";
import type { SuspectFact } from "./confirmation";
import type { DecisionCheck } from "./decision-check";
import type { UntradableLeg } from "./plan";
import type { ResolveProblem } from "./resolved-policy";
import type { VenueProblem } from "./snapshot";
import type { TargetDrift } from "./target-drift";

export type TriggerReason =
  /** Nothing was ever traded and only cash is held, which is this share of the portfolio; what fired stands beside it. */
  | { kind: "first-purchase"; cash: number }
  | { kind: "schedule"; cron: string; timeZone: string; occurrenceAt: number }
  | { kind: "band-broken"; key: string; name: string; drift: number; band: number; excess: number }
  | { kind: "portfolio-drift"; drift: number; threshold: number }
  | { kind: "policy-changed" }
  | { kind: "requested"; by: string }
  /** `share` is signed: deposits less withdrawals since the last run. */
  | { kind: "cash-flow"; share: number; threshold: number }
  | { kind: "portfolio-stop"; fall: number; drop: number; safeAsset: AssetId }
  | { kind: "stop-ended"; since: number }
  /** A run that fell short is continued. */
  | { kind: "unfinished-run"; rebalanceId: string };

export type HoldReason =
  | { kind: "inside-bands"; nearest: { key: string; name: string; distance: number } | null }
  | { kind: "not-due"; nextAt: number | null }
  | { kind: "drift-below-minimum"; drift: number; driftMin: number }
  | { kind: "cooldown"; until: number }
  | { kind: "nothing-to-trade"; notionalMin: string }
  /** Trades are called for and none can be made now, for other reasons than their size. */
  | { kind: "cannot-trade"; legs: readonly UntradableLeg[] }
  | { kind: "no-value" }
  /** Every sale that is due is held back by the trend guard. */
  | { kind: "trend-guard"; guarded: readonly { key: string; name: string; drift: number; driftMax: number }[] }
  | { kind: "no-flow"; share: number; threshold: number }
  /** A one-sided policy has nothing to buy with, or nothing it may sell. */
  | { kind: "one-sided"; flow: "buy-only" | "sell-only" }
  | { kind: "stopped-out"; since: number; fall: number; safeAsset: AssetId }
  | { kind: "policy-unresolved"; problems: readonly ResolveProblem[] }
  /** Something is suspect and the policy does not go on without it: what, since when, and who can settle it. */
  | { kind: "unconfirmed"; suspects: readonly SuspectFact[] }
  /** The last run left books and venue apart; nothing new is planned until that is explained, gone or accepted. */
  | { kind: "unexplained-difference"; rebalanceId: string; assets: readonly AssetId[]; since: number }
  /** Declined by the owner: rests until drift has grown by `step`, or until `until`. */
  | { kind: "declined"; since: number; until: number | null; drift: number; step: number }
  /** Runs for it fell short; the next one waits. */
  | { kind: "resting"; attempts: number; until: number }
  | { kind: "price-missing"; assets: readonly AssetId[] }
  | { kind: "venue-down"; venues: readonly (VenueProblem & { name: string })[] }
  | { kind: "in-progress"; rebalanceId: string }
  | { kind: "waiting-for-approval"; rebalanceId: string }
  | { kind: "stopped" }
  | { kind: "paused" };

export type Decision =
  | {
      kind: "hold";
      reasons: readonly HoldReason[];
      drifts: readonly TargetDrift[];
      portfolioDrift: number;
      value: number;
      checks: readonly DecisionCheck[];
      /** What of `value` was suspect at this check; absent: nothing. */
      suspects?: readonly SuspectFact[];
    }
  | {
      kind: "rebalance";
      reasons: readonly TriggerReason[];
      drifts: readonly TargetDrift[];
      portfolioDrift: number;
      value: number;
      checks: readonly DecisionCheck[];
      /** What of `value` was suspect at this check; absent: nothing. */
      suspects?: readonly SuspectFact[];
    };
