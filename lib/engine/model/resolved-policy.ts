/**
 * What the moving parts of a policy come to at one instant: weights the rule set, widths the market gave, who is
 * guarded by a trend, what the portfolio stop says. It is resolved once per check from past prices and stored inside
 * the snapshot, so that whoever plans again from that snapshot decides by the same figures without the history.
 */
import type { Price } from "@/lib/money";
import type { AssetId } from "./asset";
import type { TargetRuleKind } from "./policy";

export interface ResolvedTarget {
  /** targetKey of the policy's target. */
  key: string;
  /** In force now: the rule's weight, or the written one. All sum to 1. */
  weight: number;
  /** Half-width in force now, a share. */
  band: number;
}

/** Why a guarded target is not sold; figures beside their thresholds. */
export interface TrendFacts {
  key: string;
  price: number;
  average: number;
  momentum: number;
  isRising: boolean;
}

export const STOP_PHASES = ["armed", "stopped"] as const;
export type StopPhase = (typeof STOP_PHASES)[number];

/** The portfolio stop between two checks. Index: value of 1 put in at the start, flows taken out (time-weighted). */
export interface StopState {
  phase: StopPhase;
  /** Index at the highest point that counts, and when; in a trailing window the highest of the window. */
  peak: number;
  peakAt: number;
  index: number;
  /** When the phase began. */
  since: number;
  /** Return since `index` that is not confirmed yet (a price is suspect); absent: 1. */
  sinceConfirmed?: number;
  /** The first of the checks in a row that showed a fall to the drop; absent: the last one did not. */
  firstBelowAt?: number;
  /** Since when peaks are sought; absent in states of versions before 0.3. */
  measuredFrom?: number;
  /** The past was searched for its peak, as the owner chose. */
  isFromHistory?: true;
  /** Price by which each asset last entered the index, in the base currency; absent: as in the snapshot before. */
  prices?: Readonly<Record<AssetId, Price>>;
  /** Trailing only: highs that no later one has passed, oldest first, as pairs of time and index. */
  highs?: number[];
}

export interface ResolvedPolicy {
  at: number;
  targets: readonly ResolvedTarget[];
  /** Where the weights come from; null: as written. `asOf` is the occurrence they were computed for. */
  rule: { kind: TargetRuleKind; asOf: number; sources: readonly string[]; note: string | null } | null;
  /** One per target the guard watches; empty without a guard. */
  trends: readonly TrendFacts[];
  /** null: no stop in the policy. While stopped everything goes to `safeAsset`. */
  stop: (StopState & { safeAsset: AssetId; drop: number }) | null;
  /** Deposits less withdrawals since the last run, as a share of the portfolio now. */
  flowShare: number;
}

/** Why a dynamic policy could not be resolved; the check then holds and says so. */
export type ResolveProblem =
  | { kind: "history-missing"; assets: readonly AssetId[]; barsNeeded: number; daysNeeded: number }
  | { kind: "history-stale"; assets: readonly AssetId[]; lastAt: number }
  | { kind: "capitalisation-missing"; assets: readonly AssetId[] }
  | { kind: "rule-impossible"; message: string };
