/**
 * The columns a destination is found on, one entry a position. All figures are shares of the portfolio (0.05 is 5 pp).
 */
export interface DestinationColumns {
  /** Shares now; they may sum to a little over 1, when the run's own costs are to be paid out of them. */
  weights: Float64Array;
  /** Targets as the owner wrote them, or as a rule set them; they sum to 1. */
  targets: Float64Array;
  /** Targets after the cash buffer was set aside; they sum to 1. */
  bufferedTargets: Float64Array;
  bands: Float64Array;
  /** The part of the weight that no order can touch. */
  immovable: Float64Array;
  /** 1 where the position has a desired weight of its own, 0 where it only helps others out. */
  mayMove: Uint8Array;
  /** 1 where the position cannot be traded at all in this run: it keeps its weight and helps nobody out. */
  frozen: Uint8Array;
  /** Row of each position; a weighted group has several positions in one row. */
  rows: Int32Array;
  /** Scratch space of the same length. */
  headrooms: Float64Array;
  /** Index of the position that holds the quote asset, or -1. */
  cash: number;
  /** The least share desired in cash. */
  cashMin: number;
}
