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

export interface RuleOrigin {
  kind: TargetRuleKind;
  /** The occurrence the weights were computed for. */
  asOf: number;
  sources: readonly string[];
  note: RuleNote | null;
}

/** The past is too short for the rule: the written weights stand, or those before. */
export interface RuleNote {
  stands: "written" | "earlier";
  assets: readonly AssetId[];
  daysNeeded: number;
}

export interface ResolvedPolicy {
  at: number;
  targets: readonly ResolvedTarget[];
  /** Where the weights come from; null: as written. */
  rule: RuleOrigin | null;
  /** One per target the guard looked at; empty without a guard. */
  trends: readonly TrendFacts[];
  /** null: no stop in the policy. While stopped everything goes to `safeAsset`. */
  stop: (StopState & { safeAsset: AssetId; drop: number }) | null;
  /** Deposits less withdrawals since the last run, as a share of the portfolio now. */
  flowShare: number;
}

/** What a dynamic policy could not be resolved for; the check then holds and says so. */
export type ResolveProblem =
  | { kind: "history-missing"; assets: readonly AssetId[]; barsNeeded: number; daysNeeded: number }
  | { kind: "history-stale"; assets: readonly AssetId[]; lastAt: number }
  | { kind: "capitalisation-missing"; assets: readonly AssetId[] }
  | { kind: "rule-impossible"; why: RuleConflict };

/** Why a rule gives no weights; nothing has been written then. Staleness is for whoever knows the clock. */
export type RuleProblem = Exclude<ResolveProblem, { kind: "history-stale" }>;

/** Why no weights or widths can follow from what the policy says, until its owner changes it. Weights are shares. */
export type RuleConflict =
  | { kind: "safe-is-no-target"; safe: string }
  | { kind: "safe-is-fixed"; name: string }
  | { kind: "safe-missing" }
  | { kind: "nothing-to-weigh" }
  | { kind: "did-not-move"; name: string }
  /** Momentum: no return is above the minimum, and there is no safe target. */
  | { kind: "no-return-above-minimum" }
  | { kind: "nothing-to-scale" }
  | { kind: "no-solution"; rule: TargetRuleKind }
  | { kind: "bounds-crossed"; weightMin: number; weightMax: number }
  /** The strategic weight within `bound` lies above the most (`needed` is the least it may be) or below the least. */
  | { kind: "bound-over-most"; name: string; weight: number; bound: number; weightMax: number; needed: number }
  | { kind: "bound-under-least"; name: string; weight: number; bound: number; weightMin: number; needed: number }
  | { kind: "least-too-large"; count: number; least: number; rest: number; weightMin: number }
  | { kind: "most-too-small"; count: number; most: number; rest: number; weightMax: number; isBound: boolean }
  /** A band by cost, of a target that no open market trades. */
  | { kind: "cost-unknown"; name: string }
  | { kind: "no-market"; assets: readonly AssetId[]; quote: AssetId };
