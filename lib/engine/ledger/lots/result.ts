/**
 * What a replay found. Disposals are derived, never stored as truth: a later purchase can change an earlier sale in
 * the UK (30 days), in Canada (61 days) and in Japan (the whole year), and rules change.
 *
 * Invariants, where nothing was stopped: cost brought in = cost of disposals + cost of what is left, and the same for
 * quantities, to the last digit.
 */
import type { AssetId } from "@/lib/engine/model";
import type { Amount } from "./amount";
import type { Day } from "./calendar";
import type { WalletId } from "./event";
import type { Term } from "./term";

/** Why units were given up: sold, swapped, paid as a fee; `day`: all of a UK day together. */
export type DisposalKind = "sell" | "swap" | "fee" | "day";
/** Which UK rule found the cost. */
export type PoolRule = "same-day" | "30-day" | "pool";

export interface DisposalPart {
  /** Event that brought the lot; null where a pool has none. */
  lot: string | null;
  /** Day the units count from; null for a pool. */
  acquired: Day | null;
  rule: PoolRule | null;
  quantity: Amount;
  proceeds: Amount;
  fee: Amount;
  cost: Amount;
  term: Term;
}

export interface Disposal {
  day: Day;
  asset: AssetId;
  wallet: WalletId | null;
  kind: DisposalKind;
  /** Ids of the events it is made of. */
  events: readonly string[];
  quantity: Amount;
  /** Before the fee. */
  proceeds: Amount;
  fee: Amount;
  cost: Amount;
  /** Part of a loss that is denied and added to what is held (Canada); 0 elsewhere. */
  denied: Amount;
  parts: readonly DisposalPart[];
  /** Last day on which something that happens can still change this disposal; null once it is settled. */
  openUntil: Day | null;
}

/** A disposal's cost is that of its parts; settled unless said otherwise. */
export function disposalOf(
  whole: Omit<Disposal, "cost" | "denied" | "parts" | "openUntil">,
  parts: readonly DisposalPart[],
  openUntil: Day | null = null,
): Disposal {
  const cost = parts.reduce((total, part) => total + part.cost, 0n);
  return { ...whole, cost, denied: 0n, parts, openUntil };
}

export const gainOf = ({ proceeds, fee, cost }: Pick<DisposalPart, "proceeds" | "fee" | "cost">): Amount =>
  proceeds - fee - cost;

/** What is left. A pool has one row per asset (and wallet, where it is kept by wallet) without lot and day. */
export interface OpenLot {
  lot: string | null;
  /** "*" for the portfolio of France. */
  asset: AssetId;
  wallet: WalletId | null;
  acquired: Day | null;
  quantity: Amount;
  /** null: not known. */
  cost: Amount | null;
}

export interface Income {
  event: string;
  day: Day;
  asset: AssetId;
  quantity: Amount;
  value: Amount;
  label: string | null;
}

/** An event that was stopped: it booked nothing, and everything else went on. */
export type MatchProblem = { event: string } & (
  | { code: "short"; asset: AssetId; wallet: WalletId | null; missing: Amount }
  | { code: "cost-unknown"; asset: AssetId; wallet: WalletId | null; missing: Amount }
  | { code: "value-unknown"; asset: AssetId; missing: Amount }
  | { code: "portfolio-value-unknown"; asset: AssetId }
  | { code: "unclassified"; asset: AssetId; quantity: Amount }
  | { code: "lot-unknown"; asset: AssetId; lot: string; missing: Amount }
  | { code: "not-allocated"; asset: AssetId; left: Amount }
);

export interface MatchResult {
  disposals: readonly Disposal[];
  lots: readonly OpenLot[];
  income: readonly Income[];
  problems: readonly MatchProblem[];
}
