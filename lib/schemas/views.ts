/**
 * What each screen is given. Services return these, routers pass them on, components render them: said once, here.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type {
  Achieved,
  AllotmentKind,
  AssetDoubt,
  Autonomy,
  Carried,
  DecisionCheck,
  DescribedLimit,
  Holding,
  HoldReason,
  OrderState,
  PendingKind,
  PendingState,
  Plan,
  PlannedOrder,
  Policy,
  RebalanceOrigin,
  RebalanceState,
  StopPhase,
  TargetDrift,
  TargetRuleKind,
  TrendFacts,
  TriggerReason,
  VenueKind,
  VenueProblemKind,
} from "@/lib/engine/model";

export const RANGES = ["1D", "1W", "1M", "3M", "1Y", "All"] as const;
export type Range = (typeof RANGES)[number];

/** Where prices and fills come from; simulated and paper are always labelled on screen. */
export const PORTFOLIO_MODES = ["live", "paper-live-prices", "paper-simulated", "manual"] as const;
export type PortfolioMode = (typeof PORTFOLIO_MODES)[number];

/** An order whose fate is not known: it may be filled, and is never told as not made. */
export interface UnknownOrderView {
  orderId: string;
  rebalanceId: string;
  portfolioId: string;
  venueId: string;
  askedSince: number;
  /** Asking has not settled it: its owner must look. */
  needsOwner: boolean;
  /** What it is, who is asked since when, and whether anything is needed. */
  sentence: string;
}

export interface VenueView {
  id: string;
  kind: VenueKind;
  name: string;
  exchangeId: string | null;
  exchangeName: string | null;
  isSimulated: boolean;
  latencyMs: number | null;
  lastOkAt: number | null;
  /** `kind` null: it failed in a way without a name of its own, or before 0.3. `until`: when it may be asked again. */
  problem: { message: string; since: number; kind?: VenueProblemKind | null; until?: number | null } | null;
  /** Asked about there now. */
  unknownOrders: readonly UnknownOrderView[];
  permissions: {
    canTrade: boolean | null;
    canWithdraw: boolean | null;
    canMargin?: boolean | null;
    canFutures?: boolean | null;
    tradingEndsAt?: number | null;
  } | null;
  credentialFields: readonly string[];
  balances: readonly { asset: string; quantity: string; valueBase: string | null; note: string | null }[];
  portfolios: readonly { id: string; name: string }[];
  /** How its portfolios divide it; null: it is one's alone, or nobody's. */
  division: DivisionView | null;
}

/** An account's parts and what is nobody's: together they are the account, to the last digit. */
export interface DivisionView {
  /** "conflict": several use it and nobody has said whose is what; none trades there. */
  kind: AllotmentKind | "conflict";
  /** The account answered just now; without that no part is told. */
  isKnown: boolean;
  /** Orders were filled just now: what is not allotted may be theirs. */
  isSettling: boolean;
  parts: readonly {
    portfolioId: string;
    portfolioName: string;
    /** By asset: which are its whole. */
    assets: readonly string[];
    balances: readonly AssetQuantityView[];
    /** Its books say so, and the account does not hold it. */
    missing: readonly AssetQuantityView[];
    /** Used beyond its part, for example by fees in a coin it has none of. */
    overdrawn: readonly AssetQuantityView[];
  }[];
  notAllotted: readonly AssetQuantityView[];
}

export interface AssetQuantityView {
  asset: string;
  quantity: string;
}

/** What the strip under a portfolio's head says. Exactly one thing asks at a time. */
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

export interface OverviewView {
  totalValue: string | null;
  /** Why the total is not whole, by portfolio; null: it is. */
  partial: string | null;
  baseCurrency: string;
  dayChange: { value: string; ratio: number } | null;
  portfolios: readonly PortfolioCard[];
  waiting: readonly {
    portfolioId: string;
    portfolioName: string;
    rebalanceId: string;
    headline: string;
    expiresAt: number;
  }[];
  problems: readonly { message: string; href: string; since: number | null }[];
  /** What lies at divided accounts and is no portfolio's, as the last checks saw it: in no card and not in the total. */
  notAllotted: readonly {
    venueId: string;
    venueName: string;
    assets: readonly AssetQuantityView[];
    /** In the overview's currency; null as soon as one of them has no price there. */
    value: string | null;
  }[];
}

/** Always in the shell: venue health, what waits, the kill switch. */
export interface ShellView {
  ownerName: string;
  email: string;
  /** IANA name; every instant on screen is read in it. */
  timeZone: string;
  waitingCount: number;
  venues: readonly {
    id: string;
    name: string;
    kind: VenueKind;
    isSimulated: boolean;
    latencyMs: number | null;
    problem: string | null;
    problemKind: VenueProblemKind | null;
    /** Orders there whose fate is not known. */
    unknownCount: number;
  }[];
  portfolios: readonly { id: string; name: string }[];
  stopped: { at: number; reason: string | null } | null;
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
  /** Counted as last confirmed and not traded: its price or its balance is in doubt. */
  isFrozen?: boolean;
}

/** One thing in doubt, for the card that tells it: what is seen, what is counted meanwhile, who can settle it. */
export type DoubtView = AssetDoubt & {
  key: string;
  name: string;
  /** One sentence: why it is doubted, and what happens next. */
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
  mode: "asset" | "fungible" | "weighted";
  memberRows: readonly { asset: string; name: string; weight: number; target: number | null }[];
  /** About 90 weights of the last three months, oldest first. */
  trace: readonly number[];
  /** Something of it is in doubt and counted as last confirmed. */
  isFrozen?: boolean;
}

export interface PortfolioView extends PortfolioCard {
  isPaused: boolean;
  haltedReason: string | null;
  policy: Policy;
  policyVersion: number;
  policyChangedAt: number;
  allocation: readonly AllocationRow[];
  holdings: readonly HoldingView[];
  pricesAt: number | null;
  doubts: readonly DoubtView[];
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
  checks: readonly DecisionCheck[];
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
}

export interface OrderView {
  id: string;
  leg: number;
  attempt: number;
  symbol: string;
  side: "buy" | "sell";
  base: string;
  quote: string;
  venueName: string;
  state: OrderState;
  plannedQuantity: string;
  quantity: string | null;
  limitPrice: string;
  filled: string;
  filledQuote: string;
  fees: readonly { asset: string; quantity: string }[];
  clientOrderId: string;
  venueOrderId: string | null;
  intentAt: number | null;
  sentAt: number | null;
  answeredAt: number | null;
  doneAt: number | null;
  fillCount: number;
  bookedCount: number;
  lookups: number;
  notFound: number;
  nextLookupAt: number | null;
  settlesBy: number | null;
  problem: string | null;
}

export interface RebalanceView {
  id: string;
  portfolioId: string;
  portfolioName: string;
  mode: PortfolioMode;
  /** Where the plan's orders go, by the ids they name. */
  venues: readonly { id: string; name: string }[];
  baseCurrency: string;
  state: RebalanceState;
  origin: RebalanceOrigin;
  /** "Bring Bitcoin back to target" */
  title: string;
  /** Paragraphs that say why. */
  why: readonly string[];
  ifNothing: string;
  reasons: readonly TriggerReason[];
  plan: Plan;
  allocation: readonly AllocationRow[];
  limitChecks: readonly DescribedLimit[];
  /** What it counts and was in doubt when it was planned, a sentence each: whoever approves is told. */
  doubts: readonly string[];
  leftOut: readonly { asset: string; side: string }[];
  proposedAt: number;
  expiresAt: number;
  approvedAt: number | null;
  approvedBy: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  outcome: string | null;
  differences: readonly { asset: string; ledger: string; venue: string }[] | null;
  /** The owner took the venue's word; null: nobody did, and differences hold back the next run. */
  differencesAcceptedAt: number | null;
  supersededBy: string | null;
  orders: readonly OrderView[];
  timeline: readonly { at: number; event: string; text: string; orderId: string | null }[];
  /** After fills: what it really cost, base currency. */
  realised: { traded: string; fees: string; againstPlan: string } | null;
  /** What it came to; null while it runs, for what was never traded, and for runs before 0.3. */
  achieved: Achieved | null;
  autonomy: Autonomy;
}

export interface RebalanceRow {
  id: string;
  portfolioId: string;
  portfolioName: string;
  state: RebalanceState;
  origin: RebalanceOrigin;
  title: string;
  at: number;
  tradedBase: string;
  fees: string | null;
  driftBefore: number;
  driftAfter: number;
  tradeCount: number;
  outcome: string | null;
  /** What it came to, beside the plan's figures above; null as in RebalanceView. */
  achieved: Achieved | null;
}

/** What saving this policy would do now. Nothing is stored. */
export interface PreviewView {
  allocation: readonly AllocationRow[];
  portfolioDrift: number;
  wouldTrade: boolean;
  headline: string;
  sentence: string;
  plan: Plan | null;
  limitChecks: readonly DescribedLimit[];
  nextAt: readonly number[];
  /** What its moving parts come to now; absent: it has none. */
  ruling?: RulingView | null;
}

/** What a policy's moving parts come to now, beside what is written in it. */
export interface RulingView {
  at: number;
  /** One per target, in the policy's order; empty where `problems` say why nothing could be ruled. */
  targets: readonly RuledTargetView[];
  /** What sets the weights; null: they are as written. `asOf` is the slot they were computed for. */
  rule: {
    kind: TargetRuleKind;
    asOf: number;
    nextAt: number | null;
    sources: readonly string[];
    note: string | null;
  } | null;
  /** How far the portfolio is from its stop: `fall` from the peak, as a share above 0; null: no stop. */
  stop: {
    phase: StopPhase;
    fall: number;
    drop: number;
    peakAt: number;
    /** Since when peaks are looked for; null: not known of a stop of an older version. */
    measuredFrom: number | null;
    /** Of a fall past the drop that the next orderly look must show as well; null: none. */
    firstBelowAt: number | null;
    since: number;
    safeAsset: string;
  } | null;
  /** Deposits less withdrawals since the last run, where a trigger looks at them. */
  flow: { share: number; bar: number } | null;
  /** Of every asset a capitalisation rule reads; empty for other rules. */
  capitalisations: readonly CapitalisationView[];
  problems: readonly RulingProblemView[];
}

export interface RuledTargetView {
  key: string;
  name: string;
  members: readonly string[];
  /** As written, and as the rule sets it; equal without a rule. */
  written: number;
  weight: number;
  /** What bound, least and most leave the rule; null: the rule does not set this target. */
  range: { low: number; high: number } | null;
  /** Half-width now. */
  band: number;
  /** Standard deviation of a day's return, where the band looks at it. */
  sigmaDay: number | null;
  /** Where a trend guard or restart looks at it. */
  trend: Omit<TrendFacts, "key"> | null;
}

export interface CapitalisationView {
  asset: string;
  /** US dollars; null: not known. */
  value: number | null;
  at: number | null;
  /** "CoinGecko", "your file caps.csv" */
  source: string | null;
}

/** Settings: what capitalisation rules read, and where it comes from. */
export interface CapitalisationsView {
  rows: readonly (CapitalisationView & { isUsed: boolean })[];
  /** null: none is set up. */
  publicSource: string | null;
  /** Name of the owner's own file; null: none. */
  ownFile: string | null;
}

export interface RulingProblemView {
  /** "Bitcoin has 12 days of closes stored; this rule needs 90." */
  message: string;
  /** Which part of the policy needs it. */
  part: "weights" | "bands" | "trend" | "stop" | null;
  /** Where it can be mended: "Fetch history", "Upload capitalisations". */
  fix: { label: string; href: string } | null;
}

export interface ActivityView {
  entries: readonly {
    id: string;
    at: number;
    actor: string;
    action: string;
    summary: string;
    href: string | null;
    portfolioName: string | null;
  }[];
  nextCursor: string | null;
}

export interface SettingsView {
  email: string;
  name: string;
  baseCurrency: string;
  timeZone: string;
  database: "embedded" | "postgres";
  dataDirectory: string | null;
  version: string;
  masterKeyFrom: "environment" | "file";
  cronEndpointEnabled: boolean;
}

export interface SessionView {
  id: string;
  /** "Firefox on Linux" */
  device: string;
  signedInAt: number;
  endsAt: number;
  isCurrent: boolean;
}

export interface PolicyTemplate {
  id: string;
  name: string;
  sentence: string;
  policy: Policy;
}

export type { Carried, Holding, PlannedOrder };
