const STEPS = 10_000;

/** Shares in hundredths of a percent that sum to one exactly as far as float64 goes; the largest takes what rounding left. */
export function wholeWeights(parts: readonly number[]): readonly number[] {
  const sum = parts.reduce((total, part) => total + part, 0);
  if (sum <= 0) return parts.map(() => 0);
  const steps = parts.map((part) => Math.round((part / sum) * STEPS));
  const off = STEPS - steps.reduce((total, step) => total + step, 0);
  const largest = steps.indexOf(Math.max(...steps));
  return steps.map((step, index) => (step + (index === largest ? off : 0)) / STEPS);
}
