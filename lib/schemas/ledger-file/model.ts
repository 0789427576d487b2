/**
 * What an export of an exchange or a tracker means: movements with their own time, before any of them becomes an event
 * of the books. Nothing is guessed: a row that cannot be read, or could mean two things, is a problem with its row and
 * column, and a file with problems is not imported by halves.
 */
import type { Quantity } from "@/lib/money";

export const MOVEMENT_KINDS = ["trade", "deposit", "withdrawal", "income", "transfer", "fee"] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export interface Amount {
  /** As the file writes it, put into common codes where the exchange has its own ("XXBT" is BTC). */
  asset: string;
  quantity: Quantity;
}

export interface FileMovement {
  /** Lines of the file it was read from. */
  rows: readonly number[];
  /** An instant ("…Z"), a time of the account's own clock (without a zone), or a day. */
  time: string;
  kind: MovementKind;
  out?: Amount;
  in?: Amount;
  fee?: Amount;
  /** Fees in further coins. */
  otherFees?: readonly Amount[];
  /** The venue's own id: what makes two overlapping exports one history. */
  ref?: string;
}

export type FileProblem =
  | {
      code: "not-read";
      row: number;
      column: string;
      cell: string;
      expected: "number" | "time" | "asset" | "pair" | "text";
    }
  | { code: "kind-unknown"; row: number; column: string; cell: string }
  | { code: "ambiguous"; rows: readonly number[]; reason: "several-coins" | "one-sided" }
  | { code: "fields-missing"; row: number; column: string }
  /** More cells than the heading has names; `cell` is the first of them. */
  | { code: "too-wide"; row: number; cell: string }
  | { code: "duplicate"; row: number; ref: string };

export interface FormReading {
  movements: readonly FileMovement[];
  problems: readonly FileProblem[];
}
