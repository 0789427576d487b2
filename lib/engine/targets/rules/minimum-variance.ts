/**
 * Minimum variance, none sold short: min w'Cw with sum w = 1 and w >= 0 (Markowitz, "Portfolio selection", Journal of
 * Finance 7 (1952); the left end of the efficient frontier). Of two targets of volatilities s1, s2 and correlation r it
 * is w1 = (s2^2 - r s1 s2) / (s1^2 + s2^2 - 2 r s1 s2), between 0 and 1.
 *
 * At the optimum (C w)_i is alike for all that are held and larger for all that are not, so the solution is that of
 * min y'Cy / 2 - sum y, y >= 0, scaled to sum to 1. That is solved exactly by the active set of Lawson and Hanson,
 * Solving Least Squares Problems (1974), chapter 23: take in whoever lowers the variance most, drop who turns negative
 * on the way.
 *
 * Worked on correlations. All of them are shrunk by 1e-10, so that twins, or more targets than returns, still have one
 * answer: the one nearest to equal shares of volatility. A price that stands still is the minimum by itself; several
 * such share equally.
 */
import { STILL_VARIANCE } from "@/lib/engine/valuation/indicators/covariance";
import { solvePositive } from "./cholesky";
import { correlations } from "./correlations";

const SHRINK = 1e-10;
const NOISE = 1e-13;

/** `covariance` is square, row by row. False when rounding kept the search from ending. */
export function minimumVarianceWeights(covariance: Float64Array, out: Float64Array): boolean {
  const count = out.length;
  const calm = (index: number) => (covariance[index * count + index]! <= STILL_VARIANCE ? 1 : 0);
  let still = 0;
  for (let index = 0; index < count; index += 1) still += calm(index);
  if (still > 0) {
    for (let index = 0; index < count; index += 1) out[index] = calm(index) / still;
    return true;
  }
  const scales = Float64Array.from(out, (_, index) => 1 / Math.sqrt(covariance[index * count + index]!));
  const largest = scales.reduce((most, scale) => Math.max(most, scale), 0);
  const wanted = scales.map((scale) => scale / largest);
  const z = new Float64Array(count);
  if (!solveNonNegative(correlations(covariance, count, SHRINK), wanted, z)) return false;
  let total = 0;
  for (let index = 0; index < count; index += 1) total += z[index]! * wanted[index]!;
  for (let index = 0; index < count; index += 1) out[index] = (z[index]! * wanted[index]!) / total;
  return true;
}

/** min z'Rz / 2 - wanted'z with z >= 0, for a positive definite R. */
function solveNonNegative(matrix: Float64Array, wanted: Float64Array, z: Float64Array): boolean {
  const count = z.length;
  const held: number[] = [];
  for (let round = 0; round < 10 * count; round += 1) {
    const newcomer = mostWanted(matrix, wanted, z, held);
    if (newcomer < 0) return true;
    held.push(newcomer);
    while (held.length > 0) {
      const solution = solveHeld(matrix, wanted, held);
      if (solution === null) return false;
      // As far toward the solution as nobody turns negative; who reaches zero first is let go.
      let portion = 1;
      held.forEach((index, at) => {
        if (solution[at]! <= 0)
          portion = z[index] === 0 ? 0 : Math.min(portion, z[index]! / (z[index]! - solution[at]!));
      });
      held.forEach((index, at) => {
        z[index] = z[index]! + portion * (solution[at]! - z[index]!);
        if (solution[at]! <= 0 && z[index]! <= NOISE) z[index] = 0;
      });
      if (portion === 1) break;
      for (let at = held.length - 1; at >= 0; at -= 1) if (z[held[at]!]! === 0) held.splice(at, 1);
    }
  }
  // Rounding alone can make twins change places for ever; any of these states is the minimum to that precision.
  return held.length > 0;
}

/** Who is not held and would lower the variance most; -1 when nobody would. */
function mostWanted(matrix: Float64Array, wanted: Float64Array, z: Float64Array, held: readonly number[]): number {
  let best = -1;
  let most = NOISE;
  for (let row = 0; row < z.length; row += 1) {
    if (held.includes(row)) continue;
    let pull = wanted[row]!;
    for (let column = 0; column < z.length; column += 1) pull -= matrix[row * z.length + column]! * z[column]!;
    if (pull > most) {
      best = row;
      most = pull;
    }
  }
  return best;
}

function solveHeld(matrix: Float64Array, wanted: Float64Array, held: readonly number[]): Float64Array | null {
  const size = held.length;
  const part = new Float64Array(size * size);
  const solution = Float64Array.from(held, (index) => wanted[index]!);
  held.forEach((row, at) => {
    held.forEach((column, next) => {
      part[at * size + next] = matrix[row * wanted.length + column]!;
    });
  });
  return solvePositive(part, solution, size) ? solution : null;
}
