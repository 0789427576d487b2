/**
 * How things ended, as figures: why an order came short, what a proposal or a run came to, why a portfolio was halted.
 * They are stored as they are, and lib/format makes the sentences when they are shown, so that wording can change. What
 * a venue said of itself is foreign text and named so (`venueMessage`: redacted where it comes in).
 */
import type { Quantity } from "@/lib/money";
import type { AssetId, MarketSymbol } from "./asset";
import type { EarlierText } from "./earlier-text";
import type { DropReason, StopReason } from "./execution";
import type { Side } from "./plan";
import type { OrderState, RebalanceState } from "./rebalance";

/** Why an order ended short, or what is odd about it while it is followed. */
export type OrderProblem =
  /** The venue's own text, or its code. */
  | { kind: "venue"; venueMessage: string }
  | { kind: "key-refused"; venueMessage: string }
  /** Refused, and the venue did not say why. */
  | { kind: "rejected" }
  | { kind: "nobody-traded" }
  /** We went down between sending it and receiving the answer. */
  | { kind: "interrupted" }
  /** The venue does not know it, and the account moved as if it had been filled. */
  | { kind: "balances-moved" }
  | { kind: "not-sent"; reason: DropReason; quote: AssetId }
  /** Our own side took so long that it was not sent any more. */
  | { kind: "held-up" }
  | { kind: "run-halted" }
  | EarlierText;

/** An order as the end of its run records it. */
export interface EndedOrder {
  side: Side;
  base: AssetId;
  state: OrderState;
  filled: Quantity;
  problem: OrderProblem | null;
}

export const WITHDRAWAL_REASONS = [
  "not-needed",
  "only-watched",
  "policy-changed",
  "venues-changed",
  "allotment-changed",
  "world-changed",
  "paused",
  "archived",
] as const;
/** Why a proposal that nobody had decided on was taken back. */
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** What a run came to, leg by leg, each with its attempts; null where everything went as planned. */
export interface RunOutcome {
  kind: "ended";
  state: RebalanceState;
  /** Why it ended early; text where a version before 0.3 had begun to stop it. */
  reason: StopReason | EarlierText | null;
  legs: readonly (readonly EndedOrder[])[];
}

/** An order whose end was only concluded, and what a later query found. */
export interface FoundOrder {
  side: Side;
  symbol: MarketSymbol;
  state: OrderState;
  filled: Quantity;
  /** It had been taken for absent; else nothing had been concluded of it. */
  wasAbsent: boolean;
  /** More of its leg was traded than approved. */
  overfill: Extract<StopReason, { kind: "overfilled" }> | null;
}

/** What is said of a rebalance beside its state; what is found later comes after what was said first. */
export type RebalanceOutcome =
  | { kind: "expired"; wasBlocked: boolean }
  | { kind: "declined"; by: string }
  | { kind: "replaced" }
  | { kind: "withdrawn"; why: WithdrawalReason }
  | { kind: "stopping"; reason: StopReason }
  | RunOutcome
  | { kind: "found-later"; order: FoundOrder }
  | EarlierText;

/** Why a portfolio trades no more until its owner has checked it. */
export type HaltReason =
  | { kind: "run"; outcome: RunOutcome }
  | { kind: "order-found"; order: FoundOrder }
  | EarlierText;
