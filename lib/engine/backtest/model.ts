/**
 * What a backtest is given and what it answers. Money here is float64: nothing of it is ever sent or booked. Amounts are
 * in the table's quote currency; weights, drifts, rates and returns are shares (0.001 is 0.1 %).
 *
 * Conventions (so that other engines can be compared to the last digit):
 * - all cash at bar 0, moved to the policy's weights at that close; `initialFee` says whether that pays. It is neither an
 *   event nor turnover. No rule fires at bar 0;
 * - each later bar: mark, book flows, carry out what the bar before decided (next-close), decide from drifted weights,
 *   trade at this close (same-close), record equity after the trade and its fees;
 * - the quote asset is cash: worth 1 without a column, never a leg, never charged;
 * - a schedule's occurrence is due at the first bar at or after it; where bars are a day or longer apart only dates
 *   in the policy's time zone are compared.
 */
import type {
  AssetId,
  Capitalisation,
  CapitalisationTable,
  Policy,
  PriceTable,
  RuleProblem,
  TriggerKind,
} from "@/lib/engine/model";

/** exact: V' = V - f sum|w V' - v|; leg: each leg pays for itself; olps: V' = V (1 - f/2 sum|w - w_drifted|). */
export const COST_FORMS = ["exact", "leg", "olps"] as const;
export type CostForm = (typeof COST_FORMS)[number];

export const EXECUTE_ATS = ["same-close", "next-close"] as const;
export type ExecuteAt = (typeof EXECUTE_ATS)[number];

/** sell: all of it at the close of its last price; write-off: it is worth nothing from the bar after on. */
export const DELISTED = ["sell", "write-off"] as const;
export type Delisted = (typeof DELISTED)[number];

/** Bars of an asset's first and last close in the table. */
export interface AssetLife {
  asset: AssetId;
  first: number;
  last: number;
}

/** Assets that are not there throughout. */
export interface LifeTerms {
  lives: readonly AssetLife[];
  delisted: Delisted;
  /** How many bars the table has: who has the last of them does not die. */
  bars: number;
}

export interface CashFlow {
  /** Epoch ms; booked at the first bar at or after it. */
  at: number;
  /** In quote currency; negative is a withdrawal, at most what is there. */
  amount: number;
}

export interface BacktestOptions {
  startValue: number;
  feeRate: number;
  costForm: CostForm;
  executeAt: ExecuteAt;
  initialFee: boolean;
  /** Paid on every leg's notional besides the fee, like half of bid-ask over mid. */
  halfSpread: number;
  /** Legs below this notional are not made; the larger of it and the policy's own minimum counts. */
  notionalMin: number;
  /** Quantity step by asset of the table; 0 or absent: none. */
  steps: Readonly<Record<string, number>>;
  flows: readonly CashFlow[];
  /** What a market-cap rule reads; the last known at each bar. One figure per asset stands for all time. */
  capitalisations: CapitalisationTable | readonly Capitalisation[] | null;
  /** A year, compound; Sharpe, Sortino and alpha are measured over it. Absent: 0. */
  riskFreeRate?: number;
  /** An asset whose closes begin late (NaN before) starts when it starts; until then the others share its weight. */
  isLateStart?: boolean;
  /** What becomes of an asset whose closes end early (NaN after). Absent: refused. */
  delisted?: Delisted;
}

export const DEFAULT_BACKTEST_OPTIONS: BacktestOptions = {
  startValue: 10_000,
  feeRate: 0.001,
  costForm: "exact",
  executeAt: "same-close",
  initialFee: true,
  halfSpread: 0,
  notionalMin: 0,
  steps: {},
  flows: [],
  capitalisations: null,
};

/** One rebalance of a run. */
export interface BacktestEvent {
  bar: number;
  at: number;
  /** What fired, or what changed the assets there are. */
  trigger: TriggerKind | "portfolio-stop" | "stop-ended" | "listed" | "delisted";
  /** sum |trade| / 2 / V, a share. */
  turnover: number;
  fees: number;
  driftBefore: number;
  driftAfter: number;
}

/** What was bought or sold of one asset at one bar. */
export interface BacktestTrade {
  bar: number;
  at: number;
  /** The event it belongs to; null: the start, or a withdrawal that sold evenly. */
  event: number | null;
  cause: "start" | "withdrawal" | BacktestEvent["trigger"];
  asset: AssetId;
  /** Units, below 0 for a sale. */
  quantity: number;
  price: number;
}

/** A calendar month or year of a run. */
export interface CalendarPart {
  /** Epoch ms of its first bar. */
  at: number;
  return: number;
  maxDrawdown: number;
}

/** Everything of one run by bar; arrays are as long as the period. */
export interface BacktestRun {
  /** Bars of the table the run covers: [from, to). */
  from: number;
  to: number;
  times: Float64Array;
  equity: Float64Array;
  /** 1 put in at the start, flows taken out: what returns are measured on. */
  index: Float64Array;
  /** equity / peak so far - 1, never above 0; flows taken out. */
  drawdown: Float64Array;
  events: readonly BacktestEvent[];
  /** Keys of positions and their weights by bar, column by column; null unless requested. */
  weights: { keys: readonly string[]; names: readonly string[]; columns: Float64Array } | null;
  /** By bar and asset, the first purchase included; null unless requested. */
  trades: readonly BacktestTrade[] | null;
  metrics: BacktestMetrics;
}

export interface BacktestMetrics {
  startValue: number;
  finalValue: number;
  /** Time-weighted when there are flows. */
  totalReturn: number;
  /** Compound a year of 365 days. */
  cagr: number;
  /** Population standard deviation of simple bar returns, a year. */
  volatility: number;
  /** Over the risk-free rate; null without volatility. */
  sharpe: number | null;
  /** Over the risk-free rate, against downside deviation from it, population; null without downside. */
  sortino: number | null;
  /** Lowest of `drawdown`: 0 or below, -0.33 is a fall of 33 %. */
  maxDrawdown: number;
  /** Longest time under a peak, in days, still running at the end or not. */
  maxDrawdownDays: number;
  /** sum |trade| / 2 / V a year, the start not counted. */
  turnoverPerYear: number;
  turnover: number;
  events: number;
  /** Fees of the start included when it pays. */
  fees: number;
  spread: number;
  /** Portfolio drift by bar before trading: mean and largest. */
  driftMean: number;
  driftMax: number;
  /** Standard deviation a year of bar returns less those of the target held by the bar (rebalanced every bar, no cost). */
  trackingError: number;
  /** Largest weight any position ever had, and which. */
  weightMax: { key: string; weight: number };
  /** Calendar years (UTC) with the return of each part. */
  years: readonly { year: number; return: number; maxDrawdown: number }[];
}

export interface BacktestRequest {
  table: PriceTable;
  policy: Policy;
  options: BacktestOptions;
  /** Epoch ms, both inclusive; null: the table's own. */
  start: number | null;
  end: number | null;
  isRecordingWeights?: boolean;
  isRecordingTrades?: boolean;
  /** Assets that are not there throughout; written by bridgeEdges, which every run goes through. */
  lives?: LifeTerms;
  /** Bought at the start by these shares and held, beside holding; absent: none. */
  benchmark?: readonly BenchmarkPart[];
}

/** A part of a benchmark; its weights sum to 1. */
export interface BenchmarkPart {
  asset: AssetId;
  weight: number;
}

/** Refused input as a value: where ("prices.BTC", "start", "policy.targets"), and what is wrong there. */
export type BacktestProblem = { path: string } & BacktestFault;

/** Figures only; lib/format (describe-backtest-problem) makes the sentence that says what to do. Bars count from 0. */
export type BacktestFault =
  | { kind: "too-few-bars"; bars: number }
  | { kind: "closes-missing"; closes: number; assets: number; bars: number }
  | { kind: "bar-out-of-order"; bar: number }
  | { kind: "unusable-price"; asset: AssetId; at: number; bar: number; close: number }
  | { kind: "no-column"; of: "target" | "safe-asset" | "benchmark"; asset: AssetId; columns: readonly AssetId[] }
  | { kind: "weight-sum"; sum: number }
  | { kind: "weight-outside"; key: string; weight: number }
  | { kind: "start-value"; startValue: number }
  | { kind: "rate-outside"; rate: "feeRate" | "halfSpread"; value: number }
  | { kind: "costs-over-all"; sum: number }
  | { kind: "notional-min"; notionalMin: number }
  | { kind: "unknown-choice"; option: "costForm" | "executeAt"; given: string; choices: readonly string[] }
  | { kind: "quantity-step"; asset: AssetId; step: number }
  | { kind: "unusable-flow"; flow: number }
  | { kind: "capitalisations-missing" }
  /** The period's start or end against the table's first and last bar. */
  | { kind: "outside-prices"; end: "start" | "end"; side: "before" | "after"; at: number; first: number; last: number }
  | { kind: "ends-before-start"; start: number; end: number }
  | { kind: "period-too-short"; bars: number; first: number; last: number }
  | { kind: "empty-axis"; axis: "bands" | "intervals" | "destinations" | "fees" }
  | { kind: "axis-outside"; axis: "bands" | "intervals" | "fees"; value: number; max: number }
  | { kind: "risk-free-rate"; value: number }
  | { kind: "benchmark-sum"; sum: number }
  /** Closes begin after the table's first bar, or end before its last, and nobody said what then. `at`: their own. */
  | { kind: "listed-late" | "delisted"; asset: AssetId; at: number }
  /** An asset that comes late or goes early, in a place that needs it throughout. */
  | { kind: "needed-throughout"; asset: AssetId; by: NeedsThroughout }
  | { kind: "nothing-listed"; at: number }
  | { kind: "window-too-long"; windowDays: number; days: number };

/** What reads the prices of an asset also while it is not there. */
export const NEEDS_THROUGHOUT = [
  "cash",
  "safe-asset",
  "group",
  "dynamic",
  "trend-guard",
  "volatility-band",
  "stop",
  "benchmark",
] as const;
export type NeedsThroughout = (typeof NEEDS_THROUGHOUT)[number];

/** What a run took for granted or left out; lib/format (describe-backtest-note) makes the sentence. */
export type BacktestNote =
  | { kind: "cash-without-column"; cash: AssetId; quote: AssetId }
  | { kind: "one-capitalisation" }
  | { kind: "flows-left-out"; count: number }
  | { kind: "withdrawals-cut"; count: number }
  /** The rule gave no weights before `until`; null: never. */
  | { kind: "written-weights-stand"; until: number | null; problem: RuleProblem }
  | { kind: "earlier-weights-stood"; count: number; first: number; problem: RuleProblem }
  | { kind: "volatility-unknown-at-start"; keys: readonly string[] }
  /** Its weight went to the others before `at`, its first close. */
  | { kind: "listed"; asset: AssetId; at: number }
  /** Sold at `at`, its last close, or worth nothing after it; its weight went to the others. */
  | { kind: "delisted"; asset: AssetId; at: number; delisted: Delisted };

export type BacktestAnswer<T> = { ok: true; value: T } | { ok: false; problems: readonly BacktestProblem[] };
