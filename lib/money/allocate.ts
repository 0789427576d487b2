/**
 * Splits a whole among weights without losing a satoshi: whole in = whole out.
 *
 *   allocate("100", [1, 1, 1], "0.01")  ->  33.34, 33.33, 33.33
 *
 * Each part first gets its share rounded down to the step; the steps left over go one each to the largest remainders,
 * ties to the earlier part. What is smaller than a step at the end goes to the largest part.
 */
import { add, compare, type Decimal, divideDown, isZero, multiply, subtract, sum } from "./decimal";
import { roundDownToStep } from "./rounding";

/** Parts in the order of `weights`. Throws RangeError when there is no positive weight, or one is negative. */
export function allocate<T extends string = Decimal>(whole: T, weights: readonly string[], step = "0.00000001"): T[] {
  const total = sum(weights);
  if (weights.some((weight) => weight.startsWith("-")) || isZero(total)) {
    throw new RangeError("Weights must not be negative and must not all be zero");
  }
  const shares = weights.map((weight) => divideDown<T>(multiply(whole, weight), total, 40));
  const parts = shares.map((share) => roundDownToStep(share, step));
  let rest = subtract(whole, sum(parts));
  const order = shares
    .map((share, index) => ({ index, remainder: subtract(share, parts[index]!) }))
    .sort((left, right) => compare(magnitude(right.remainder), magnitude(left.remainder)) || left.index - right.index);
  const oneStep = (whole.startsWith("-") ? `-${step}` : step) as T;
  for (const { index } of order) {
    if (isZero(step) || compare(magnitude(rest), step) < 0) break;
    if (isZero(weights[index]!)) continue;
    parts[index] = add(parts[index]!, oneStep);
    rest = subtract(rest, oneStep);
  }
  if (!isZero(rest)) {
    const largest = weights.reduce((best, weight, index) => (compare(weight, weights[best]!) > 0 ? index : best), 0);
    parts[largest] = add(parts[largest]!, rest);
  }
  return parts;
}

const magnitude = (value: string) => (value.startsWith("-") ? value.slice(1) : value);
