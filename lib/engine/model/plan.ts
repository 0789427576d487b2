/**
 * A plan: the orders that take a snapshot to a decision's post-trade weights, what they cost, and what they leave
 * undone.
 */
import type { Notional, Price, Quantity } from "@/lib/money";
import type { AssetId, MarketSymbol, VenueId } from "./asset";
import type { TargetDrift } from "./target-drift";

export const SIDES = ["buy", "sell"] as const;
export type Side = (typeof SIDES)[number];

export type OrderReason =
  | { kind: "over-target"; key: string; name: string; drift: number; excess: number }
  | { kind: "under-target"; key: string; name: string; drift: number; excess: number }
  | { kind: "untargeted" }
  | { kind: "raises-cash"; asset: AssetId };

export interface PlannedOrder {
  /** Place in the plan, from 0; sells come before the buys they fund. */
  leg: number;
  venueId: VenueId;
  symbol: MarketSymbol;
  base: AssetId;
  quote: AssetId;
  side: Side;
  /** Rounded down to the market's step. */
  quantity: Quantity;
  /** Best opposite price when planned. */
  expectedPrice: Price;
  /** Worst price the order may get: sent as the limit of an immediate-or-cancel order. Rounded inward to the step. */
  limitPrice: Price;
  /** quantity x expectedPrice, in quote units. */
  notional: Notional;
  /** The same in the base currency. */
  notionalBase: Notional;
  /** Expected fee, rounded up, in `feeAsset` units and in the base currency. */
  fee: Quantity;
  feeAsset: AssetId;
  feeBase: Notional;
  /** Half spread paid against the mid price, in the base currency. */
  spreadBase: Notional;
  reason: OrderReason;
}

/** A wanted trade that is not made now, and why. */
export interface Deferral {
  asset: AssetId;
  side: Side;
  notionalBase: Notional;
  reason:
    | { kind: "below-venue-minimum"; notionalMin: Notional; venue: string }
    | { kind: "below-policy-minimum"; notionalMin: Notional }
    | { kind: "no-market"; quote: AssetId }
    | { kind: "market-closed"; symbol: MarketSymbol }
    | { kind: "not-enough-cash"; missing: Notional }
    | { kind: "locked" }
    | { kind: "left-out" }
    /** More than one order may be, by the venue or by the owner; the rest is for the runs after this one. */
    | { kind: "over-largest-order"; notionalMax: Notional; whose: "venue" | "owner"; venue: string }
    /** A purchase that would be paid by sales which were cut. */
    | { kind: "waits-for-sales" }
    /** More than the autopilot may trade in one run. */
    | { kind: "over-turnover"; turnoverMax: number }
    /** Bid and ask lie further apart than the slippage allows. */
    | { kind: "spread-too-wide"; symbol: MarketSymbol; spreadBps: number; slippageBpsMax: number }
    /** Its price or its balance is suspect. */
    | { kind: "unconfirmed" }
    /** Nobody prices it. */
    | { kind: "no-price" };
}

/** Kinds of what keeps a wanted trade from being made, other than its smallness (a Deferral has the figures). */
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

/** A trade that is wanted and cannot be made, whatever its size. */
export interface UntradableLeg {
  asset: AssetId;
  side: "buy" | "sell";
  why: CannotTrade;
}

export interface PlanCost {
  /** All in the base currency. */
  fees: Notional;
  spread: Notional;
  total: Notional;
  /** Of the portfolio and of the traded notional, in basis points. */
  bpsOfPortfolio: number;
  bpsOfTrades: number;
}

export interface Plan {
  orders: readonly PlannedOrder[];
  deferred: readonly Deferral[];
  cost: PlanCost;
  /** Sum of |notional| in the base currency. */
  tradedBase: Notional;
  valueBase: Notional;
  driftBefore: number;
  driftAfter: number;
  /** Every target before (`weight`) and after (`postTrade` is the weight expected after the plan). */
  after: readonly TargetDrift[];
  /** SHA-256 hex of the plan's canonical JSON without this field. Same input, same hash. */
  planHash: string;
}

export const LIMIT_KINDS = [
  "turnover",
  "turnover-per-day",
  "order-notional",
  "price-age",
  "price-missing",
  "price-jump",
  "slippage",
  "cash-min",
  "venue-health",
  "kill-switch",
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** Whom a limit binds, and whether it is checked again before every order; when a plan is made and approved all are. */
export const LIMIT_SCOPE = {
  turnover: { binds: "autopilot", isCheckedByOrder: false },
  "turnover-per-day": { binds: "autopilot", isCheckedByOrder: false },
  "order-notional": { binds: "autopilot", isCheckedByOrder: true },
  "price-age": { binds: "everyone", isCheckedByOrder: true },
  "price-missing": { binds: "everyone", isCheckedByOrder: true },
  "price-jump": { binds: "everyone", isCheckedByOrder: false },
  slippage: { binds: "everyone", isCheckedByOrder: true },
  "cash-min": { binds: "everyone", isCheckedByOrder: false },
  "venue-health": { binds: "everyone", isCheckedByOrder: true },
  "kill-switch": { binds: "everyone", isCheckedByOrder: true },
} as const satisfies Readonly<Record<LimitKind, { binds: "everyone" | "autopilot"; isCheckedByOrder: boolean }>>;

/** Those that are checked again before every order. */
export type OrderLimitKind = {
  [Kind in LimitKind]: (typeof LIMIT_SCOPE)[Kind]["isCheckedByOrder"] extends true ? Kind : never;
}[LimitKind];

/** What a limit's check found: the figure beside its bound. The text is made in lib/format (describe-limit). */
export type LimitFinding =
  | {
      kind: "nothing-to-judge";
      why: "no-limit" | "no-order" | "no-price-needed" | "no-price" | "no-earlier-price" | "as-planned";
    }
  /** Shares of the portfolio: of this run, or of 24 hours with it. */
  | { kind: "turnover"; share: number; shareMax: number }
  | { kind: "largest-order"; symbol: MarketSymbol; notional: Notional; notionalMax: Notional; unit: AssetId }
  | { kind: "order-size"; symbol: MarketSymbol; notional: Notional; notionalMax: Notional }
  | { kind: "more-than-approved"; base: AssetId; quantity: Quantity; approved: Quantity }
  | { kind: "prices"; missing: readonly AssetId[] }
  | { kind: "price-of-order"; symbol: MarketSymbol }
  | { kind: "price-age"; of: string; ageMs: number; ageMsMax: number; isOldest: boolean }
  | { kind: "price-jump"; asset: AssetId; jump: number; jumpMax: number }
  /** `seen` null: no price at all; `confirmed` null: none ever was. */
  | { kind: "price-suspect"; assets: readonly AssetId[]; source: string; seen: Price | null; confirmed: Price | null }
  | { kind: "spread"; symbol: MarketSymbol; bps: number; bpsMax: number }
  /** `expectedBps`: of a plan, what its worst order expects to pay against the middle of the book; absent before 0.3. */
  | { kind: "slippage"; of: SlippageOf; symbol: MarketSymbol; bps: number; bpsMax: number; expectedBps?: number }
  | { kind: "cash"; name: string; share: number; shareMin: number }
  | { kind: "balance-suspect"; venue: string; asset: AssetId; seen: Quantity; confirmed: Quantity }
  | { kind: "venues"; silent: readonly { name: string; message: string }[]; answering: number; asked: number }
  | { kind: "venue-of-order"; silent: { name: string; message: string } | null }
  | { kind: "kill-switch"; isOn: boolean };

/** In a plan the limit price; before an order the limit against plan and middle, and the market now against both. */
export type SlippageOf = "plan" | "limit-from-plan" | "market-from-plan" | "limit-from-middle" | "market-from-middle";

/** One limit's verdict, passed or not, with what it found. */
export interface LimitCheck {
  limit: LimitKind;
  isPassed: boolean;
  finding: LimitFinding;
  /** The autopilot alone is bound by it: past it a proposal waits for a person. Absent: everyone is. */
  binds?: "autopilot";
  /** Past the bound and passed all the same: a person decides, or the way out of the market is not held up. */
  leftTo?: "person" | "exit";
}

/** A check as text: as screens are given it (made by lib/format), and as versions before 0.3 stored it. */
export interface DescribedLimit {
  limit: LimitKind;
  isPassed: boolean;
  /** "6.3 % of 15 %", "12 s of 30 s". */
  detail: string;
  /** null when passed. */
  problem: string | null;
  binds?: "autopilot";
  /** Passed because there was nothing to hold against it. */
  isNotNeeded?: true;
}

export const APPROVERS = ["person", "autopilot"] as const;
/** Who says yes to a plan. */
export type Approver = (typeof APPROVERS)[number];

export type LimitVerdict =
  | { kind: "passed"; checks: readonly LimitCheck[] }
  /** Only limits of the autopilot failed: a person may approve it, the autopilot may not. */
  | { kind: "needs-person"; checks: readonly LimitCheck[] }
  | { kind: "blocked"; checks: readonly LimitCheck[] };
