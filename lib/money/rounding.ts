/**
 * Rounding to a market's step. The direction is in the name, because it decides who keeps the remainder:
 * quantities we sell or buy round down (never more than we have or were allowed), costs we expect round up.
 * Steps are positive decimals such as "0.0001" or "5"; a step of zero means "any size" and changes nothing.
 */
import { decimal, read } from "./decimal";
import { unitsAt, writeFixed } from "./fixed-point";

/** Value and step as whole numbers of the finer one's last digit. */
function align(value: string, step: string): { value: bigint; step: bigint; scale: number } {
  const a = read(value);
  const b = read(step);
  const scale = Math.max(a.scale, b.scale);
  return { value: unitsAt(a, scale), step: unitsAt(b, scale), scale };
}

/** Largest multiple of `step` that is not more than `value` (toward zero for negatives). */
export function roundDownToStep<T extends string>(value: T, step: string): T {
  const whole = align(value, step);
  if (whole.step === 0n) return decimal<T>(value);
  return writeFixed((whole.value / whole.step) * whole.step, whole.scale) as T;
}

/** Smallest multiple of `step` that is not less than `value` (away from zero for negatives). */
export function roundUpToStep<T extends string>(value: T, step: string): T {
  const whole = align(value, step);
  if (whole.step === 0n) return decimal<T>(value);
  const down = (whole.value / whole.step) * whole.step;
  const outward = down === whole.value ? 0n : whole.value < 0n ? -whole.step : whole.step;
  return writeFixed(down + outward, whole.scale) as T;
}

/** Multiple of `step` nearest to `value`, halves away from zero. For display and quotes, not for spending. */
export function roundToNearestStep<T extends string>(value: T, step: string): T {
  const whole = align(value, step);
  if (whole.step === 0n) return decimal<T>(value);
  const half = whole.value < 0n ? -whole.step : whole.step;
  return writeFixed(((2n * whole.value + half) / (2n * whole.step)) * whole.step, whole.scale) as T;
}

/** Decimals a step shows: 4 for "0.0001", 0 for "1" and "10". */
export function decimalsOfStep(step: string): number {
  const normal = decimal(step);
  const point = normal.indexOf(".");
  return point < 0 ? 0 : normal.length - point - 1;
}
