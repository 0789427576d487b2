/** Immutable, of one instant: what is held, what is on order, what it is worth and how old that is. */

import type { Quantity } from "@/lib/money";
import type { AllotmentKind, AssetId, AssetPrice, Holding, Market, Quote, VenueId, VenueKind } from "./asset";
import type { SetAside, SuspectFact } from "./confirmation";
import type { ResolvedPolicy, ResolveProblem } from "./resolved-policy";
import type { VenueStatement } from "./venue-trouble";

/** Why a venue gave no usable answer, by kind because the way out differs. */
export const VENUE_PROBLEMS = [
  "silent",
  "key-refused",
  "too-powerful",
  "forbidden",
  "rate-limited",
  "banned",
  "blocked-region",
  "maintenance",
  "malformed",
  "suspect",
  /** It answers, and whose what lies there is has not been said: several portfolios use it. */
  "shared",
] as const;
export type VenueProblemKind = (typeof VENUE_PROBLEMS)[number];

export interface VenueProblem {
  /** Absent in snapshots of versions before 0.3: silent, or suspect where isSuspect says so. */
  kind?: VenueProblemKind;
  /** Beside its kind. */
  statement?: VenueStatement;
  /** Of versions before 0.3, which stored a sentence. */
  message?: string;
  since: number;
  /** It answered, and the answer is suspect: the statement says why. */
  isSuspect?: true;
  /** When to query it again, where the next check would be too late. */
  recheckAt?: number;
}

/** The venue's own text; "" where the statement is ours. */
export function venueMessageOf({ statement, message }: Pick<VenueProblem, "statement" | "message">): string {
  return statement?.kind === "venue" ? statement.venueMessage : (message ?? "");
}

export interface VanishedAsset {
  asset: AssetId;
  since: number;
}

export interface SnapshotVenue {
  venueId: VenueId;
  name: string;
  kind: VenueKind;
  /** Present when the venue did not answer: its holdings are then its last known ones and nothing is traded. */
  problem: VenueProblem | null;
  /** Held at the last check, absent from its answers since then, and not yet confirmed to be gone. */
  vanished?: readonly VanishedAsset[];
  /** Of an account that is divided: how, and what of it is no portfolio's. The holdings are this portfolio's part. */
  allotment?: { kind: AllotmentKind; notAllotted: readonly { asset: AssetId; quantity: Quantity }[] };
  markets: readonly Market[];
  quotes: readonly Quote[];
}

export interface OpenOrder {
  venueId: VenueId;
  symbol: string;
  side: "buy" | "sell";
  remaining: Quantity;
  venueOrderId: string;
  clientOrderId: string | null;
}

export interface Snapshot {
  takenAt: number;
  baseCurrency: AssetId;
  venues: readonly SnapshotVenue[];
  holdings: readonly Holding[];
  openOrders: readonly OpenOrder[];
  /** One price per held or targeted asset where known; an absent asset is a missing price. */
  prices: readonly AssetPrice[];
  /** What is suspect now, with what is counted meanwhile. A suspect price in `prices` is the last confirmed one. */
  suspects?: readonly SuspectFact[];
  /** Counted at their last confirmed price or balance and not traded: those suspect above the dust. */
  frozen?: readonly AssetId[];
  /** Off what they are pegged to: counted and sold at their market, never bought. */
  offPeg?: readonly AssetId[];
  /** Not counted at all: suspect dust, and what never had a price. */
  setAside?: readonly SetAside[];
  /** What the policy's moving parts came to for this snapshot; absent: it has none, everything is as written. */
  resolved?:
    | { ok: true; resolved: ResolvedPolicy }
    /** The stop moves on all the same: its peaks must not be lost. */
    | { ok: false; problems: readonly ResolveProblem[]; stop?: ResolvedPolicy["stop"] }
    | null;
}
