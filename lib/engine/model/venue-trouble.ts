/** What is noted beside a trouble's kind: of a venue, and of a series of past prices. */
import type { EarlierText } from "./outcome";

export type VenueStatement =
  /** What its adapter tells, free of secrets. */
  | { kind: "venue"; venueMessage: string }
  /** Something failed on our side of the line while it was read. */
  | { kind: "unreadable"; venue: string; message: string }
  /** The key's rights have grown beyond what we accept. */
  | { kind: "money-can-leave" }
  /** Neither keys nor adapter: only the log knows. */
  | { kind: "cannot-open" }
  /** Not within the time a page waits. */
  | { kind: "no-answer-yet" }
  | EarlierText;

export type SeriesProblem =
  | { kind: "venue"; venueMessage: string }
  /** The source has none for the span that was asked. */
  | { kind: "no-prices"; source: string; symbol: string; timeframe: string }
  | EarlierText;
