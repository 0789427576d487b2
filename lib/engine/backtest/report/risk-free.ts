/** What money at no risk earns in one bar: a compound rate a year, spread over its bars. A rate of 0 is exactly 0. */
export const riskFreeOfBar = (riskFreeRate: number, barsPerYear: number): number =>
  riskFreeRate === 0 ? 0 : (1 + riskFreeRate) ** (1 / barsPerYear) - 1;
