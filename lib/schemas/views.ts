/**
 * What each screen is given. Services return these, routers pass them on, components render them: said once, here.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type {
  Autonomy,
  Carried,
  DecisionCheck,
  Holding,
  HoldReason,
  LimitCheck,
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
} from "@/lib/engine/model";

export const RANGES = ["1D", "1W", "1M", "3M", "1Y", "All"] as const;
export type Range = (typeof RANGES)[number];

/** Where prices and fills come from; simulated and paper are always labelled on screen. */
export const PORTFOLIO_MODES = ["live", "paper-live-prices", "paper-simulated", "manual"] as const;
export type PortfolioMode = (typeof PORTFOLIO_MODES)[number];

export interface VenueView {
  id: string;
  kind: VenueKind;
  name: string;
  exchangeId: string | null;
  exchangeName: string | null;
  isSimulated: boolean;
  latencyMs: number | null;
  lastOkAt: number | null;
  problem: { message: string; since: number } | null;
  permissions: { canTrade: boolean | null; canWithdraw: boolean | null } | null;
  credentialFields: readonly string[];
  balances: readonly { asset: string; quantity: string; valueBase: string | null; note: string | null }[];
  portfolios: readonly { id: string; name: string }[];
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
  dayChange: { value: string; ratio: number } | null;
  portfolioDrift: number | null;
  autonomy: Autonomy;
  status: PortfolioStatus;
  lastCheckAt: number | null;
  nextCheckAt: number | null;
  /** About 60 values of the last month, for the sparkline. */
  spark: readonly string[];
  venues: readonly { id: string; name: string; kind: VenueKind }[];
}

export interface OverviewView {
  totalValue: string | null;
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
  venues: readonly { name: string; quantity: string; isLocked: boolean }[];
}

export interface AllocationRow extends TargetDrift {
  mode: "asset" | "fungible" | "weighted";
  memberRows: readonly { asset: string; name: string; weight: number; target: number | null }[];
  /** About 90 weights of the last three months, oldest first. */
  trace: readonly number[];
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
  limitChecks: readonly LimitCheck[];
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
}

/** What saving this policy would do now. Nothing is stored. */
export interface PreviewView {
  allocation: readonly AllocationRow[];
  portfolioDrift: number;
  wouldTrade: boolean;
  headline: string;
  sentence: string;
  plan: Plan | null;
  limitChecks: readonly LimitCheck[];
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
