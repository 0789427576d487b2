/**
 * The arithmetic of drift on plain float64 columns. Nothing here allocates: live checks and the backtester run the
 * very same loops, the latter once a bar. All figures are shares of the portfolio (0.05 is 5 pp).
 */

/** Float noise of a sum of weights; a drift this close to its band is on the edge, hence inside. */
export const WEIGHT_NOISE = 1e-12;

/** Share of the portfolio under which a deviation is not worth an order: 0.02 pp. */
export const NO_TRADE_SHARE = 0.0002;

/** Writes weight - target into `drifts`, returns the portfolio drift: sum |d| / 2, from 0 (on target) to 1. */
export function measureDrift(weights: Float64Array, targets: Float64Array, drifts: Float64Array): number {
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const drift = weights[index]! - targets[index]!;
    drifts[index] = drift;
    total += Math.abs(drift);
  }
  return total / 2;
}

/** True when the drift has left [-band, +band]. The edge itself is inside. */
export function isOutsideBand(drift: number, band: number): boolean {
  return Math.abs(drift) > band + WEIGHT_NOISE;
}

/** Writes value / sum of values into `weights`, returns that sum; with nothing of value all weights are 0. */
export function weigh(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index]!;
  for (let index = 0; index < values.length; index += 1) weights[index] = total > 0 ? values[index]! / total : 0;
  return total;
}
