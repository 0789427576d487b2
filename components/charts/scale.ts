/** Axes: three to five round lines that hold every figure. */
export interface Scale {
  min: number;
  max: number;
  ticks: readonly number[];
  /** Equal heights are equal ratios. */
  isLog?: boolean;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A scale from zero for shares that are compared: all rows of one instrument stand on it. */
export function shareScale(shares: readonly number[]): Scale {
  const top = Math.min(1, Math.max(0.05, ...shares) * 1.04);
  const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25];
  const step = steps.find((each) => Math.ceil(top / each - 1e-9) <= 5) ?? 0.25;
  const count = Math.ceil(top / step - 1e-9);
  return { min: 0, max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** Round lines around a range that may start above zero. */
export function niceScale(low: number, high: number, lines = 4): Scale {
  const span = high - low || Math.abs(high) * 0.02 || 1;
  const rough = span / (lines - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const min = Math.floor(low / step + 1e-9) * step;
  const max = Math.ceil(high / step - 1e-9) * step;
  const count = Math.max(1, Math.round((max - min) / step));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((min + index * step).toPrecision(12)));
  return { min, max: ticks.at(-1) ?? max, ticks };
}
