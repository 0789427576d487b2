/**
 * The machine under exact decimals: an integer and how many of its digits stand after the point.
 *
 *   "12.50" = { units: 1250n, scale: 2 }
 *
 * Integers of any length make sums, differences and products exact without a precision to choose, and reading and
 * writing them is several times quicker than a general decimal class, which a plan of twenty trades feels.
 */
export interface FixedPoint {
  units: bigint;
  /** Digits after the point, 0 or more. */
  scale: number;
}

const POWERS: bigint[] = [1n];

/** 10 to the n, remembered. */
export function powerOfTen(exponent: number): bigint {
  for (let next = POWERS.length; next <= exponent; next += 1) POWERS.push(POWERS[next - 1]! * 10n);
  return POWERS[exponent]!;
}

/** Reads text that is already known to be a decimal, with or without an exponent. */
export function readFixed(text: string): FixedPoint {
  const exponentAt = text.search(/e/i);
  if (exponentAt >= 0) return shift(readFixed(text.slice(0, exponentAt)), Number(text.slice(exponentAt + 1)));
  const point = text.indexOf(".");
  if (point < 0) return { units: BigInt(text), scale: 0 };
  return { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

function shift({ units, scale }: FixedPoint, exponent: number): FixedPoint {
  return exponent > scale
    ? { units: units * powerOfTen(exponent - scale), scale: 0 }
    : { units, scale: scale - exponent };
}

/** Normal form: no exponent, no trailing zeros after the point, no "-0". */
export function writeFixed(units: bigint, scale: number): string {
  if (units === 0n) return "0";
  if (scale === 0) return units.toString();
  const isBelow = units < 0n;
  let digits = (isBelow ? -units : units).toString();
  if (digits.length <= scale) digits = digits.padStart(scale + 1, "0");
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === 48) end -= 1;
  const body = end === point ? digits.slice(0, point) : `${digits.slice(0, point)}.${digits.slice(point, end)}`;
  return isBelow ? `-${body}` : body;
}

/** The same number with more digits after the point; `scale` is at least its own. */
export function unitsAt({ units, scale }: FixedPoint, finer: number): bigint {
  return finer === scale ? units : units * powerOfTen(finer - scale);
}
