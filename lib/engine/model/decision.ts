/** What the engine concludes from a policy and a snapshot, with its reasons as values (text is made in lib/format). */
import type { AssetId } from "./asset";
import type { SuspectFact } from "./confirmation";
import type { ResolveProblem } from "./resolved-policy";
import type { VenueProblem } from "./snapshot";

/** One target (or the untargeted rest) measured. Weights and drift are shares of the portfolio's counted value. */
export interface TargetDrift {
  key: string;
  name: string;
  members: readonly AssetId[];
  weight: number;
  target: number;
  drift: number;
  /** Half-width of the band; the band is [target - band, target + band], never below 0. */
  band: number;
  isOutside: boolean;
  /** Where this run would take it (equal to `weight` when it is left alone). */
  postTrade: number;
}

export type TriggerReason =
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

/**
 * Kinds of what keeps a wanted trade from being made, other than its smallness (Deferral in ./plan has the figures).
 */
export const CANNOT_TRADE = [
  "no-market",
  "market-closed",
  "spread-too-wide",
  "unconfirmed",
  "no-price",
  "not-enough-cash",
  "locked",
  "over-largest-order",
  "over-turnover",
  "waits-for-sales",
  "left-out",
] as const;
export type CannotTrade = (typeof CANNOT_TRADE)[number];

export type HoldReason =
  | { kind: "inside-bands"; nearest: { key: string; name: string; distance: number } | null }
  | { kind: "not-due"; nextAt: number | null }
  | { kind: "drift-below-minimum"; drift: number; driftMin: number }
  | { kind: "cooldown"; until: number }
  | { kind: "nothing-to-trade"; notionalMin: string }
  /** Trades are called for and none can be made now, for other reasons than their size. */
  | { kind: "cannot-trade"; legs: readonly { asset: AssetId; side: "buy" | "sell"; why: CannotTrade }[] }
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

/** One line of "why": the test, its figure and threshold, how it ended. Shown for holds and for proposals alike. */
export interface DecisionCheck {
  check:
    | "prices"
    | "venues"
    | "bands"
    | "schedule"
    | "portfolio-drift"
    | "cooldown"
    | "minimum-trade"
    | "limits"
    | "rule"
    | "trend-guard"
    | "portfolio-stop"
    | "cash-flow";
  outcome: "passed" | "broken" | "wait" | "not-reached";
  detail: string;
}

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
