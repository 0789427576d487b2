/**
 * Who carries a portfolio's risk. Volatility is a function of weights that doubles when they do, so it is the sum of
 * weight x marginal (Euler; Roncalli 2013, section 2.1), and the shares sum to one:
 *
 *   volatility = sqrt(w' S w)     marginal = S w / volatility     share = w x marginal / volatility
 *
 * "Bitcoin is 65 % of the money and 83 % of the risk." Weights and volatilities are shares, in one order.
 */
export interface RiskShares {
  volatility: number;
  marginal: readonly number[];
  contribution: readonly number[];
  /** Sums to 1; null where nothing has any risk. */
  share: readonly number[] | null;
}

export function riskShares(
  weights: readonly number[],
  volatilities: readonly number[],
  correlations: readonly (readonly number[])[],
): RiskShares {
  const pull = weights.map((_, row) =>
    weights.reduce(
      (sum, weight, column) => sum + weight * volatilities[row]! * volatilities[column]! * correlations[row]![column]!,
      0,
    ),
  );
  const variance = weights.reduce((sum, weight, at) => sum + weight * pull[at]!, 0);
  const volatility = Math.sqrt(Math.max(variance, 0));
  const marginal = pull.map((value) => (volatility > 0 ? value / volatility : 0));
  const contribution = weights.map((weight, at) => weight * marginal[at]!);
  return {
    volatility,
    marginal,
    contribution,
    share: volatility > 0 ? contribution.map((value) => value / volatility) : null,
  };
}

/** How many equal positions would be as concentrated: the inverse of the sum of squared weights (Herfindahl). */
export const effectiveNumber = (weights: readonly number[]): number =>
  1 / weights.reduce((sum, weight) => sum + weight ** 2, 0);
