/**
 * Equal risk contribution: every target adds the same to the portfolio's volatility, w_i (C w)_i alike for all, none sold
 * short. Maillard, Roncalli and Teiletche, "The properties of equally weighted risk contribution portfolios", Journal of
 * Portfolio Management 36 (2010): the solution is unique and lies between minimum variance and equal weights. Of two
 * targets it is w1 / w2 = sigma2 / sigma1, whatever their correlation.
 *
 * Solved as Spinu, "An algorithm for computing risk parity weights" (2013): minimise z'Rz / 2 - sum(ln z) / n, whose gradient
 * is zero exactly where z_i (R z)_i = 1 / n. The function is self-concordant, so Newton's step, shortened to
 * 1 / (1 + decrement) while that is large, always arrives, and squares its error near the end. R is the correlation matrix and
 * w_i = z_i / sigma_i up to scale: the same solution, with a well-scaled diagonal.
 *
 * Where longs hedge each other to nothing (correlation -1) the minimum runs off to infinity; correlations are then shrunk by
 * a millionth.
 */
import { solvePositive } from "./cholesky";
import { correlations } from "./correlations";

const STEPS_MAX = 200;
const SHRINK = 1e-6;
/** Decrement below which a full Newton step converges quadratically: (3 - sqrt 5) / 2. */
const NEAR = 0.38;
/** The step that starts from a decrement this small ends at its square, which is float noise. */
const SOLVED = 1e-8;

/** `covariance` is square, row by row, with a diagonal above zero. False when no solution was found. */
export function equalRiskWeights(covariance: Float64Array, out: Float64Array): boolean {
  return solve(correlations(covariance, out.length, 0), covariance, out)
    ? true
    : solve(correlations(covariance, out.length, SHRINK), covariance, out);
}

function solve(matrix: Float64Array, covariance: Float64Array, out: Float64Array): boolean {
  const count = out.length;
  const z = new Float64Array(count).fill(startLevel(matrix, count));
  const hessian = new Float64Array(count * count);
  const gradient = new Float64Array(count);
  const step = new Float64Array(count);
  for (let round = 0; round < STEPS_MAX; round += 1) {
    hessian.set(matrix);
    for (let row = 0; row < count; row += 1) {
      let slope = -1 / (count * z[row]!);
      for (let column = 0; column < count; column += 1) slope += matrix[row * count + column]! * z[column]!;
      gradient[row] = slope;
      hessian[row * count + row]! += 1 / (count * z[row]! * z[row]!);
    }
    step.set(gradient);
    if (!solvePositive(hessian, step, count)) return false;
    // Scaled by the number of targets, the logarithms have unit weight: the standard form the step length is proven for.
    const decrement = Math.sqrt(Math.max(count * dot(gradient, step), 0));
    const length = decrement > NEAR ? 1 / (1 + decrement) : 1;
    for (let index = 0; index < count; index += 1) z[index]! -= length * step[index]!;
    if (decrement < SOLVED) return writeWeights(z, covariance, out);
  }
  return false;
}

/** Scales z so that z'Rz is 1, as it is at the solution. */
function startLevel(matrix: Float64Array, count: number): number {
  let sum = 0;
  for (const value of matrix) sum += value;
  return sum > 1e-9 ? 1 / Math.sqrt(sum) : 1 / count;
}

function writeWeights(z: Float64Array, covariance: Float64Array, out: Float64Array): boolean {
  const count = out.length;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    out[index] = z[index]! / Math.sqrt(covariance[index * count + index]!);
    total += out[index]!;
  }
  for (let index = 0; index < count; index += 1) out[index]! /= total;
  return Number.isFinite(total);
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += left[index]! * right[index]!;
  return sum;
}
