/** Why execution leaves something undone, as values; lib/format turns them into sentences. */
import type { Notional, Price, Quantity } from "@/lib/money";
import type { AssetId, MarketSymbol } from "./asset";
import type { LimitCheck } from "./plan";

/** Why a run is told to end early. */
export type StopReason =
  | { kind: "asked"; by: string }
  | { kind: "kill-switch" }
  | { kind: "portfolio-halted" }
  | { kind: "took-too-long"; ms: number }
  | { kind: "not-reconciled"; message: string }
  | { kind: "balance-vanished"; asset: AssetId }
  | { kind: "prices-unavailable"; message: string }
  | { kind: "key-refused"; message: string }
  /** What it was approved on is no longer so: why, as a sentence. */
  | { kind: "world-changed"; why: string }
  /** A market it needs is closed, seen before its funds were raised. */
  | { kind: "market-closed"; symbol: MarketSymbol }
  /** More than approved was traded in one leg, over all its orders. */
  | { kind: "overfilled"; symbol: MarketSymbol; filled: Quantity; approved: Quantity };

/** Why a planned order is not sent. */
export type DropReason =
  | { kind: "below-minimum"; quantity: Quantity; notional: string; notionalMin: string }
  | { kind: "nothing-left" }
  | { kind: "no-cash"; asset: AssetId }
  /** A limit of the policy said no at the last moment. */
  | { kind: "limit"; check: LimitCheck }
  | { kind: "price-missing" }
  | { kind: "price-doubtful"; price: Price; expectedPrice: Price }
  | { kind: "market-closed" }
  | { kind: "attempts-used-up"; attempts: number }
  | { kind: "stopped" };

/** What a run came to, from its fills: shown beside what was planned. Money in the base currency at the plan's prices. */
export interface Achieved {
  /** Legs filled in full, and all of them. */
  legsDone: number;
  legs: number;
  tradedBase: Notional;
  feesBase: Notional;
  /** Portfolio drift reached, from the first look after it; null until then. */
  driftAfter: number | null;
  /** The venue's balances could not be read when it ended: nothing is planned before a look has compared them. */
  isUncompared?: true;
}

/** One asset's part of what a fill cost beside its price. Zero or more; a negative one is a rebate. */
export interface FillFee {
  asset: AssetId;
  quantity: Quantity;
}
