/** Means and deviations of a series, each with its divisor in its name. NaN where there are too few values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squares = (values: readonly number[]): number => {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
};

/** Divided by n - 1: of a sample. */
export const sampleDeviation = (values: readonly number[]): number =>
  values.length < 2 ? Number.NaN : Math.sqrt(squares(values) / (values.length - 1));

/** Divided by n: of all there is. */
export const populationDeviation = (values: readonly number[]): number => Math.sqrt(squares(values) / values.length);

/** Divided by n. */
export function covariance(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [mean(left), mean(right)];
  return left.reduce((sum, value, at) => sum + (value - a) * (right[at]! - b), 0) / left.length;
}
