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

export const SCOPES = ["all", "breaching"] as const;
export type Scope = (typeof SCOPES)[number];

export const UNTARGETED = ["ignore", "sell"] as const;
export type Untargeted = (typeof UNTARGETED)[number];

/** How far a target may drift before a threshold fires. All widths are half-widths: target +/- width. */
export type Band =
  | { kind: "absolute"; width: number }
  | { kind: "relative"; ratio: number }
  | { kind: "clamp"; ratio: number; floor: number; cap: number };

export const BAND_KINDS = ["absolute", "relative", "clamp"] as const;
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

export const TRIGGER_KINDS = ["time", "threshold", "hybrid"] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

export type Trigger =
  /** Fires on every slot of the cron expression, read in the IANA time zone. */
  | { kind: "time"; cron: string; timeZone: string }
  /** Fires when any target leaves its band, or when portfolio drift reaches `portfolioDrift` (null: not used). */
  | { kind: "threshold"; portfolioDrift: number | null }
  /** Fires on a slot, only if a band is broken or portfolio drift is at least `driftMin`. */
  | { kind: "hybrid"; cron: string; timeZone: string; driftMin: number };

export interface PolicyLimits {
  /** Two-sided turnover of one run as a share of the portfolio: sum of |trade| / value. */
  turnoverMax: number;
  /** Two-sided turnover of the last 24 hours, this run included. */
  turnoverPerDayMax: number;
  /** Largest single order, in the base currency; null: none. */
  orderNotionalMax: Notional | null;
  /** Oldest price a decision may use, in ms. */
  priceAgeMsMax: number;
  /** How far a price may jump from the last known one without being doubted; share, null: not checked. */
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
  /** The asset trades go through, for example "USDT". */
  quoteAsset: AssetId;
  /** Share of the portfolio kept as cash for fees and rounding. */
  cashBuffer: number;
  cooldownMinutes: number;
  /** Trades smaller than this (base currency) are carried over. */
  tradeNotionalMin: Notional;
  autonomy: Autonomy;
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
