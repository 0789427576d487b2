/** What is recorded beside a trouble's kind: of a venue, and of a series of past prices. */
import type { Quantity } from "@/lib/money";
import type { AssetId } from "./asset";
import type { EarlierText } from "./earlier-text";

export interface AccountUserName {
  portfolioId: string;
  name: string;
}

export type VenueStatement =
  /** What its adapter says, free of secrets. */
  | { kind: "venue"; venueMessage: string }
  /** Something failed on our side of the line while it was read. */
  | { kind: "unreadable"; venue: string; message: string }
  /** The key's rights have grown beyond what we accept. */
  | { kind: "money-can-leave" }
  /** Neither keys nor adapter: only the log knows. */
  | { kind: "cannot-open" }
  /** Not within the time a page waits. */
  | { kind: "no-answer-yet" }
  /** It answered, and does not show our last fills. */
  | { kind: "late-balances"; venue: string; assets: readonly AssetId[] }
  /**
   * Several portfolios use the account, the first of them counts it; shown to `portfolioId` (null: to one not made
   * yet).
   */
  | { kind: "not-divided"; venue: string; users: readonly AccountUserName[]; portfolioId: string | null }
  | { kind: "taken"; venue: string; users: readonly AccountUserName[] }
  /** It holds less than its portfolios' parts: a fill just now explains it, or nobody knows. */
  | { kind: "lagging"; venue: string }
  | { kind: "missing"; venue: string; missing: readonly { asset: AssetId; quantity: Quantity }[] }
  | EarlierText;

export type SeriesProblem =
  | { kind: "venue"; venueMessage: string }
  /** The source has none for the span that was queried. */
  | { kind: "no-prices"; source: string; symbol: string; timeframe: string }
  | EarlierText;
