/**
 * By which rules lots are matched. Jurisdictions fill this from their dated data; a replay knows no country.
 *
 * Four families stand behind `method`: a queue of lots, a pool per asset, one pool for the whole portfolio, and none
 * (where only wealth at a date is taxed). Pools are not forced into lots, nor lots into pools.
 */
import type { TermRule } from "./term";

export const MATCH_METHODS = [
  "fifo",
  "lifo",
  "hifo",
  "lofo",
  "specific",
  "least-tax",
  "average",
  "pool-uk",
  "pool-ca",
  "total-average",
  "portfolio-fr",
] as const;
export type MatchMethod = (typeof MATCH_METHODS)[number];

/** Which value of a swap counts: of what is received, or of what is given. */
export type SwapSide = "received" | "given";

export interface MatchRules {
  /** Currency of all values. */
  base: string;
  /** IANA zone of the owner's calendar. */
  timeZone: string;
  method: MatchMethod;
  /** `wallet`: only lots of the wallet that sells are candidates. */
  scope: "wallet" | "universal";
  /** A swap's proceeds, and the cost of what it brings. */
  swapProceeds: SwapSide;
  swapCost: SwapSide;
  /** `carry-cost`: a coin for a coin is no disposal; the cost moves on and the time held starts again. */
  swap: "disposal" | "carry-cost";
  /** A base-currency fee of a swap that carries its cost: part of the new cost, or without effect (EStR 6178ad). */
  carriedFee: "joins-cost" | "disregarded";
  term: TermRule;
  whenLong: "long" | "exempt";
  /** Share of a gain taken as tax, by term; what `least-tax` weighs. Missing terms count in full. */
  rates: Readonly<Partial<Record<"short" | "long" | "none" | "exempt", string>>>;
  /** Lots acquired before this day ("2021-03-01") stay out of the average and keep their own cost. */
  separateBefore: string | null;
}
