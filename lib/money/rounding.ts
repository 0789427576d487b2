/**
 * Rounding to a market's step. The direction is in the name, because it decides who keeps the crumbs:
 * quantities we sell or buy round down (never more than we have or were allowed), costs we expect round up.
 * Steps are positive decimals such as "0.0001" or "5"; a step of zero means "any size" and changes nothing.
 */
import DecimalJs from "decimal.js";
import { decimal } from "./decimal";

const Exact = DecimalJs.clone({ precision: 60 });

/** Largest multiple of `step` that is not more than `value` (toward zero for negatives). */
export function roundDownToStep<T extends string>(value: T, step: string): T {
  const size = new Exact(step);
  if (size.isZero()) return decimal<T>(value);
  return decimal<T>(new Exact(value).dividedToIntegerBy(size).times(size).toFixed());
}

/** Smallest multiple of `step` that is not less than `value` (away from zero for negatives). */
export function roundUpToStep<T extends string>(value: T, step: string): T {
  const down = roundDownToStep(value, step);
  const size = new Exact(step);
  if (size.isZero() || new Exact(down).equals(value)) return down;
  const outward = new Exact(value).isNegative() ? size.negated() : size;
  return decimal<T>(new Exact(down).plus(outward).toFixed());
}

/** Multiple of `step` nearest to `value`, halves away from zero. For display and quotes, not for spending. */
export function roundToNearestStep<T extends string>(value: T, step: string): T {
  const size = new Exact(step);
  if (size.isZero()) return decimal<T>(value);
  return decimal<T>(new Exact(value).dividedBy(size).toDecimalPlaces(0, DecimalJs.ROUND_HALF_UP).times(size).toFixed());
}

/** Decimals a step shows: 4 for "0.0001", 0 for "1" and "10". */
export function decimalsOfStep(step: string): number {
  const normal = decimal(step);
  const point = normal.indexOf(".");
  return point < 0 ? 0 : normal.length - point - 1;
}
