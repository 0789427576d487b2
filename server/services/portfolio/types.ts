/**
 * What the screens of a portfolio are given.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type {
  Autonomy,
  DescribedCheck,
  HoldReason,
  PendingKind,
  PendingState,
  Policy,
  PortfolioMode,
  SuspectFact,
  TargetDrift,
  TriggerReason,
  VenueKind,
} from "@/lib/engine/model";
import type { Lead } from "@/lib/engine/performance/lead";
import type { Range } from "@/lib/schemas/series-range";
import type { FeeTotal } from "../fee/value-fee";
import type { UnknownOrderView } from "../order/types";

/** Where prices and fills come from; simulated and paper are always labelled on screen. */
export type { PortfolioMode };

/** What the banner under a portfolio's head says. Exactly one thing calls for attention at a time. */
export type PortfolioStatus =
  | {
      kind: "proposed";
      rebalanceId: string;
      headline: string;
      tradeCount: number;
      tradedBase: string;
      cost: string;
      costBps: number;
      driftBefore: number;
      driftAfter: number;
      /** Nothing was ever traded and only cash is held: nobody's fault, and no band to speak of. */
      isFirstPurchase: boolean;
      expiresAt: number;
      /** A person approves it: the policy says so, or it is more than the autopilot may do by itself. */
      waitsForYou: boolean;
    }
  | { kind: "executing"; rebalanceId: string; headline: string; tradedBase: string; done: number; of: number }
  | { kind: "blocked"; rebalanceId: string; headline: string; problems: readonly string[] }
  | { kind: "holding"; headline: string; detail: string; reasons: readonly HoldReason[] }
  | { kind: "broken"; headline: string; detail: string; since: number | null }
  | { kind: "stopped"; headline: string; detail: string }
  | { kind: "unchecked"; headline: string; detail: string };

export interface PortfolioCard {
  id: string;
  name: string;
  mode: PortfolioMode;
  baseCurrency: string;
  value: string | null;
  /** Why `value` is not whole: what is counted at an older price, or not at all; null: it is whole. */
  partial: string | null;
  dayChange: { value: string; ratio: number } | null;
  portfolioDrift: number | null;
  autonomy: Autonomy;
  status: PortfolioStatus;
  lastCheckAt: number | null;
  nextCheckAt: number | null;
  /** About 60 values of the last month, for the sparkline. */
  spark: readonly string[];
  unknownOrders: readonly UnknownOrderView[];
  venues: readonly { id: string; name: string; kind: VenueKind }[];
}

/** Put away: its records are kept, nothing is checked. */
export interface ArchivedPortfolio {
  id: string;
  name: string;
  baseCurrency: string;
  createdAt: number;
  archivedAt: number;
  /** When it was last checked; null: it never had one. */
  lastValue: string | null;
  /** Rebalances that were carried out. */
  runCount: number;
}

export interface HoldingView {
  asset: string;
  name: string;
  quantity: string;
  lockedQuantity: string | null;
  price: string | null;
  priceAt: number | null;
  priceSource: string | null;
  value: string | null;
  weight: number | null;
  target: number | null;
  drift: number | null;
  /** Group it belongs to; its target is then the group's. */
  group: string | null;
  isUntargeted: boolean;
  venues: readonly {
    name: string;
    quantity: string;
    isLocked: boolean;
    /** The venue's own code of it, where it earns under one. */
    venueCode?: string;
  }[];
  /** Counted as last confirmed and not traded: its price or its balance is suspect. */
  isFrozen?: boolean;
}

/** One suspect fact, for the card that shows it: what is seen, what is counted meanwhile, who can settle it. */
export type SuspectView = SuspectFact & {
  key: string;
  name: string;
  /** One sentence: why it is suspect, and what happens next. */
  sentence: string;
  /** The owner may confirm what is seen. */
  canAccept: boolean;
};

export interface SetAsideView {
  asset: string;
  name: string;
  quantity: string;
  /** Share of the portfolio at its last confirmed price; null: it never had one. */
  share: number | null;
}

export interface AllocationRow extends TargetDrift {
  /** False: cash or another asset that the policy does not name. */
  isTarget: boolean;
  mode: "asset" | "fungible" | "weighted";
  memberRows: readonly { asset: string; name: string; weight: number; target: number | null }[];
  /** About 90 weights of the last three months, oldest first. */
  trace: readonly number[];
  /** Something of it is suspect and counted as last confirmed. */
  isFrozen?: boolean;
}

export interface PortfolioView extends PortfolioCard {
  /** The head's figures in the currency its owner thinks in; null: it is the portfolio's own, or no price leads there. */
  inOwnersCurrency: { currency: string; value: string | null } | null;
  isPaused: boolean;
  haltedReason: string | null;
  policy: Policy;
  policyVersion: number;
  policyChangedAt: number;
  allocation: readonly AllocationRow[];
  holdings: readonly HoldingView[];
  pricesAt: number | null;
  suspects: readonly SuspectView[];
  setAside: readonly SetAsideView[];
  /** A counted asset has no price at all: the value shown leaves it out. */
  isPartial: boolean;
  decisions: readonly DecisionView[];
  decisionCount: number;
  /** What calls for a rebalance and is not ended, what was declined and rests, what was given up a short while ago. */
  pending: readonly PendingView[];
}

/** Why a rebalance is called for, since when, and what becomes of it. */
export interface PendingView {
  id: string;
  kind: PendingKind;
  state: PendingState;
  reasons: readonly TriggerReason[];
  since: number;
  /** Runs that fell short for it. */
  attempts: number;
  /** Not tried, or not proposed again, before this; null: until drift has grown, where it was declined. */
  restUntil: number | null;
  restingSince: number | null;
}

export interface DecisionView {
  id: string;
  at: number;
  outcome: "hold" | "rebalance";
  headline: string;
  sentence: string;
  checks: readonly DescribedCheck[];
  rebalanceId: string | null;
}

/** Column-wise, downsampled on the server to about one point a pixel with minima and maxima kept. */
export interface SeriesView {
  range: Range;
  pointCount: number;
  storedCount: number;
  at: readonly number[];
  value: readonly string[];
  held: readonly (string | null)[];
  portfolioDrift: readonly number[];
  targets: readonly {
    key: string;
    name: string;
    weight: readonly (number | null)[];
    target: readonly (number | null)[];
    band: readonly (number | null)[];
  }[];
  events: readonly {
    at: number;
    kind: "rebalance" | "policy" | "deposit" | "withdrawal";
    label: string;
    href: string | null;
  }[];
  valueNow: string | null;
  heldNow: string | null;
  /** Over holding, in the base currency: now and at its widest in the range; of all stored points. */
  lead: Lead | null;
  widestDrift: { at: number; drift: number } | null;
}

/** What rebalancing brought over one range; of all stored points. */
export interface PerformanceView {
  range: Range;
  /** The range's first and last stored point; null: there is none. */
  from: number | null;
  until: number | null;
  pointCount: number;
  /** Cash flows in the range whose worth nobody knew: without it nothing is compared. */
  unvaluedFlows: readonly { at: number; asset: string; quantity: string }[];
  /** Against never rebalancing, from the same start and cash flows; null: nothing to compare yet. */
  against: {
    from: number;
    until: number;
    /** In the base currency; below zero where holding won. */
    ahead: string;
    value: string;
    holding: string;
    /** Time-weighted. */
    portfolioReturn: number | null;
    holdingReturn: number | null;
    /** What the series' `held` is multiplied by from each instant on, so that both lines begin at the same value. */
    scales: readonly { from: number; ratio: string }[];
    /** Over that holder. */
    lead: Lead | null;
  } | null;
  fall: FallView | null;
  holdingFall: FallView | null;
  fees: FeeTotal;
  traded: string;
  /** Traded, as a share of the mean value. */
  turnover: number | null;
  rebalanceCount: number;
  /** Of the whole record, newest first. */
  months: readonly MonthView[];
}

export interface FallView {
  /** 0 or below. */
  share: number;
  peakAt: number;
  troughAt: number;
}

export interface MonthView {
  /** "2026-10", in the owner's time zone. */
  month: string;
  portfolioReturn: number | null;
  holdingReturn: number | null;
  fees: string;
  unvaluedFees: FeeTotal["unvalued"];
}
