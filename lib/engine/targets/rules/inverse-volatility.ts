/**
 * In proportion to 1 / sigma, so that each would move the portfolio alike if all were uncorrelated. It is the equal risk
 * contribution of assets that are all correlated alike (Maillard, Roncalli and Teiletche, Journal of Portfolio Management
 * 36 (2010), section 2.2). Worked: volatilities 2 % and 6 % give 75 % and 25 %.
 *
 * `covariance` is square, row by row; its diagonal must be above zero.
 */
export function inverseVolatilityWeights(covariance: Float64Array, out: Float64Array): void {
  const count = out.length;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    out[index] = 1 / Math.sqrt(covariance[index * count + index]!);
    total += out[index]!;
  }
  for (let index = 0; index < count; index += 1) out[index]! /= total;
}
