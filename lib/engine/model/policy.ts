/**
 * What the owner wants. A policy is plain JSON: the dashboard exports it, a file imports it, the engine reads it.
 * Weights are float64 shares of the whole (0.5 is 50 %) and sum to 1 within 1e-9; drifts and bands are shares too
 * (0.05 is 5 pp). Money limits are decimal strings in the base currency.
 */
import type { Notional } from "@/lib/money";
import type { AssetId } from "./asset";

export const DESTINATIONS = ["target", "half", "edge"] as const;
export type Destination = (typeof DESTINATIONS)[number];

export const AUTONOMIES = ["watch", "approve", "auto"] as const;
export type Autonomy = (typeof AUTONOMIES)[number];

export const WHEN_UNCONFIRMED = ["ask", "go-on"] as const;
export type WhenUnconfirmed = (typeof WHEN_UNCONFIRMED)[number];

export const SCOPES = ["all", "breaching"] as const;
export type Scope = (typeof SCOPES)[number];

export const UNTARGETED = ["ignore", "sell"] as const;
export type Untargeted = (typeof UNTARGETED)[number];

/** Which way a run may trade. One-sided runs move cash only: what must not be sold keeps its weight. */
export const FLOWS = ["both", "buy-only", "sell-only"] as const;
export type Flow = (typeof FLOWS)[number];

/** How far a target may drift before a threshold fires. All widths are half-widths: target +/- width. */
export type Band =
  | { kind: "absolute"; width: number }
  | { kind: "relative"; ratio: number }
  | { kind: "clamp"; ratio: number; floor: number; cap: number }
  /**
   * multiple x sigma x sqrt(look-ahead), clamped: wide while the asset is wild. Sigma is that of one day, by an
   * exponentially weighted mean of squared log returns. With `isScaledByWeight` the width is multiplied by
   * t (1 - t): the drift that such a move of this one asset causes.
   */
  | {
      kind: "volatility";
      multiple: number;
      lookAheadDays: number;
      halfLifeDays: number;
      floor: number;
      cap: number;
      isScaledByWeight?: boolean;
    }
  /**
   * Where the gain of trading pays its cost: (3/(2 gamma) t^2 (1-t)^2 cost)^(1/3), clamped. `cost` null: the market's
   * own.
   */
  | { kind: "cost-optimal"; riskAversion: number; cost: number | null; floor: number; cap: number };

export const BAND_KINDS = ["absolute", "relative", "clamp", "volatility", "cost-optimal"] as const;
export const DEFAULT_BAND: Band = { kind: "clamp", ratio: 0.2, floor: 0.01, cap: 0.1 };

export type Target =
  | { kind: "asset"; asset: AssetId; weight: number; band?: Band }
  /** Any mix of members meets a fungible group; a weighted group has inner weights that sum to 1. */
  | { kind: "group"; name: string; weight: number; mode: "fungible"; members: readonly AssetId[]; band?: Band }
  | {
      kind: "group";
      name: string;
      weight: number;
      mode: "weighted";
      members: readonly { asset: AssetId; weight: number }[];
      band?: Band;
    };

export const TRIGGER_KINDS = ["time", "threshold", "hybrid", "cash-flow"] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

export type Trigger =
  /** Fires on every occurrence of the cron expression, read in the IANA time zone. */
  | { kind: "time"; cron: string; timeZone: string }
  /** Fires when any target leaves its band, or when portfolio drift reaches `portfolioDrift` (null: not used). */
  | { kind: "threshold"; portfolioDrift: number | null }
  /** Fires on an occurrence, only if a band is broken or portfolio drift is at least `driftMin`. */
  | { kind: "hybrid"; cron: string; timeZone: string; driftMin: number }
  /**
   * Fires when deposits less withdrawals since the last run reach this share of the portfolio, either way. A deposit
   * then buys what is underweight with what came in, a withdrawal sells what is overweight for what went out; neither
   * calls for more than that.
   */
  | { kind: "cash-flow"; shareMin: number };

/** What makes weights follow the market. Sources stand with the formulas in lib/engine/targets. */
export const TARGET_RULE_KINDS = [
  "equal",
  "market-cap",
  "inverse-volatility",
  "equal-risk",
  "minimum-variance",
  "momentum",
  "volatility-target",
] as const;
export type TargetRuleKind = (typeof TARGET_RULE_KINDS)[number];

export type TargetRule =
  | { kind: "equal" }
  /** In proportion to capitalisation ^ exponent: 1 plain, 0.5 square root. */
  | { kind: "market-cap"; exponent: number }
  | { kind: "inverse-volatility"; lookbackDays: number }
  | { kind: "equal-risk"; lookbackDays: number }
  | { kind: "minimum-variance"; lookbackDays: number }
  /**
   * The `top` best by return over the look-back share equally; those not above `returnMin` (null: any) go to the safe
   * target.
   */
  | { kind: "momentum"; lookbackDays: number; top: number; returnMin: number | null }
  /**
   * Written weights scaled by wanted / estimated volatility (a year, 0.4 is 40 %), at most `exposureMax`; the rest is
   * safe.
   */
  | { kind: "volatility-target"; volatility: number; halfLifeDays: number; exposureMax: number };

/**
 * Weights that follow the market. The rule shares out what the `fixed` targets leave; the weights written in the
 * targets stay the owner's strategic weights, around which `bound` (share, null: none) keeps each.
 */
export interface DynamicTargets {
  rule: TargetRule;
  /** Keys of targets that keep their written weight. */
  fixed: readonly string[];
  /** Key of the target that takes what momentum and volatility target do not invest; null: the others share it. */
  safe: string | null;
  /** Least and most of any target the rule sets, shares of the portfolio. */
  weightMin: number;
  weightMax: number;
  bound: number | null;
  /** When the weights are computed anew; in between they stay. */
  cron: string;
  timeZone: string;
}

/**
 * Lets a winner run: an overweight target is not sold while its price is above its moving average and its return over
 * `momentumDays` above `momentumMin`, unless its drift has reached `driftMax` (share).
 */
export interface TrendGuard {
  averageDays: number;
  momentumDays: number;
  momentumMin: number;
  driftMax: number;
}

export const PEAKS_FROM = ["today", "history"] as const;
export type PeakFrom = (typeof PEAKS_FROM)[number];

/**
 * Leaves for a safe asset when the portfolio has fallen by `drop` (share) from its peak: since the start or the last
 * restart ("peak"), or of the last `windowDays` ("trailing"). Flows are not falls: the fall is measured on returns.
 */
export interface PortfolioStop {
  kind: "peak" | "trailing";
  windowDays: number | null;
  drop: number;
  /**
   * Where the first peak is sought: from the first check on ("today", also when absent), or in the stored closes of
   * the targets, held in their written weights ("history").
   */
  peakFrom?: PeakFrom;
  safeAsset: AssetId;
  restart:
    | { kind: "manual" }
    | { kind: "after-days"; days: number }
    /** When the targets, held in their written weights, stand above their moving average. */
    | { kind: "trend"; averageDays: number };
}

export interface PolicyLimits {
  /** Two-sided turnover of one run as a share of the portfolio: sum of |trade| / value. */
  turnoverMax: number;
  /** Two-sided turnover of the last 24 hours, this run included. */
  turnoverPerDayMax: number;
  /** Largest single order, in the base currency; null: none. */
  orderNotionalMax: Notional | null;
  /** Oldest price a decision may use, in ms. */
  priceAgeMsMax: number;
  /** How far a price may jump from the last known one without being suspect; share, null: not checked. */
  priceJumpMax: number | null;
  /** Smallest share of cash (the quote asset) that must remain after the plan. */
  cashMin: number;
  /** Slippage allowed for a limit price around the planned price, in basis points. */
  slippageBpsMax: number;
}

export interface Policy {
  version: 1;
  targets: readonly Target[];
  untargeted: Untargeted;
  triggers: readonly Trigger[];
  /** Band of every target that names none of its own. */
  band: Band;
  destination: Destination;
  scope: Scope;
  /** Absent: both. */
  flow?: Flow;
  /** Absent: the weights as written. */
  dynamic?: DynamicTargets | null;
  trendGuard?: TrendGuard | null;
  stop?: PortfolioStop | null;
  /** The asset trades go through, for example "USDT". */
  quoteAsset: AssetId;
  /** Share of the portfolio kept as cash for fees and rounding. */
  cashBuffer: number;
  cooldownMinutes: number;
  /** Trades smaller than this (base currency) are deferred. */
  tradeNotionalMin: Notional;
  autonomy: Autonomy;
  /**
   * With a suspect asset: hold and wait for the owner (absent: this), or freeze that asset and go on with the others.
   */
  whenUnconfirmed?: WhenUnconfirmed;
  /** How long a proposal may be approved. */
  proposalMinutes: number;
  /** How far any traded price may move between proposal and approval, in basis points. */
  priceToleranceBps: number;
  limits: PolicyLimits;
}

export const DEFAULT_LIMITS: PolicyLimits = {
  turnoverMax: 1,
  turnoverPerDayMax: 2,
  orderNotionalMax: null,
  priceAgeMsMax: 60_000,
  priceJumpMax: 0.5,
  cashMin: 0,
  slippageBpsMax: 100,
};

/** The calendar of a trigger that has one, else null. */
export function scheduleOf(trigger: Trigger): { cron: string; timeZone: string } | null {
  switch (trigger.kind) {
    case "time":
    case "hybrid":
      return trigger;
    case "threshold":
    case "cash-flow":
      return null;
  }
}

/** Share of the portfolio that a run leaves in cash at least: the buffer, or the owner's least if that is more. */
export function leastCash({ cashBuffer, limits }: Pick<Policy, "cashBuffer" | "limits">): number {
  return Math.max(cashBuffer, limits.cashMin);
}

/** Name shown for a target and used to match it across policy versions. */
export function targetKey(target: Target): string {
  return target.kind === "asset" ? target.asset : `group:${target.name}`;
}

export function targetName(target: Target): string {
  return target.kind === "asset" ? target.asset : target.name;
}

/** Every asset a target counts, in its own order. */
export function targetMembers(target: Target): readonly AssetId[] {
  if (target.kind === "asset") return [target.asset];
  return target.mode === "fungible" ? target.members : target.members.map((member) => member.asset);
}
