/** Why execution leaves something undone, as values; lib/format turns them into sentences. */
import type { Notional, Price, Quantity } from "@/lib/money";
import type { AssetId, MarketSymbol } from "./asset";
import type { LimitCheck, Side } from "./plan";

/** Why a run is made to end early. */
export type StopReason =
  | { kind: "requested"; by: string }
  | { kind: "kill-switch" }
  | { kind: "portfolio-halted" }
  | { kind: "took-too-long"; ms: number }
  | { kind: "not-reconciled"; message: string }
  | { kind: "balance-vanished"; asset: AssetId }
  | { kind: "prices-unavailable"; message: string }
  | { kind: "key-refused"; message: string }
  /** What it was approved on is no longer so. */
  | { kind: "world-changed"; change: PlanChange }
  /** A market it needs is closed, seen before its funds were raised. */
  | { kind: "market-closed"; symbol: MarketSymbol }
  /** More than approved was traded in one leg, over all its orders. */
  | { kind: "overfilled"; symbol: MarketSymbol; filled: Quantity; approved: Quantity }
  | { kind: "contradiction"; fault: LedgerFault };

/** What our own books may never come to: it stops the portfolio, not the process. */
export type LedgerFault =
  | { kind: "order-overfilled"; symbol: MarketSymbol; filled: Quantity; quantity: Quantity }
  | { kind: "fill-of-another-order"; symbol: MarketSymbol; fillId: string }
  | { kind: "unbalanced-fill"; asset: AssetId; fillId: string }
  | { kind: "row-missing"; row: "rebalance" | "order" }
  | { kind: "illegal-transition"; life: "order" | "rebalance"; from: string; event: string };

/** What is no longer as it was when a plan was made. */
export type PlanChange =
  | { kind: "nothing-left" }
  | { kind: "leg-turned" | "leg-gone" | "leg-new"; side: Side; base: AssetId }
  | { kind: "leg-resized"; side: Side; base: AssetId; approved: string; now: string }
  | { kind: "foreign-order"; symbol: string }
  | { kind: "stop-turned" }
  | { kind: "policy-changed" }
  | { kind: "limits"; checks: readonly LimitCheck[] };

/** Why a planned order is not sent. */
export type DropReason =
  | { kind: "below-minimum"; quantity: Quantity; notional: string; notionalMin: string }
  | { kind: "nothing-left" }
  | { kind: "no-cash"; asset: AssetId }
  /** A limit of the policy said no at the last instant. */
  | { kind: "limit"; check: LimitCheck }
  | { kind: "price-missing" }
  | { kind: "price-unconfirmed"; price: Price; expectedPrice: Price }
  | { kind: "market-closed" }
  | { kind: "attempts-used-up"; attempts: number }
  | { kind: "stopped" };

/**
 * What a run came to, from its fills: shown beside what was planned. Money in the base currency at the plan's prices.
 */
export interface Achieved {
  /** Legs filled in full, and all of them. */
  legsDone: number;
  legs: number;
  tradedBase: Notional;
  feesBase: Notional;
  /** Portfolio drift reached, from the first check after it; null until then. */
  driftAfter: number | null;
  /** The venue's balances could not be read when it ended: nothing is planned before a check has compared them. */
  isUncompared?: true;
}

/** Where our books and a venue disagree after a run. */
export interface Difference {
  asset: AssetId;
  ledger: Quantity;
  venue: Quantity;
}

/** One asset's part of what a fill cost beside its price. Zero or more; a negative one is a rebate. */
export interface FillFee {
  asset: AssetId;
  quantity: Quantity;
}
